import { ItemGoal, useItem } from "./item-goal.tsx";

export function IssueContext() {
  return <ItemGoal item={useItem()} full />;
}
