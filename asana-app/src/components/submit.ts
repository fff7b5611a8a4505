import { Day } from "@throughline/shared/calendar";
import { type Client, Refusal } from "@throughline/shared/client";
import pLimit from "p-limit";
import type { Log } from "../log.ts";
import { isNo } from "../service.ts";
import { attachedFor } from "./attached.ts";
import { readFacts } from "./facts.ts";
import { creates, drawForm, type FormFacts, servesGoal } from "./form.ts";
import { linkIdOfTask, linkIds } from "./ids.ts";
import { cut } from "./limits.ts";
import type { Submit } from "./requests.ts";
import type { Attached, Form } from "./shapes.ts";
import { titlesIn, wrongWith } from "./titles.ts";
import { className } from "./words.ts";
import type { z } from "zod";

/** Asana gives a submit ten seconds (reference: 1.8). What is not done by then goes on, and the answer still attaches. */
const ANSWER_WITHIN_MS = 8000;
/** Tasks are made side by side, but not all at once: Asana counts concurrent writes. */
const AT_ONCE = 3;

interface Asked {
  client: Client;
  url: string;
  formId: string;
  submit: z.infer<typeof Submit>;
  log: Log;
}

/** attached: it is done, or goes on in the background. again: the form with what is wrong at its field. */
export type Submitted = { attached: Attached } | { again: Form };

export async function submitForm(asked: Asked): Promise<Submitted> {
  const { client, url, formId, submit } = asked;
  const { values, task } = submit;
  const again = async (errors: FormFacts["errors"]): Promise<Submitted> => ({
    again: drawForm(await readFacts({ client, url, formId, values, errors })),
  });
  const titles = titlesIn(values.titles);
  if (creates(values)) {
    const wrong = wrongWith(titles);
    if (wrong !== null) return again({ titles: wrong });
  }
  const odd = oddDays(values);
  if (Object.keys(odd).length > 0) return again(odd);
  const target = await targetOf(asked);
  if ("errors" in target) return again(target.errors);
  const jobs = creates(values)
    ? linkIds(formId, titles).map((linkId, index) => ({
        title: titles[index] ?? "",
        run: () =>
          client.createPanelItem({
            ...target.serves,
            linkId,
            title: titles[index] ?? "",
            beside: task,
            assignToMe: values.mine.includes("me"),
            ...(values.due && { due: values.due }),
          }),
      }))
    : [
        {
          title: "",
          run: () =>
            client.linkPanelItem({ ...target.serves, id: task, linkId: linkIdOfTask(formId, task, target.name) }),
        },
      ];
  const refused = await within(ANSWER_WITHIN_MS, runAll(jobs, asked.log));
  if (refused === "late" || refused.length === 0) return { attached: target.attached };
  return again(errorsOf(refused, creates(values)));
}

/** A date that Asana's form takes and that is no day of ours, for example in the year 26. */
function oddDays(values: Submit["values"]): FormFacts["errors"] {
  const said = (day: string | null | undefined) => (day ? Day.safeParse(day).error?.issues[0]?.message : undefined);
  const due = creates(values) ? said(values.due) : undefined;
  const until = values.class === "emergency" && !servesGoal(values) ? said(values.until) : undefined;
  return { ...(due !== undefined && { due }), ...(until !== undefined && { until }) };
}

interface Target {
  serves: { initiativeId: string } | { class: NonNullable<Submit["values"]["class"]>; until?: string };
  name: string;
  attached: Attached;
}
type Submit = z.infer<typeof Submit>;

/** What the work is for, as the service knows it now, and what the task at hand shows of it. */
async function targetOf({ client, url, formId, submit }: Asked): Promise<Target | { errors: FormFacts["errors"] }> {
  const { values, task } = submit;
  const { dashboard } = await client.getPanelAccount({});
  if (!servesGoal(values)) {
    if (!values.class) return { errors: { class: "Choose one of the four." } };
    return {
      serves: { class: values.class, ...(values.class === "emergency" && values.until && { until: values.until }) },
      name: values.class,
      // Asana takes no submit without something to attach: the page of the task at hand, which says what it is for.
      attached: {
        resource_name: `Not for a goal: ${className(values.class)}`,
        resource_url: `${dashboard}/go/asana/${task}`,
      },
    };
  }
  const { chosen, warnings } = await readFacts({ client, url, formId, values });
  if (!chosen?.initiativeId || chosen.key === null) return { errors: { initiative: "Choose an initiative." } };
  const block = warnings.find(({ blocks }) => blocks);
  if (block) return { errors: { initiative: block.long } };
  return {
    serves: { initiativeId: chosen.initiativeId },
    name: chosen.key,
    attached: attachedFor(chosen, dashboard, task),
  };
}

interface Job {
  title: string;
  run: () => Promise<unknown>;
}
interface Failed {
  title: string;
  error: Refusal;
}

/** Does them all, whatever becomes of one; tells which were refused. */
async function runAll(jobs: readonly Job[], log: Log): Promise<Failed[]> {
  const limit = pLimit(AT_ONCE);
  const outcomes = await Promise.all(
    jobs.map(({ title, run }) =>
      limit(async (): Promise<Failed | null> => {
        try {
          await run();
          return null;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          if (error.code === "not_connected") throw error;
          log.info({ code: error.code, no: isNo(error) }, "a line of a form was not done");
          return { title, error };
        }
      }),
    ),
  );
  return outcomes.filter((outcome) => outcome !== null);
}

function errorsOf(failed: readonly Failed[], creating: boolean): FormFacts["errors"] {
  const [first] = failed;
  if (first === undefined) return {};
  if (!creating) return { initiative: first.error.message };
  const more = failed.length > 1 ? ` (and ${failed.length - 1} more)` : "";
  return { titles: `Not made: “${cut(first.title, 40)}”${more}. ${first.error.message}` };
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
