import { readFileSync } from "node:fs";
import { evaluateFile } from "./health-file.ts";

/** `npm run health -- FILE`: the reports on stdout and nothing else there, what is wrong on stderr. */
function main(args: string[]): number {
  const [file, ...more] = args;
  if (file === undefined || more.length > 0) {
    process.stderr.write(
      'Usage: npm run health -- FILE, where FILE holds [{"name", "asOf", "facts"}]; - reads stdin.\n',
    );
    return 1;
  }
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    process.stderr.write(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  const answer = evaluateFile(text);
  if ("problems" in answer) {
    process.stderr.write(
      `${file} cannot be evaluated:\n${answer.problems.map((problem) => `  - ${problem}\n`).join("")}`,
    );
    return 1;
  }
  process.stdout.write(answer.reports);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
