// Every process of a test run lives in a given time (scripts/given-time.mjs): whoever asks the machine for the time hears
// that one. Node loads this into each process, and Jest into each of its contexts, which have a Date of their own.
import http from "node:http";

const ahead = Number(process.env.THROUGHLINE_TEST_AHEAD ?? 0);
const Machine = Date;
const now = () => Machine.now() + ahead;

function Given(...parts) {
  if (new.target === undefined) return new Machine(now()).toString();
  return Reflect.construct(Machine, parts.length === 0 ? [now()] : parts, new.target);
}

/** Node writes the machine's own time into each answer's Date header. */
function answerInGivenTime({ prototype }) {
  const { writeHead } = prototype;
  if (writeHead.inGivenTime) return;
  prototype.writeHead = function (...parts) {
    if (!this.headersSent && !this.hasHeader("date")) this.setHeader("date", new Machine(now()).toUTCString());
    return writeHead.apply(this, parts);
  };
  prototype.writeHead.inGivenTime = true;
}

if (ahead !== 0) {
  Object.setPrototypeOf(Given, Machine);
  // Between two test files Jest takes away what it finds in the global scope, except what bears this sign.
  Object.assign(Given, { now, [Symbol.for("$$jest-protect-from-deletion")]: [] });
  Given.prototype = Machine.prototype;
  Given.prototype.constructor = Given;
  globalThis.Date = Given;
  answerInGivenTime(http.ServerResponse);
}
