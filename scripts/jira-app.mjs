// npm run build in jira-app: the plain JavaScript that `forge deploy` takes, with the packages that it is made of.
import { setUp } from "./set-up.mjs";

await setUp({ only: "the Jira app" });
