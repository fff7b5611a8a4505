// The pages of the sandbox Asana.
import "../../base/pages/no-eval.ts";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
// Later ones refine earlier ones, so their order counts.
import "../../base/pages/page.css";
import "./theme.css";
import "../../base/pages/dialogs.css";
import "./shell.css";
import "./home.css";
import "./toasts.css";
import "./project.css";
import "./board.css";
import "./admin.css";
import "./task.css";
import "./app.css";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
createRoot(root).render(<App />);
