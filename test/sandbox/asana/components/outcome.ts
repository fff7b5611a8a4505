// What the page makes of an answer of the app.
import { z } from "zod";
import { Form, List, Widget } from "./answers.ts";

export const Outcome = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("form"), form: Form }),
  z.object({ outcome: z.literal("list"), list: List }),
  z.object({ outcome: z.literal("widget"), widget: Widget }),
  z.object({ outcome: z.literal("attach"), name: z.string(), url: z.string() }),
  z.object({ outcome: z.literal("saved") }),
  z.object({ outcome: z.literal("authenticate") }),
  z.object({ outcome: z.literal("refused"), text: z.string() }),
  z.object({ outcome: z.literal("broken") }),
]);
export type Outcome = z.infer<typeof Outcome>;
