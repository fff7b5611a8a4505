// What people did in Jira and Asana, by initiative: project, title, owner, day made, moves, and the due day of what is still open.
import type { Project } from "./company.ts";
import type { Row } from "./shapes.ts";

export const workUnder: Readonly<Record<string, readonly Row[]>> = {
  churn: [
    ["CS", "Interview ten churned enterprise accounts", "Sam", 3, "P4 D11"],
    ["DATA", "Renewal risk report by segment", "Wei", 6, "P9 R16 D18"],
    ["CS", "Build 90-day success plan template", "Marco", 10, "P12 D24"],
    ["REV", "Agree churn reasons with finance", "Nadia", 20, "P23 R30 D32"],
    ["CS", "Renewal calendar for account teams", "Marco", 38, "P40 D46"],
    ["CS", "Exec sponsor mapping for 25 largest accounts", "Sam", 45, "P48 R55 P61 R68", 110],
    ["DATA", "Implement proactive health-score alert", "Lena", 50, "P53 R60 P66 R69", 105],
  ],
  value: [
    ["ONB", "Onboarding checklist in product", "Tomás", 3, "P5 R10 D13"],
    ["ONB", "Cut single sign-on set-up from 5 days to 1", "Oskar", 14, "P17 R24 D27"],
    ["ONB", "Kick-off call template", "Marco", 24, "P26 D34"],
    ["ONB", "Import error messages a customer can act on", "Aiko", 34, "P37 R46 D50"],
    ["ONB", "Self-serve data import wizard", "Aiko", 48, "P52 R59 P65 R70", 115, { type: "Story" }],
  ],
  expansion: [
    ["DATA", "Usage report for account managers", "Wei", 12, "P15 R19 D22"],
    ["REV", "Price list for add-on modules", "Nadia", 26, "P29 D38"],
    ["REV", "Expansion playbook for the top three segments", "Priya", 36, "P40 R50 D54"],
    ["REV", "Quarterly business review deck", "Sam", 46, "P50 R58 D65"],
    ["Campaigns", "Webinar on the add-on modules", "Sam", 39, "P43 R51 D58"],
    ["DATA", "Expansion signals in the account view", "Tomás", 55, "P58 R63 P67", 120],
  ],
  detractors: [
    ["CS", "Call every detractor within two days", "Dana", 4, "P7 R20 D26"],
    ["DATA", "Tag survey comments by theme", "Lena", 9, "P14 D29"],
    ["CS", "Publish what we changed each month", "Dana", 40, "P44 R52 P60 R67", 100],
  ],
  "first-week": [
    ["ONB", "Map the first week of a new customer", "Tomás", 5, "P8 D19"],
    ["ONB", "Rewrite the welcome e-mails", "Marco", 18, "P21 R33 D41"],
    ["Customer onboarding", "Welcome call within two days", "Marco", 25, "P28 D38"],
    ["ONB", "Set-up guide inside the product", "Marco", 43, "P47 R54 P62 R69", 104, { type: "Story" }],
    [
      "Customer onboarding",
      "Set-up guide in the product",
      "Marco",
      45,
      "P51",
      104,
      { sameAs: "Set-up guide inside the product", parts: [["Screenshots for the guide", "Lena", 52, "D63"]] },
    ],
  ],
  "help-centre": [
    ["SUP", "Choose the help centre platform", "Aiko", 3, "P4 D15", undefined, { points: 3 }],
    ["SUP", "Move the 80 best answers into articles", "Sam", 14, "P18 R30 D39", undefined, { points: 5 }],
    ["SUP", "Rewrite the twenty most read articles", "Dana", 36, "P40 R46 P52", 90, { points: 5 }],
    ["DATA", "Search that finds an answer in three words", "Wei", 30, "P34 R45 P58 R66", 96, { points: 3 }],
    ["Website relaunch", "Help centre under the new address", "Lena", 44, "P48 R54 P60 R67", 97],
    ["SUP", "Help link on every error page", "Aiko", 50, "P55 R62 P68", 85, { points: 2 }],
  ],
  "repeat-tickets": [
    ["SUP", "Password reset without an agent", "Oskar", 8, "P11 R22 D28", undefined, { points: 3, type: "Bug" }],
    ["SUP", "Invoice e-mails that explain the sum", "Dana", 44, "P48 R57 P65 R69", 92, { points: 2 }],
    ["DATA", "Bulk export that does not time out", "Oskar", 58, "P63 R68", 99, { points: 3, type: "Bug" }],
  ],
  "first-project": [
    ["ONB", "Template gallery for six industries", "Lena", 5, "P8 R17 D20"],
    ["ONB", "Empty states that show the next step", "Tomás", 11, "P15 R23 D31"],
    [
      "ONB",
      "Guided first project, version one",
      "Tomás",
      28,
      "P33 R44 P57 R64 P69",
      108,
      {
        type: "Story",
        parts: [
          ["Copy for the five steps", "Lena", 29, "P35 D43"],
          ["Events for each step", "Wei", 29, "P41 R49 D56"],
          ["Accessibility check", "Aiko", 60, "P66"],
        ],
      },
    ],
    ["ONB", "Reminder for an unfinished set-up", "Lena", 47, "P54 R61 P67", 101],
  ],
  teammate: [
    ["ONB", "Invite by link", "Oskar", 16, "P20 R34 D42"],
    ["DATA", "Seat count in the header", "Tomás", 22, "P30 D48", undefined, { attached: 35 }],
    ["ONB", "Roles explained before inviting", "Lena", 52, "P56 R65 D68"],
  ],
  connectors: [
    ["DATA", "Salesforce connector", "Wei", 4, "P7 R18 D25"],
    ["DATA", "HubSpot connector", "Wei", 25, "P28 R40 D47"],
    ["DATA", "Connection test that explains failures", "Oskar", 33, "P36 R43 D52"],
    ["DATA", "Snowflake connector", "Wei", 49, "P53 R60 P66", 95],
  ],
  migration: [
    ["DATA", "Migration script for the three common formats", "Oskar", 8, "P12 R26 D33"],
    ["ONB", "Dry run with a report", "Oskar", 54, "P58 R64 P70", 98],
    ["ONB", "Undo for one day", "Aiko", 61, "", 118],
  ],
  regulated: [
    ["REV", "Offer sheet for banks and insurers", "Priya", 6, "P10 R21 D28"],
    ["REV", "Reference architecture for audits", "Priya", 24, "P29 R41 P55 R63 P68", 97],
    ["REV", "Terms for the Northwind mandate", "Priya", 57, "P60 R66", 88, { confidential: true }],
  ],
  "audit-firms": [
    ["FIN", "Shortlist of audit firms", "Nadia", 13, "P18 D30"],
    ["Partner programme", "First talk with a second audit firm", "Nadia", 52, "P57 R66", 99],
    ["FIN", "Revenue share agreed with the first firm", "Nadia", 46, "P50 R58 P64 R69", 93],
  ],
  proposals: [
    ["REV", "Library of proven proposal parts", "Sam", 4, "P6 R14 D17"],
    ["REV", "Price calculator for mandates", "Nadia", 10, "P16 R25 D35"],
    ["REV", "Pitch rehearsal with two partners", "Priya", 29, "P32 D44"],
  ],
  "happy-clients": [["REV", "Call the five happiest clients", "Sam", 63, "P65 R69", 90]],
  resellers: [
    ["REV", "Sign two resellers in Munich", "Sam", 4, "P8 R14 D20"],
    ["REV", "Trade fair in Hannover", "Nadia", 6, "P9 D16"],
    ["FIN", "Price list in euros and francs", "Nadia", 11, "P13 D23"],
    ["REV", "Reseller training in two languages", "Sam", 28, "", 95],
    ["REV", "Second fair in Vienna", "Nadia", 34, "", 90],
    ["REV", "Reference story from a family firm", "Sam", 37, "", 92],
  ],
  german: [
    ["ONB", "German website", "Lena", 5, "P10 R22 D30"],
    ["LEGAL", "Contract template under German law", "Lena", 15, "P21 D36", undefined, { attached: 19 }],
    ["SUP", "German help articles", "Lena", 31, "", 94],
    ["DATA", "Swiss hosting option", "Wei", 33, "", 100],
  ],
  contracts: [
    ["LEGAL", "Shorter master agreement", "Lena", 25, "P34 R48 P63", 102, { attached: 27 }],
    ["REV", "One-page order form", "Nadia", 51, "P59 R67", 91],
  ],
  invoices: [
    ["DATA", "Copy price plans to the new engine", "Wei", 5, "P9 R20 D24"],
    ["FIN", "Invoice comparison for one month", "Nadia", 17, "P22 D45"],
    ["CS", "Move the 200 smallest customers", "Dana", 35, "P39 R50 P58 R66", 96],
    ["CS", "Agree refunds with the ten oldest accounts", "Dana", 42, "P46 R53 P61 R68", 94],
    ["DATA", "Switch off the nightly exports", "Wei", 48, "P55 R61", 103, { blocked: 62 }],
  ],
  rota: [
    ["SUP", "Rota for three time zones", "Aiko", 2, "P4 D12"],
    ["SUP", "Routing by product area", "Oskar", 7, "P10 R15 D23"],
    ["SUP", "Reply templates for the top thirty questions", "Aiko", 16, "P19 D33"],
  ],
};

/** Work for no goal, said openly in the app. */
export const classed: readonly (readonly [Row, "maintenance" | "emergency" | "opportunity" | "debt"])[] = [
  [["DATA", "Upgrade PostgreSQL to the current release", "Wei", 21, "P24 D37"], "maintenance"],
  [["ONB", "Restore exports for three customers in the EU", "Oskar", 51, "P51 D52"], "emergency"],
  [["DATA", "Remove the old webhook retry code", "Wei", 57, "", 112], "debt"],
  [["REV", "Talk at the retention summit", "Priya", 63, "", 86], "opportunity"],
  [["Campaigns", "Clean up the mailing lists", "Sam", 60, "P64", 92], "maintenance"],
];

/** Made in Jira's own form; nobody has said yet what they are for. */
export const unlinked: readonly Row[] = [
  ["REV", "Collect logo permissions for the website", "Sam", 33, "P37 D49"],
  ["DATA", "Replace the status page provider", "Oskar", 55, "P59 R65", 89],
  ["SUP", "Sort out duplicate customer records", "Aiko", 64, "", 98],
  ["Website relaunch", "Pictures of the new office", "Lena", 62, "P66", 95],
];

/** What the create screens of two projects demand besides. */
export const demanded: Partial<Record<Project, Record<string, unknown>>> = {
  FIN: { customfield_10081: "CC-410" },
  LEGAL: { customfield_10080: { value: "Contract" } },
};
