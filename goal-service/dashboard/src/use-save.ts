import { Refusal } from "@throughline/shared/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf } from "./api.ts";

interface SaveOptions<Reply> {
  /** First parts of the query keys that the change touches. */
  touches: readonly (readonly string[])[];
  onDone: (reply: Reply) => void;
}

/** Sends a change and asks the touched queries again; a refusal is shown at its field, else above the buttons. */
export function useSave<Input, Reply>(send: (input: Input) => Promise<Reply>, { touches, onDone }: SaveOptions<Reply>) {
  const client = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: send,
    onSuccess: (reply) => {
      for (const queryKey of touches) void client.invalidateQueries({ queryKey });
      onDone(reply);
    },
  });
  const issues = error instanceof Refusal ? error.issues : [];
  const issueOf = (field: string) => issues.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message;
  const problem = error === null || issues.length > 0 ? null : problemOf(error);
  return { save: mutate, saving: isPending, error, problem, issueOf, reset };
}
