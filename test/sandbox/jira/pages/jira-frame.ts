// The first script of an app's frame: hands the bridge over before the app's own code looks for it.
const given: unknown =
  window.frameElement && "sandboxBridge" in window.frameElement ? window.frameElement.sandboxBridge : undefined;
Object.assign(window, { __bridge: given });
export {};
