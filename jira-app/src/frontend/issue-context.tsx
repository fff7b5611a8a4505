import { IssueContext } from "./components/issue-context.tsx";
import { render } from "./render.ts";

render(<IssueContext />);
