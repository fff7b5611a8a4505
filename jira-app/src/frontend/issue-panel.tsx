import { IssuePanel } from "./components/issue-panel.tsx";
import { render } from "./render.ts";

render(<IssuePanel />);
