import { Refusal } from "@throughline/shared/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf } from "./api.ts";
import { type Missing, useMissing } from "./use-missing.ts";

interface SaveOptions<Reply> {
  /** First parts of the query keys that the change touches. */
  touches: readonly (readonly string[])[];
  onDone: (reply: Reply) => void;
  missing?: Missing;
}

/** Sends a change and asks the touched queries again; what is missing or refused is said at its field, else above the buttons. */
export function useSave<Input, Reply>(
  send: (input: Input) => Promise<Reply>,
  { touches, onDone, missing = {} }: SaveOptions<Reply>,
) {
  const client = useQueryClient();
  const { check, missingAt } = useMissing(missing);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: send,
    onSuccess: (reply) => {
      for (const queryKey of touches) void client.invalidateQueries({ queryKey });
      onDone(reply);
    },
  });
  const issues = error instanceof Refusal ? error.issues : [];
  const refusedAt = (field: string) =>
    issues.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message;
  const issueOf = (field: string) => missingAt(field) ?? refusedAt(field);
  const problem = missingAt("form") ?? (error === null || issues.length > 0 ? null : problemOf(error));
  return { save: mutate, saving: isPending, error, problem, issueOf, check, reset };
}
