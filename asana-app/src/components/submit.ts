import { Day } from "@throughline/shared/calendar";
import { type Client, Refusal } from "@throughline/shared/client";
import type { Choice } from "@throughline/shared/panel";
import pLimit from "p-limit";
import type { Log } from "../log.ts";
import { isNo } from "../service.ts";
import { createdFrom } from "./attached.ts";
import { readFacts } from "./facts.ts";
import { drawForm, type FormFacts, linksThisTask } from "./form.ts";
import { linkIdOfTask, linkIds } from "./ids.ts";
import { cut } from "./limits.ts";
import type { Submit } from "./requests.ts";
import type { Attached, Form } from "./shapes.ts";
import { nameOf, servesOf } from "./lookup.ts";
import { titlesIn, wrongWith } from "./titles.ts";
import type { z } from "zod";

/**
 * Asana gives a submit ten seconds (reference: 1.8). What is not done by then goes on, but nothing says that it was done:
 * sent again, the form carries the same link ids, so that each task is made once.
 */
const ANSWER_WITHIN_MS = 8000;
/** Tasks are made side by side, but not all at once: Asana counts concurrent writes. */
const AT_ONCE = 3;
const LATE = "Asana has not answered yet. Create once more in a moment: what is there by then is not made twice.";

interface Asked {
  client: Client;
  url: string;
  formId: string;
  submit: z.infer<typeof Submit>;
  log: Log;
}

/** attached: it is done. again: the form with what is wrong at its field, or what has no answer yet. */
export type Submitted = { attached: Attached } | { again: Form };

export async function submitForm(asked: Asked): Promise<Submitted> {
  const { client, url, formId, submit } = asked;
  const { values, task } = submit;
  const facts = { client, url, formId, task, values };
  const again = async (errors: FormFacts["errors"]): Promise<Submitted> => ({
    again: drawForm(await readFacts({ ...facts, errors })),
  });
  const titles = titlesIn(values.titles);
  const wrong = wrongWith(titles);
  if (wrong !== null) return again({ titles: wrong });
  const { chosen, warnings, tied } = await readFacts(facts);
  if (chosen === null) return again({ initiative: "Choose an initiative, or a class if it serves no goal." });
  const odd = oddDays(values, chosen);
  if (Object.keys(odd).length > 0) return again(odd);
  const block = warnings.find(({ blocks }) => blocks);
  if (block) return again({ initiative: block.long });
  const { dashboard } = await client.getPanelAccount({});
  const jobs = [
    ...creating(asked, chosen, titles),
    ...(linksThisTask(values) && !tied ? [linking(asked, chosen)] : []),
  ];
  const refused = await within(ANSWER_WITHIN_MS, runAll(jobs, asked.log));
  if (refused === "late") return again({ titles: LATE });
  if (refused.length > 0) return again(errorsOf(refused));
  return { attached: createdFrom(chosen, titles.length, dashboard, task) };
}

/** A date that Asana's form takes and that is no day of ours, for example in the year 26. */
function oddDays({ due, until }: Submit["values"], chosen: Choice): FormFacts["errors"] {
  const said = (day: string | null | undefined) => (day ? Day.safeParse(day).error?.issues[0]?.message : undefined);
  const odd = { due: said(due), until: chosen.class === "emergency" ? said(until) : undefined };
  return {
    ...(odd.due !== undefined && { due: odd.due }),
    ...(odd.until !== undefined && { until: odd.until }),
  };
}
type Submit = z.infer<typeof Submit>;

const creating = ({ client, formId, submit }: Asked, chosen: Choice, titles: readonly string[]): Job[] =>
  linkIds(formId, titles).map((linkId, index) => {
    const { owner, due, until } = submit.values;
    const title = titles[index] ?? "";
    const wanted = {
      ...servesOf(chosen, until),
      ...{ linkId, title, beside: submit.task },
      ...(owner && { ownerId: owner.value }),
      ...(due && { due }),
    };
    return { field: "titles", title, run: () => client.createPanelItem(wanted) };
  });

/** The task at hand, where that was asked for as well. */
const linking = ({ client, formId, submit: { values, task } }: Asked, chosen: Choice): Job => ({
  field: "also",
  title: "",
  run: () =>
    client.linkPanelItem({
      ...servesOf(chosen, values.until),
      id: task,
      linkId: linkIdOfTask(formId, task, nameOf(chosen)),
    }),
});

interface Job {
  /** The field at which its refusal stands. */
  field: "titles" | "also";
  title: string;
  run: () => Promise<unknown>;
}
interface Failed extends Pick<Job, "field" | "title"> {
  error: Refusal;
}

/** Does them all, whatever becomes of one; tells which were refused. */
async function runAll(jobs: readonly Job[], log: Log): Promise<Failed[]> {
  const limit = pLimit(AT_ONCE);
  const outcomes = await Promise.all(
    jobs.map(({ field, title, run }) =>
      limit(async (): Promise<Failed | null> => {
        try {
          await run();
          return null;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          if (error.code === "not_connected") throw error;
          log.info({ code: error.code, no: isNo(error) }, "a line of a form was not done");
          return { field, title, error };
        }
      }),
    ),
  );
  return outcomes.filter((outcome) => outcome !== null);
}

function errorsOf(failed: readonly Failed[]): FormFacts["errors"] {
  const [first, ...others] = failed.filter(({ field }) => field === "titles");
  const also = failed.find(({ field }) => field === "also");
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  return {
    ...(first && { titles: `Not made: “${cut(first.title, 40)}”${more}. ${first.error.message}` }),
    ...(also && { also: also.error.message }),
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => {
      resolve("late");
    }, ms);
  });
  // What goes on after the answer must not fall on the process.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
