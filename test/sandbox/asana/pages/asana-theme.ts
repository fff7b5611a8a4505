// Sets the theme before the first paint.
const kept = localStorage.getItem("asana-theme");
const dark = kept === "dark" || (kept !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.dataset["theme"] = dark ? "dark" : "light";
export {};
