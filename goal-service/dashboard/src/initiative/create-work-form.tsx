import { Refusal } from "@throughline/shared/client";
import { ArrowUpRight } from "lucide-react";
import { useRef, useState } from "react";
import { z } from "zod/mini";
import { api } from "../api.ts";
import { buttonClass } from "../components/button.tsx";
import { DateField, Field, Input, Select, TextArea } from "../components/field.tsx";
import { FormDialog } from "../components/form-dialog.tsx";
import { PersonSelect } from "../components/person-select.tsx";
import { useToast } from "../components/toast.tsx";
import { filled, useDraft } from "../use-draft.ts";
import { useSave } from "../use-save.ts";
import { toolWord } from "../words.ts";
import { CreateWarning } from "./create-warning.tsx";
import type { Place } from "./use-places.ts";

interface CreateWorkFormProps {
  title: string;
  initiativeId: string;
  tool: string;
  places: readonly Place[];
  onClose: () => void;
}

function Away({ href, children, button }: { href: string; children: string; button: string }) {
  return (
    <span className="flex flex-wrap items-center gap-2 text-fg2">
      {children}
      <a href={href} target="_blank" rel="noreferrer" className={buttonClass("plain", "h-8")}>
        {button}
        <ArrowUpRight size={14} aria-hidden />
      </a>
    </span>
  );
}

const ToAllow = z.object({ authorizeUrl: z.string() });

/** Where a permission that ended meanwhile is given again; the form stays as it is. */
function allowAgain(error: unknown): string | null {
  if (!(error instanceof Refusal) || error.code !== "not_connected") return null;
  const details = ToAllow.safeParse(error.details);
  return details.success ? details.data.authorizeUrl : null;
}

/** The form, with what its button will do said on it: create, or open the tool's own form with this filled in. */
export function CreateWorkForm({ title: heading, initiativeId, tool, places, onClose }: CreateWorkFormProps) {
  const say = useToast();
  const name = toolWord(tool);
  const [linkId] = useState(() => crypto.randomUUID());
  const [blocked, setBlocked] = useState<string | null>(null);
  const tab = useRef<Window | null>(null);
  const { draft, set, changed } = useDraft({ place: "0", title: "", ownerId: "", due: "", body: "" });
  const place = places[Number(draft.place)] ?? places[0];
  const here = place?.creates === "here";
  const title = filled(draft.title);
  const { save, saving, problem, issueOf, error, check } = useSave(
    ({ called, at }: { called: string; at: Place }) => {
      const ownerId = here ? filled(draft.ownerId) : undefined;
      const due = here ? filled(draft.due) : undefined;
      const body = here ? filled(draft.body) : undefined;
      const sent = api.createWorkItem({
        ...{ id: initiativeId, linkId, connectionId: at.connectionId, container: at.container, title: called },
        ...(ownerId === undefined ? {} : { ownerId }),
        ...(due === undefined ? {} : { due }),
        ...(body === undefined ? {} : { body }),
      });
      sent.catch(() => tab.current?.close());
      return sent;
    },
    {
      touches: [["goal"], ["initiative"], ["portfolio"]],
      missing: {
        title: title === undefined && "Say what is to be done.",
        container: place === undefined && `Choose a project of ${name}.`,
      },
      onDone: (reply) => {
        if ("open" in reply) {
          open(reply.open);
          return;
        }
        tab.current?.close();
        const link = reply.url === null ? undefined : { href: reply.url, label: "Open" };
        say(`${reply.key ?? "The item"} is created and linked.`, link);
        onClose();
      },
    },
  );
  /** A browser that let no window open is shown the address instead. */
  const open = (address: string) => {
    if (tab.current === null) {
      setBlocked(address);
      return;
    }
    tab.current.location.href = address;
    say(`The form is open in ${name}. The work shows here once it is created there.`);
    onClose();
  };
  const allow = allowAgain(error);
  const trouble =
    blocked !== null ? (
      <Away href={blocked} button={`Open ${name}`}>
        {`Your browser opened no window. The form in ${name} is here, filled in:`}
      </Away>
    ) : allow !== null ? (
      <Away href={allow} button={`Allow it in ${name}`}>
        {`${name} no longer lets Throughline create as you. Allow it again, then create: what you typed stays here.`}
      </Away>
    ) : (
      problem
    );
  return (
    <FormDialog
      title={heading}
      about={
        here
          ? "The work carries its goal from birth."
          : `${name}'s own page opens in a new tab with initiative, project and title filled in, and asks for the rest there.`
      }
      submit={here ? heading : `Open the filled form in ${name}`}
      saving={saving}
      problem={trouble}
      changed={changed && blocked === null}
      check={check}
      onSubmit={() => {
        if (title === undefined || place === undefined) return;
        // A window that opens later than the click is kept shut by browsers.
        tab.current = here ? null : window.open("", "_blank");
        if (tab.current !== null) tab.current.opener = null;
        save({ called: title, at: place });
      }}
      onClose={onClose}
    >
      <Field label="Title" error={issueOf("title")}>
        {(control) => <Input {...control} maxLength={200} {...set("title")} />}
      </Field>
      <Field label="Project" error={issueOf("container")}>
        {(control) => (
          <Select
            {...control}
            options={places.map(({ label }, index) => ({ value: String(index), label }))}
            {...set("place")}
          />
        )}
      </Field>
      {here && (
        <>
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
        </>
      )}
      <CreateWarning initiativeId={initiativeId} ownerId={draft.ownerId} due={draft.due} />
    </FormDialog>
  );
}
