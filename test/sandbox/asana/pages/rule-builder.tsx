// A rule: its name is Asana's, its form the app's.
import { useState } from "react";
import { type RuleInfo } from "../wire.ts";
import { AppForm, type FormPlace } from "./app-form.tsx";
import { useSite } from "./site-context.ts";

interface Props {
  project: string;
  rule: RuleInfo | undefined;
  close: () => void;
  done: () => void;
}

export function RuleBuilder({ project, rule, close, done }: Props) {
  const { site } = useSite();
  const [name, setName] = useState(rule?.name ?? site.app.actionName);
  const of = { project, ...(rule ? { rule: rule.gid } : {}) };
  const place: FormPlace = {
    open: { call: "rule_form", ...of },
    change: (url, changed_field, values) => ({ call: "rule_change", ...of, url, changed_field, values }),
    submit: (url, values) => ({ call: "rule_submit", ...of, url, values, rule_name: name }),
    search: (url, text) => ({ call: "rule_search", ...of, url, text }),
  };
  return (
    <AppForm title={site.app.actionName} place={place} close={close} done={done}>
      <div className="app-field">
        <label htmlFor="rule-name">Name of the rule</label>
        <input
          id="rule-name"
          value={name}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
      </div>
    </AppForm>
  );
}
