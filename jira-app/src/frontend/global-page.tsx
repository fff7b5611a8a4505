import { GlobalPage } from "./components/global-page.tsx";
import { render } from "./render.ts";

render(<GlobalPage />);
