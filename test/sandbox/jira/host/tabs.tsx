// Tabs: arrow keys walk, only the chosen panel is drawn.
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { number, tell, text } from "./doc.ts";
import { Children, type Component } from "./render.tsx";

const Tabs: Component = ({ node }) => {
  const own = useId();
  const [kept, setKept] = useState(number(node, "defaultSelected") ?? 0);
  const bar = useRef<HTMLDivElement>(null);
  const chosen = number(node, "selected") ?? kept;
  const list = node.children.find((child) => child.type === "TabList");
  const panels = node.children.filter((child) => child.type === "TabPanel");
  const tabs = list?.children ?? [];
  const choose = (index: number): void => {
    setKept(index);
    tell(node, "onChange", index);
    bar.current?.querySelectorAll<HTMLElement>("[role=tab]")[index]?.focus();
  };
  const walk = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    choose((chosen + by + tabs.length) % tabs.length);
  };
  return (
    <div className="fk-tabs" id={text(node, "id")}>
      <div role="tablist" ref={bar} onKeyDown={walk}>
        {tabs.map((tab, index) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${own}-tab-${String(index)}`}
            aria-selected={index === chosen}
            aria-controls={`${own}-panel-${String(index)}`}
            tabIndex={index === chosen ? 0 : -1}
            onClick={() => {
              choose(index);
            }}
          >
            <Children of={tab} />
          </button>
        ))}
      </div>
      {panels.map((panel, index) => (
        <div
          key={panel.key}
          role="tabpanel"
          id={`${own}-panel-${String(index)}`}
          aria-labelledby={`${own}-tab-${String(index)}`}
          hidden={index !== chosen}
        >
          {index === chosen ? <Children of={panel} /> : null}
        </div>
      ))}
    </div>
  );
};

export const tabs: Record<string, Component> = { Tabs };
