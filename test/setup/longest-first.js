import TestSequencer from "@jest/test-sequencer";

/** Where tests start processes and browsers, those that take longest first. Within a place, and after them: as Jest likes. */
const LONG = [
  "test/conformance/conformance",
  "test/journeys/sample",
  "test/journeys/kill",
  "test/browser/journey",
  "test/browser/asana-journey",
  "test/browser/",
  "test/conformance/",
  "test/journeys/",
  "test/deliveries/",
  "test/contract/",
  "goal-service/bench/",
];

/** On a fresh clone Jest goes by the size of a file; a long test that begins last then leaves all cores but one idle. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const place = ({ path }) => {
      const found = LONG.findIndex((part) => path.replaceAll("\\", "/").includes(part));
      return found < 0 ? LONG.length : found;
    };
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
}
