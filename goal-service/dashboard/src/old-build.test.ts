import { expect, jest, test } from "@jest/globals";
import { reloadWhenReplaced } from "./old-build.ts";

test("a part that an older build had loads the page anew once, and another part once more", () => {
  const reload = jest.fn();
  reloadWhenReplaced(window, reload);
  const missing = (file: string) =>
    window.dispatchEvent(Object.assign(new Event("vite:preloadError"), { payload: new Error(`no ${file}`) }));
  missing("goal-page-1.js");
  missing("goal-page-1.js");
  expect(reload).toHaveBeenCalledTimes(1);
  missing("goal-page-2.css");
  expect(reload).toHaveBeenCalledTimes(2);
});
