import type { Category } from "@throughline/shared/vocabulary";
import type { Meaning } from "../connector.ts";

/**
 * First guesses from the names that teams give to sections and statuses, until an admin says otherwise. A name is taken
 * as a whole: "Review" is a stage of work, "Review meetings" may be a topic, and so may "Design". What is planned for
 * today or this week has not begun by that. The first row that fits wins.
 */
const WORDS: readonly [category: Category, blocked: boolean, names: RegExp][] = [
  ["cancelled", false, /^(cancell?ed|won't (do|fix)|will not (do|fix)|not doing|abandoned|dropped|discarded)$/],
  ["cancelled", false, /^(rejected|declined|obsolete|duplicates?|descoped|out of scope|stopped)$/],
  ["doing", true, /^(blocked|blockers?|stuck|impeded|(on )?hold|paused|parked|waiting|awaiting)$/],
  ["doing", true, /^(blocked|stuck|on hold|waiting|awaiting|pending) .+$/],
  ["todo", false, /^ready (for|to) (start|go|work|dev|development|design|implementation|production)$/],
  ["todo", false, /^(not|to be|yet to be) (yet )?(started|done|begun|reviewed|tested|assigned|planned|scheduled)$/],
  ["done", false, /^(all )?(done|complete|completed|finished|closed|resolved)( (this|last|in) .+)?$/],
  ["done", false, /^(shipped|released|deployed|delivered|launched|published|live)( (this|last|in) .+)?$/],
  [
    "doing",
    false,
    /^(doing|in progress|in work|work in progress|wip|ongoing|running|underway|under way|started|active|now)$/,
  ],
  ["doing", false, /^(working( on( it)?)?|being .+|changes requested|rework|designing|developing|implementing)$/],
  ["doing", false, /^(building|coding|drafting|reviewing|testing|verifying|review|qa|uat|verification|staging)$/],
  ["doing", false, /^((code|peer|design|final|internal|client) )?(review|testing|qa)$/],
  [
    "doing",
    false,
    /^(in|under|ready for|for|needs) (\w+ )?(review|tests?|testing|qa|uat|approval|development|dev|design|implementation|production|research|analysis|verification|validation|staging|release|deployment|merge|feedback)$/,
  ],
  [
    "todo",
    false,
    /^(to ?dos?( list)?|backlog|.+ backlog|inbox|icebox|ideas?|planned|scheduled|queued?|pending|upcoming)$/,
  ],
  ["todo", false, /^(new|open|incoming|unassigned)( (tasks?|items?|work|requests?|ideas?))?$/],
  ["todo", false, /^(ready|selected( for development)?|triage|requests?|requested|submitted)$/],
  [
    "todo",
    false,
    /^(next|next up|up next|next (week|sprint|month|quarter)|later|soon|someday|some day|future|unstarted)$/,
  ],
];

/** "2. ✅ Done (archive) " -> "done": numbers in front, signs, brackets and capitals carry no meaning here. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, " ")
    .replace(/[’`]/g, "'")
    .replace(/[^\p{L}\p{N}']+/gu, " ")
    .replace(/^\s*\d+\s/, "")
    .trim();

export function guess(name: string): Meaning | null {
  const words = plain(name);
  const found = WORDS.find(([, , names]) => names.test(words));
  return found ? { category: found[0], blocked: found[1] } : null;
}
