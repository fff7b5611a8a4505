// One Jest, six projects. Everything is ES modules, so scripts/test.mjs starts it with --experimental-vm-modules.
const swc = (react) => ({
  "^.+\\.[jt]sx?$": [
    "@swc/jest",
    {
      jsc: {
        target: "es2022",
        parser: { syntax: "typescript", tsx: true },
        transform: { react: { runtime: "automatic", ...react } },
      },
      module: { type: "es6" },
      sourceMaps: "inline",
    },
  ],
});
const base = {
  testEnvironment: "node",
  setupFiles: ["<rootDir>/test/setup/given-time.js"],
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  transform: swc({}),
  transformIgnorePatterns: ["/node_modules/"],
  modulePathIgnorePatterns: ["/dist/", "/.cache/", "/.data/"],
};

export default {
  // A test that hangs is found; one that shares its machine with ten others is not called slow. Jest hears it only here.
  testTimeout: 60_000,
  testSequencer: "<rootDir>/test/setup/longest-first.js",
  projects: [
    {
      ...base,
      displayName: "rules",
      testMatch: [
        "<rootDir>/shared/src/**/*.test.ts",
        "<rootDir>/test/house/**/*.test.ts",
        "<rootDir>/test/setup/**/*.test.ts",
      ],
    },
    {
      ...base,
      displayName: "service",
      testMatch: [
        "<rootDir>/goal-service/{src,bench}/**/*.test.ts",
        "<rootDir>/test/journeys/**/*.test.ts",
        "<rootDir>/test/deliveries/**/*.test.ts",
        "<rootDir>/test/contract/**/*.test.ts",
        "<rootDir>/test/conformance/**/*.test.ts",
      ],
      globalSetup: "<rootDir>/test/setup/database-up.ts",
      globalTeardown: "<rootDir>/test/setup/database-down.ts",
    },
    {
      ...base,
      displayName: "jira-app",
      testMatch: ["<rootDir>/jira-app/src/**/*.test.{ts,tsx}", "<rootDir>/test/sandbox/**/*.test.{ts,tsx}"],
      testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/sandbox/.*/(app-)?pages\\.test\\.ts$"],
    },
    { ...base, displayName: "asana-app", testMatch: ["<rootDir>/asana-app/src/**/*.test.ts"] },
    {
      ...base,
      displayName: "dashboard",
      testEnvironment: "jsdom",
      testMatch: ["<rootDir>/goal-service/dashboard/src/**/*.test.{ts,tsx}"],
      moduleNameMapper: {
        "\\.css$": "<rootDir>/test/setup/empty.ts",
        "^react$": "<rootDir>/goal-service/node_modules/react",
        "^react/(.*)$": "<rootDir>/goal-service/node_modules/react/$1",
        "^react-dom$": "<rootDir>/goal-service/node_modules/react-dom",
        "^react-dom/(.*)$": "<rootDir>/goal-service/node_modules/react-dom/$1",
      },
    },
    {
      ...base,
      displayName: "browser",
      testMatch: ["<rootDir>/test/browser/**/*.test.ts", "<rootDir>/test/sandbox/*/*pages.test.ts"],
      globalSetup: "<rootDir>/test/setup/system-up.ts",
      globalTeardown: "<rootDir>/test/setup/system-down.ts",
    },
  ],
};
