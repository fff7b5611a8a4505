import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { ArrowUpRight, Info, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { api } from "../api.ts";
import { buttonClass } from "../components/button.tsx";
import { DateField, Field, Input, Select, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { PersonSelect } from "../components/person-select.tsx";
import { useToast } from "../components/toast.tsx";
import { connectionsQuery } from "../queries.ts";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { toolWord } from "../words.ts";

interface CreateWorkDialogProps {
  initiativeId: string;
  tool: string;
  onClose: () => void;
}

/** What to know before creating: the one most important warning, with the others folded into its words. */
function Warning({ initiativeId, ownerId, due }: { initiativeId: string; ownerId: string; due: string }) {
  const check = useQuery({
    queryKey: ["check", initiativeId, ownerId, due],
    queryFn: () =>
      api.checkPanel({ initiativeId, ...(ownerId === "" ? {} : { ownerId }), ...(due === "" ? {} : { due }) }),
    retry: false,
  });
  const warning = check.data?.warnings[0];
  if (warning === undefined) return null;
  const serious = warning.tone === "warning" || warning.tone === "error";
  const Icon = serious ? TriangleAlert : Info;
  return (
    <p
      role="status"
      className={clsx("flex gap-2 rounded-md px-3 py-2", serious ? "bg-riskbg text-risk" : "bg-nonebg text-fg2")}
    >
      <Icon size={15} aria-hidden className="mt-px flex-none" />
      {warning.long}
    </p>
  );
}

/** Work under an initiative, created in its tool as the signed-in person, with its link from birth. */
export function CreateWorkDialog({ initiativeId, tool, onClose }: CreateWorkDialogProps) {
  const say = useToast();
  const [linkId] = useState(() => crypto.randomUUID());
  const [formUrl, setFormUrl] = useState<string | null>(null);
  const connections = (useQuery(connectionsQuery).data?.items ?? []).filter((connection) => connection.tool === tool);
  const places = connections.flatMap(({ id, name, containers }) =>
    containers.map((container) => ({
      value: `${id} ${container}`,
      label: connections.length > 1 ? `${container}, ${name}` : container,
    })),
  );
  const { draft, set } = useDraft({ place: "", title: "", ownerId: "", due: "", body: "" });
  const place = draft.place === "" ? (places[0]?.value ?? "") : draft.place;
  const { save, saving, problem, issueOf } = useSave(
    (title: string) => {
      const [connectionId = "", container = ""] = place.split(" ");
      const ownerId = filled(draft.ownerId);
      const due = filled(draft.due);
      const body = filled(draft.body);
      return api.createWorkItem({
        id: initiativeId,
        linkId,
        connectionId,
        container,
        title,
        ...(ownerId === undefined ? {} : { ownerId }),
        ...(due === undefined ? {} : { due }),
        ...(body === undefined ? {} : { body }),
      });
    },
    {
      touches: [["goal"], ["initiative"], ["portfolio"]],
      onDone: (reply) => {
        if ("open" in reply) {
          setFormUrl(reply.open);
          return;
        }
        const link = reply.url === null ? undefined : { href: reply.url, label: "Open" };
        say(`${reply.key ?? "The item"} is created and linked.`, link);
        onClose();
      },
    },
  );
  const title = filled(draft.title);
  const away = formUrl !== null && (
    <span className="flex flex-wrap items-center gap-2 text-fg2">
      {toolWord(tool)} wants to ask you itself. The initiative is filled in there.
      <a href={formUrl} target="_blank" rel="noreferrer" className={buttonClass("main", "h-8")}>
        Open {toolWord(tool)}
        <ArrowUpRight size={14} aria-hidden />
      </a>
    </span>
  );
  return (
    <FormDialog
      title={`Create in ${toolWord(tool)}`}
      about="The work carries its goal from birth."
      submit={`Create in ${toolWord(tool)}`}
      saving={saving}
      problem={away === false ? problem : away}
      disabled={title === undefined || place === "" || formUrl !== null}
      onSubmit={() => {
        if (title !== undefined) save(title);
      }}
      onClose={onClose}
    >
      <Field label="Title" error={issueOf("title")}>
        {(control) => <Input {...control} maxLength={200} {...set("title")} />}
      </Field>
      <Field
        label="Project"
        error={
          places.length === 0
            ? `No project of ${toolWord(tool)} is read yet. An admin chooses them under Connections.`
            : issueOf("container")
        }
      >
        {(control) => <Select {...control} options={places} {...set("place")} value={place} />}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Owner" optional>
          {(control) => <PersonSelect {...control} {...set("ownerId")} />}
        </Field>
        <Field label="Due" optional error={issueOf("due")}>
          {(control) => <DateField {...control} {...set("due")} />}
        </Field>
      </div>
      <Field label="Description" optional error={issueOf("body")}>
        {(control) => <TextArea {...control} {...set("body")} />}
      </Field>
      <Warning initiativeId={initiativeId} ownerId={draft.ownerId} due={draft.due} />
    </FormDialog>
  );
}
