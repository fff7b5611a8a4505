import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const THEME = "src/theme.ts";

/** The theme is set before the first paint: theme.ts becomes a classic script of its own at the start of the head. */
function themeFirst(): Plugin {
  let building = false;
  return {
    name: "theme-first",
    configResolved(config) {
      building = config.command === "build";
    },
    buildStart() {
      if (building) this.emitFile({ type: "chunk", id: THEME, name: "theme" });
    },
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const built = Object.values(bundle ?? {}).find(
          (file) => file.type === "chunk" && file.facadeModuleId?.endsWith(THEME),
        );
        const attrs = built ? { src: `/${built.fileName}` } : { src: `/${THEME}`, type: "module" };
        return [{ tag: "script", attrs, injectTo: "head-prepend" }];
      },
    },
  };
}

export default defineConfig({
  plugins: [react(), tailwind(), themeFirst()],
  base: "/",
  resolve: { dedupe: ["react", "react-dom"] },
  build: {
    outDir: "../dist/dashboard",
    emptyOutDir: true,
    target: ["chrome123", "firefox125", "safari17.5"],
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "vendor", test: /node_modules\/(react|react-dom|scheduler|@tanstack|zod|clsx)\/|src\/no-eval/ },
            { name: "contract", test: /shared\/src\/(?!health\/(sentences|change-sentences|quantity|names))/ },
          ],
        },
      },
    },
  },
});
