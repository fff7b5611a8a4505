import { config } from "zod/mini";

// The page's policy forbids code from text, and zod would try. Imported first, before any schema is made.
config({ jitless: true });
