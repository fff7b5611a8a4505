// Who may import whom. Every rule is an error and says why, so that a broken build teaches (test/house/walls.test.ts
// plants a violation of each and expects to be caught).
const TEST = "(\\.test\\.tsx?$|\\.test-kit\\.tsx?$)";
const src = (what) => `^goal-service/src/${what}`;
const FEATURE =
  "(accounts|people|goals|initiatives|links|work-items|check-ins|decisions|panel|health|insight|connections|questions)";
const GROUND = "((config|secret-key|error-code|db|clock|log|ids|given|grouped)\\.ts$|(database|jobs)/)";

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A loop hides which part depends on which: move what both need into a third file.",
      // A renderer of nested documents draws components that draw their children with it.
      from: { pathNot: "^test/sandbox/[^/]+/host/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolved",
      comment: "An import that leads nowhere, or a path without its .ts.",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-undeclared-package",
      comment: "Name what you use in the package.json of your own workspace: hoisting makes it work by luck.",
      from: { pathNot: "/fixtures/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-dev-package-at-run-time",
      comment: "npm start installs without devDependencies: what runs must be among the dependencies.",
      from: {
        path: "^(shared/src|goal-service/src|goal-service/dashboard/src|jira-app/src|asana-app/src|test/sandbox)/",
        pathNot: TEST,
      },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "shared-stands-alone",
      comment: "Shared code runs in Forge, in the browser and in Node; it knows nobody who uses it.",
      from: { path: "^shared/" },
      to: { path: "^(goal-service|jira-app|asana-app|test)/" },
    },
    {
      name: "shared-needs-only-zod",
      comment: "Every package in shared would be carried into Forge and into the browser.",
      from: { path: "^shared/src/", pathNot: TEST },
      to: { path: "node_modules/", pathNot: "node_modules/zod/" },
    },
    {
      name: "shared-needs-no-node",
      comment: "Forge and the browser have no Node modules.",
      from: { path: "^shared/src/", pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "apps-meet-only-in-the-service",
      comment: "Jira and Asana apps know the service's calls (shared/src/client.ts), not its code and not each other.",
      from: { path: "^(jira-app|asana-app)/" },
      to: { path: "^(jira-app|asana-app|goal-service)/", pathNot: "^$1/" },
    },
    {
      name: "service-knows-no-app",
      comment: "A further app must not need a change in the service's imports.",
      from: { path: "^goal-service/" },
      to: { path: "^(jira-app|asana-app)/" },
    },
    {
      name: "dashboard-speaks-http",
      comment: "The dashboard reaches the service as every other client does, through shared/src/client.ts.",
      from: { path: "^goal-service/dashboard/" },
      to: { path: src("") },
    },
    {
      name: "service-serves-the-dashboard-as-files",
      comment: "The service knows the dashboard's built files only, not its sources.",
      from: { path: src("") },
      to: { path: "^goal-service/dashboard/" },
    },
    {
      name: "only-tests-import-tests",
      comment: "What runs must not need what tests it; test/ and *.test.ts may import anything.",
      from: { pathNot: `^test/|${TEST}` },
      to: { path: `^test/|${TEST}` },
    },
    {
      name: "nobody-imports-the-sandbox",
      comment: "The sandboxes are processes, spoken to as the real tools are; who imports them tests something else.",
      from: { pathNot: "^test/sandbox/" },
      to: { path: "^test/sandbox/(?!sample/)" },
    },
    {
      name: "main-is-the-top",
      comment:
        "main.ts opens everything and reads the environment; app.ts puts the routes together. Nobody stands above them.",
      from: { path: src(""), pathNot: [src("main\\.ts$"), TEST] },
      to: { path: src("main\\.ts$") },
    },
    {
      name: "only-main-makes-the-app",
      comment: "Only main.ts (and tests) make an app.",
      from: { path: src(""), pathNot: [src("main\\.ts$"), TEST] },
      to: { path: src("app\\.ts$") },
    },
    {
      name: "ground-knows-nothing-above",
      comment: "Config, database, clock, log and jobs carry the features; a feature hands them what they need.",
      from: { path: src(GROUND), pathNot: TEST },
      to: { path: src(""), pathNot: [src(GROUND), src("generated/"), src("ground\\.ts$")] },
    },
    {
      name: "live-knows-only-who-listens",
      comment: "Live tells ids; what they mean is asked through the API. Beside the ground it knows callers alone.",
      from: { path: src("live/"), pathNot: TEST },
      to: {
        path: src(""),
        pathNot: [src(GROUND), src("(live|accounts|generated)/"), src("(ground|route|refusal|secrets)\\.ts$")],
      },
    },
    {
      name: "connectors-are-translators",
      comment:
        "A connector turns a tool's words into ours. It touches no database, no clock and no feature: hand it what it needs.",
      from: { path: src("connectors/"), pathNot: TEST },
      to: { path: src(""), pathNot: src("connectors/") },
    },
    {
      name: "one-tool-per-connector",
      comment: "What two connectors need belongs into a file of connectors/ itself.",
      from: { path: src("connectors/([^/]+)/") },
      to: { path: src("connectors/[^/]+/"), pathNot: src("connectors/$1/") },
    },
    {
      name: "only-the-registry-knows-the-tools",
      comment: "Everybody else asks connectors/registry.ts, so that a new tool is one new row there.",
      from: { path: src(""), pathNot: [src("connectors/registry\\.ts$"), src("connectors/[^/]+/"), TEST] },
      to: { path: src("connectors/[^/]+/") },
    },
    {
      name: "connectors-bring-only-their-own-client",
      comment:
        "Beside zod, jose and p-limit a connector may use its own tool's client, and nothing that stores, sleeps or serves.",
      from: { path: src("connectors/"), pathNot: TEST },
      to: { path: "node_modules/", pathNot: "node_modules/(zod|jose|p-limit|asana)/" },
    },
    {
      name: "only-the-gateway-knows-the-client",
      comment: "Asana's own client is untyped and its errors carry the token: connectors/asana/gateway.ts tames both.",
      from: { path: src(""), pathNot: [src("connectors/asana/gateway\\.ts$"), TEST] },
      to: { path: "node_modules/asana/" },
    },
    {
      name: "features-do-not-know-the-wire-in",
      comment: "Intake calls features, never the other way round; a feature knows neither deliveries nor the worker.",
      from: { path: src(`${FEATURE}/`), pathNot: TEST },
      to: { path: src("(app|main|worker)\\.ts$|^goal-service/src/deliveries/") },
    },
    {
      name: "features-have-a-front-door",
      comment: "Another feature is used through its named files, not through its routes.",
      from: { path: src(`${FEATURE}/`), pathNot: TEST },
      to: { path: src(`${FEATURE}/[a-z-]*routes\\.ts$`), pathNot: src("$1/") },
    },
    {
      name: "sandbox-routes-stay-outside",
      comment: "What exists only under npm start is reached from main.ts and app.ts alone.",
      from: { path: src(""), pathNot: [src("(main|app)\\.ts$"), src("sandbox/"), TEST] },
      to: { path: src("sandbox/") },
    },
  ].map((rule) => ({ severity: "error", ...rule })),
  options: {
    doNotFollow: { path: "node_modules" },
    // jira-app/checks is a workspace of its own, with packages of its own.
    exclude: { path: "(^|/)(dist|generated|\\.cache|\\.data)/|^jira-app/checks/" },
    tsPreCompilationDeps: true,
    // The root's package.json counts for everybody: it holds the tools of tests and checks.
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      // Our own packages export their TypeScript sources: without "types" first the walls around shared would be blind.
      conditionNames: ["types", "import", "default"],
      extensions: [".ts", ".tsx", ".d.ts", ".js", ".mjs", ".cjs", ".json"],
    },
  },
};
