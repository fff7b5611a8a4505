// How the app stands in Asana's developer console: what its own README says to register.
import { type Config } from "../config.ts";

export interface AppConsole {
  client: { id: string; secret: string };
  authUrl: string;
  formUrl: string;
  formText: string;
  lookupText: string;
  lookupPlaceholder: string;
  attachUrl: string;
  typeaheadUrl: string;
  widgetUrl: string;
  /** Which attachments' addresses make a widget. */
  matchPattern: RegExp;
  actions: { type: string; name: string; formUrl: string; runUrl: string }[];
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export const appConsole = ({ appUrl, publicUrl, client }: Config): AppConsole => ({
  client,
  authUrl: `${publicUrl}/oauth/asana/start`,
  formUrl: `${appUrl}/form`,
  formText: "Create under an initiative",
  lookupText: "Link to an initiative",
  lookupPlaceholder: "Two letters of an initiative",
  attachUrl: `${appUrl}/attach`,
  typeaheadUrl: `${appUrl}/initiatives`,
  widgetUrl: `${appUrl}/widget`,
  matchPattern: new RegExp(
    `^${literal(publicUrl)}/(initiatives/INI-\\d+|go/asana/\\d+(\\?created=\\w+(&under=[\\w-]+)?)?)$`,
  ),
  actions: [
    {
      type: "1209100000000801",
      name: "Link to an initiative",
      formUrl: `${appUrl}/rule/form`,
      runUrl: `${appUrl}/rule/run`,
    },
  ],
});
