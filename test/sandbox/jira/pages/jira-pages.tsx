// The pages of the sandbox Jira.
import "../../base/pages/no-eval.ts";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./pages.css";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
createRoot(root).render(<App />);
