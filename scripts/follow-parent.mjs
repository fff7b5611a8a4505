// Preloaded into every program that a script starts: when the script is gone, however it went, its end of stdin closes
// and the program stops as if asked to. Without this a killed `npm start` would leave its programs and their ports behind.
process.stdin.on("error", () => undefined);
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
process.stdin.unref?.();
