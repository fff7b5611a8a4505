const key = (what: string) => `throughline reloaded: ${what}`;

/**
 * Whoever has the page open while a new build takes the place of the old one asks for parts that are there no longer. The
 * page is then loaded anew, once for each missing part: a second time would help no more than the first.
 */
export function reloadWhenReplaced(page: Window = window, reload: () => void = () => page.location.reload()): void {
  page.addEventListener("vite:preloadError", ({ payload }) => {
    if (page.sessionStorage.getItem(key(payload.message)) !== null) return;
    page.sessionStorage.setItem(key(payload.message), "yes");
    reload();
  });
}
