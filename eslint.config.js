import tseslint from "typescript-eslint";

const time = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: "Take the time from clock.ts." },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Take the time from clock.ts." },
  {
    selector: "MemberExpression[object.name='performance'][property.name='timeOrigin']",
    message: "The given time of a test run does not reach it: take the time from clock.ts.",
  },
  {
    selector: "TemplateElement[value.raw=/\\bnow\\(\\)|\\bcurrent_date\\b|\\bcurrent_timestamp\\b/i]",
    message: "Time reaches SQL as a parameter.",
  },
];
const env = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Only main.ts reads the environment, through config.ts.",
};
const transactions = [
  {
    selector: "CallExpression[callee.property.name='$transaction']",
    message: "Use prismaTransaction of database/transaction.ts: it is run again when another one stood in its way.",
  },
  {
    selector:
      ":matches(Literal[value=/^\\s*(BEGIN(\\s+(TRANSACTION|WORK|ISOLATION|READ)\\b|\\s*;?\\s*$)|START TRANSACTION\\b)/i], TemplateElement[value.raw=/^\\s*(BEGIN(\\s+(TRANSACTION|WORK|ISOLATION|READ)\\b|\\s*;?\\s*$)|START TRANSACTION\\b)/i])",
    message: "Use transaction of database/transaction.ts: it is run again when another one stood in its way.",
  },
];
const enums = { selector: "TSEnumDeclaration", message: "Use a zod enum or a union." };

export default tseslint.config(
  {
    ignores: [
      "**/dist/**",
      "**/.cache/**",
      ".data/**",
      "goal-service/src/generated/**",
      "**/*.js",
      "**/*.cjs",
      "**/*.mjs",
      "jira-app/checks/**",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-restricted-syntax": ["error", env, enums, ...time, ...transactions],
      "no-console": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "max-lines": ["warn", { max: 300, skipBlankLines: true, skipComments: true }],
      complexity: ["warn", 15],
    },
  },
  {
    files: [
      "**/*.test.ts",
      "**/*.test.tsx",
      "test/**/*.ts",
      "test/**/*.tsx",
      "goal-service/src/main.ts",
      "asana-app/src/main.ts",
      "goal-service/src/*-cli.ts",
      "goal-service/bench/**",
    ],
    rules: { "no-restricted-syntax": ["error", enums, ...time] },
  },
  {
    // The one kind of transaction, and migrations, of which each is applied once and under a lock.
    files: ["goal-service/src/database/transaction.ts", "goal-service/src/database/migrate.ts"],
    rules: { "no-restricted-syntax": ["error", env, enums, ...time] },
  },
  {
    files: [
      "goal-service/src/clock.ts",
      "goal-service/dashboard/src/clock.ts",
      "asana-app/src/clock.ts",
      "test/sandbox/base/clock.ts",
    ],
    rules: { "no-restricted-syntax": ["error", env, enums, ...transactions] },
  },
);
