// The page forbids `eval`, which zod would try for speed; said before the first schema is made.
import { z } from "zod";

z.config({ jitless: true });
