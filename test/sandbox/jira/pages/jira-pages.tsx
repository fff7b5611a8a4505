// The pages of the sandbox Jira.
import "../../base/pages/no-eval.ts";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
// Later ones refine earlier ones, so their order counts.
import "../../base/pages/page.css";
import "./base.css";
import "./bar.css";
import "../../base/pages/dialogs.css";
import "./rail.css";
import "./board.css";
import "./issue.css";
import "./issue-details.css";
import "../host/text.css";
import "../host/fields.css";
import "../host/buttons.css";
import "../host/signs.css";
import "../host/select.css";
import "../host/tables.css";
import "./flags.css";
import "./screens.css";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
createRoot(root).render(<App />);
