import type { Goal } from "@throughline/shared/goals";
import type { Question } from "@throughline/shared/questions";
import { useQuery } from "@tanstack/react-query";
import { MessageCircleQuestion } from "lucide-react";
import { api } from "../api.ts";
import { WriteButton } from "../components/write-button.tsx";
import { day } from "../format.ts";
import { keyOf } from "../paths.ts";
import { questionsQuery } from "../queries.ts";
import { useSave } from "../use-save.ts";
import { useAt } from "../write-block.ts";
import { toolWord } from "../words.ts";

/** How far the comment is, so that nobody waits for an answer to what never arrived. */
function wayOf({ comment, error, item, createdAt }: Question): string {
  const tool = toolWord(item.tool);
  if (comment === "written") return `Written into ${tool} on ${day(createdAt)}. Waiting for an answer.`;
  if (comment === "failed") return `${tool} did not take it: ${error ?? "nobody knows why"}. Ask there yourself.`;
  return error === null ? `On its way into ${tool}.` : `On its way into ${tool}, tried again: ${error}`;
}

function OpenQuestion({ goal, question }: { goal: Goal; question: Question }) {
  const { item, text } = question;
  const { save, saving, problem } = useSave(() => api.closeQuestion({ id: goal.id, questionId: question.id }), {
    touches: [["goal", keyOf(goal.key), "questions"]],
    onDone: () => undefined,
  });
  const name = item.key ?? item.title;
  return (
    <li className="flex gap-2">
      <MessageCircleQuestion size={14} aria-hidden className="mt-0.5 flex-none text-fg3" />
      <div className="min-w-0 flex-1">
        <p>
          {item.url === null ? (
            name
          ) : (
            <a href={item.url} target="_blank" rel="noreferrer" className="font-medium underlined">
              {name}
            </a>
          )}
          {text !== null && `: ${text}`}
        </p>
        <p className={question.comment === "failed" ? "text-xs text-off" : "text-xs text-fg3"}>{wayOf(question)}</p>
        {problem !== null && (
          <p role="alert" className="text-xs text-off">
            {problem}
          </p>
        )}
        <WriteButton
          look="ghost"
          className="mt-0.5 -ml-2.5"
          disabled={saving}
          aria-label={`${question.comment === "failed" ? "Put away" : "Answered"}: ${name}`}
          onClick={() => {
            save(undefined);
          }}
        >
          {question.comment === "failed" ? "Put away" : "Answered"}
        </WriteButton>
      </div>
    </li>
  );
}

/** What was asked and waits: until the item moves, or somebody says that it is answered. */
export function Questions({ goal }: { goal: Goal }) {
  const questions = useQuery(questionsQuery(keyOf(goal.key), useAt())).data ?? [];
  const open = questions.filter(({ state }) => state === "open");
  if (open.length === 0) return null;
  return (
    <div className="mt-3 border-t border-line pt-3">
      <h3 className="text-xs font-medium text-fg2">Waiting for an answer</h3>
      <ul className="mt-2 flex flex-col gap-2.5">
        {open.map((question) => (
          <OpenQuestion key={question.id} goal={goal} question={question} />
        ))}
      </ul>
    </div>
  );
}
