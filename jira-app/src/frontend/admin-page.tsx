import { AdminPage } from "./components/admin-page.tsx";
import { render } from "./render.ts";

render(<AdminPage />);
