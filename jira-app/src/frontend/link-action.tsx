import { LinkAction } from "./components/link-action.tsx";
import { render } from "./render.ts";

render(<LinkAction />);
