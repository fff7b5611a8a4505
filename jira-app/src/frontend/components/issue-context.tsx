import { useFreshBadge } from "../use-fresh-badge.ts";
import { ItemGoal, useItem } from "./item-goal.tsx";

export function IssueContext() {
  const item = useItem();
  useFreshBadge(item.value, true);
  return <ItemGoal item={item} full />;
}
