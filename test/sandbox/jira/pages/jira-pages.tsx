// The pages of the sandbox Jira.
import { createRoot } from "react-dom/client";
import { z } from "zod";
import { App } from "./app.tsx";
import "./pages.css";

// The page forbids `eval`, which zod would try for speed.
z.config({ jitless: true });

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
createRoot(root).render(<App />);
