import { readFileSync } from "node:fs";
import { evaluateFile } from "./health-file.ts";
import { verifyFile } from "./receipt-file.ts";

const USAGE = `Usage: npm run health -- FILE             FILE holds [{"name", "asOf", "facts"}]
       npm run health -- verify RECEIPT   RECEIPT holds one receipt or a list of them
A - in place of the file reads stdin.
`;

/** The reports, or what became of the receipts, on stdout and nothing else there; what is wrong on stderr. */
function main(args: string[]): number {
  const verify = args[0] === "verify";
  const [file, ...more] = verify ? args.slice(1) : args;
  const bad = verify ? 2 : 1;
  if (file === undefined || more.length > 0) return complain(USAGE, bad);
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    return complain(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`, bad);
  }
  const answer = verify ? verifyFile(text) : evaluateFile(text);
  if ("problems" in answer) {
    const list = answer.problems.map((problem) => `  - ${problem}\n`).join("");
    return complain(`${file} cannot be ${verify ? "verified" : "evaluated"}:\n${list}`, bad);
  }
  if ("reports" in answer) {
    process.stdout.write(answer.reports);
    return 0;
  }
  process.stdout.write(`${JSON.stringify(answer.verified, undefined, 2)}\n`);
  return answer.verified.every(({ holds }) => holds) ? 0 : 1;
}

/** What a receipt shows is 0 or 1; a file that shows nothing is 2. */
function complain(message: string, code: number): number {
  process.stderr.write(message);
  return code;
}

process.exitCode = main(process.argv.slice(2));
