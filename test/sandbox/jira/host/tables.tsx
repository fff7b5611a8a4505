// DynamicTable: head and rows come as wrapped children; sorting and paging are the host's.
import { useState } from "react";
import { type Doc, innerText, number, part, text, yes } from "./doc.ts";
import { Children, type Component } from "./render.tsx";

interface Sort {
  column: number;
  down: boolean;
}

function sorted(rows: Doc[], sort: Sort | undefined): Doc[] {
  if (!sort) return rows;
  const key = (row: Doc): string => innerText(row.children[sort.column] ?? row);
  return [...rows].sort((a, b) => key(a).localeCompare(key(b), undefined, { numeric: true }) * (sort.down ? -1 : 1));
}

const DynamicTable: Component = ({ node }) => {
  const [sort, setSort] = useState<Sort>();
  const [page, setPage] = useState(0);
  const head = part(node, "head")?.children ?? [];
  const rows = part(node, "rows")?.children ?? [];
  const size = number(node, "rowsPerPage") ?? Math.max(1, rows.length);
  const pages = Math.ceil(rows.length / size);
  const now = Math.min(page, Math.max(0, pages - 1));
  const shown = sorted(rows, sort).slice(now * size, (now + 1) * size);
  return (
    <div className="fk-table-wrap" aria-busy={yes(node, "isLoading") || undefined}>
      <table className="fk-table" aria-label={text(node, "label") ?? text(node, "caption")}>
        {text(node, "caption") === undefined ? null : <caption>{text(node, "caption")}</caption>}
        {head.length === 0 ? null : (
          <thead>
            <tr>
              {head.map((cell, column) => (
                <th
                  key={text(cell, "cellKey") ?? column}
                  scope="col"
                  aria-sort={sort?.column === column ? (sort.down ? "descending" : "ascending") : undefined}
                >
                  {yes(cell, "isSortable") ? (
                    <button
                      type="button"
                      className="fk-link-button"
                      onClick={() => {
                        setSort({ column, down: sort?.column === column && !sort.down });
                      }}
                    >
                      <Children of={cell} />
                    </button>
                  ) : (
                    <Children of={cell} />
                  )}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {shown.map((row, at) => (
            <tr key={text(row, "rowKey") ?? at}>
              {row.children.map((cell, column) => (
                <td key={text(cell, "cellKey") ?? column} colSpan={number(cell, "colSpan")}>
                  <Children of={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 ? <Children of={part(node, "emptyView")} /> : null}
      {pages > 1 ? (
        <div className="fk-inline" role="group" aria-label="Pages">
          <button
            type="button"
            className="fk-button"
            data-compact
            disabled={now === 0}
            onClick={() => {
              setPage(now - 1);
            }}
          >
            Previous
          </button>
          <span>{`${String(now + 1)} of ${String(pages)}`}</span>
          <button
            type="button"
            className="fk-button"
            data-compact
            disabled={now + 1 >= pages}
            onClick={() => {
              setPage(now + 1);
            }}
          >
            Next
          </button>
        </div>
      ) : null}
    </div>
  );
};

export const tables: Record<string, Component> = { DynamicTable };
