import type { PullConnector } from "../connector.ts";
import { BATCH } from "./by-ids.ts";
import { showCard } from "./card.ts";
import { changes } from "./changes.ts";
import { comment } from "./comment.ts";
import { containers, seesContainer } from "./containers.ts";
import { create } from "./create.ts";
import { findByMark } from "./find-by-mark.ts";
import { writeMark } from "./mark.ts";
import { people } from "./people.ts";
import { read } from "./read.ts";
import { touches } from "./touches.ts";
import { subscribe, subscriptions, unsubscribe } from "./webhooks.ts";
import { writeBack } from "./write-back.ts";

/** Asana: deliveries name tasks, the service reads them with the token of an account that allowed it. */
export const asana: PullConnector = {
  mode: "pull",
  writesMarks: true,
  readsAtOnce: BATCH,
  touches,
  read,
  changes,
  containers,
  seesContainer,
  people,
  create,
  findByMark,
  writeMark,
  showCard,
  comment,
  subscribe,
  subscriptions,
  unsubscribe,
  writeBack,
};
