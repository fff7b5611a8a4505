import { expect, test } from "@jest/globals";
import { notesOf } from "./notes.ts";

const url = "https://goals.example.com/initiatives/INI-12";
const serves = (title: string | null, key = "INI-12", at = url) => ({ key, title, url: at });

test("what a person wrote is kept as it is where nothing is added", () => {
  expect(notesOf("a < b & c", null)).toEqual({ notes: "a < b & c" });
  expect(notesOf(null, null)).toEqual({});
});

test("the line says what the task serves, with a link, after what the person wrote", () => {
  expect(notesOf(null, serves("Audit accounts"))).toEqual({
    html_notes: `<body>Serves INI-12 Audit accounts: <a href="${url}">${url}</a></body>`,
  });
  expect(notesOf("First\nSecond", serves(null))).toEqual({
    html_notes: `<body>First\nSecond\n\nServes INI-12: <a href="${url}">${url}</a></body>`,
  });
});

test("nothing that is typed becomes markup, and nothing breaks the XML", () => {
  const given = `</body><script>"&'` + "\u0000\u0007\ud800";
  expect(notesOf(given, serves(given, "INI-1", "https://x.example/?a=1&b='"))).toEqual({
    html_notes:
      "<body>&lt;/body&gt;&lt;script&gt;&quot;&amp;&#39;\n\n" +
      "Serves INI-1 &lt;/body&gt;&lt;script&gt;&quot;&amp;&#39;: " +
      '<a href="https://x.example/?a=1&amp;b=&#39;">https://x.example/?a=1&amp;b=&#39;</a></body>',
  });
});
