// What belongs to an item: its parts, and what it is linked to.
import { type ReactNode } from "react";
import { type Card, type IssueView } from "../wire.ts";
import { TypeIcon } from "./icons.tsx";
import { useSite } from "./site-context.ts";

export function ChildItems({ view }: { view: IssueView }) {
  const { site, go } = useSite();
  const row = (card: Pick<Card, "key" | "summary">, what: string, status?: string, type?: string): ReactNode => (
    <li key={`${what}${card.key}`}>
      <a
        href={`/browse/${card.key}`}
        onClick={(event) => {
          event.preventDefault();
          go(`/browse/${card.key}`);
        }}
      >
        {type === undefined ? null : <TypeIcon type={type} />}
        <span className="key">{card.key}</span>
        <span className="grow">{card.summary}</span>
        <span className="quiet">{status ?? what}</span>
      </a>
    </li>
  );
  return (
    <>
      {view.children.length === 0 ? null : (
        <section aria-label="Child work items">
          <h2>Child work items</h2>
          <ul className="rows">
            {view.children.map((card) =>
              row(card, "child", site.statuses.find((status) => status.id === card.status)?.name, card.type),
            )}
          </ul>
        </section>
      )}
      {view.links.length === 0 ? null : (
        <section aria-label="Linked work items">
          <h2>Linked work items</h2>
          <ul className="rows">{view.links.map((link) => row(link, link.what))}</ul>
        </section>
      )}
    </>
  );
}
