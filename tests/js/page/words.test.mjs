// Words of a recommendation in the language of their reader:
// always with their language, their direction and, in want of a translation, a tag.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inRow, listed, useStrings } from "../../../static/js/page/strings.js";
import {
  inWords,
  languagesAmong,
  readIn,
  reading,
  untranslatedWords,
  wordsOf,
} from "../../../static/js/page/words.js";
import english from "../../../locales/en.json" with { type: "json" };

useStrings(english, "en");
const calendar = {
  id: "a",
  title: "One calendar",
  text: "For all.",
  language: "en",
  translations: { ar: { title: "تقويم واحد", text: "للجميع" }, fr: { title: "Un calendrier", text: "Pour tous." } },
};
const desk = { id: "b", title: "A desk", text: "", language: "en", translations: {} };
const arabic = { id: "c", title: "صندوق", text: "", language: "ar", translations: {} };

test("words are those of the page's language until another is chosen", () => {
  assert.equal(reading(), "en");
  assert.deepEqual(wordsOf(calendar), {
    title: "One calendar",
    text: "For all.",
    language: "en",
    direction: "ltr",
    textDirection: "ltr",
    tag: "",
    original: "",
    about: "",
    merged: "",
  });
  readIn("fr");
  assert.deepEqual(wordsOf(calendar), {
    title: "Un calendrier",
    text: "Pour tous.",
    language: "fr",
    direction: "ltr",
    textDirection: "ltr",
    tag: "",
    original: "Original in English",
    about: "",
    merged: "",
  });
  readIn("ar");
  assert.deepEqual([wordsOf(calendar).title, wordsOf(calendar).direction], ["تقويم واحد", "rtl"]);
  readIn("");
  assert.equal(wordsOf(calendar).language, "en");
});

test("what has no translation is said as it was proposed, with a tag that names its language", () => {
  readIn("fr");
  assert.deepEqual(wordsOf(desk), {
    title: "A desk",
    text: "",
    language: "en",
    direction: "ltr",
    textDirection: "auto",
    tag: "English",
    original: "",
    about: "",
    merged: "",
  });
  assert.deepEqual([wordsOf(arabic).tag, wordsOf(arabic).direction, wordsOf(arabic).language], ["Arabic", "rtl", "ar"]);
  readIn("");
  assert.equal(wordsOf(arabic).tag, "Arabic");
  assert.equal(wordsOf(desk).tag, "");
});

test("what was merged says into what, with the figures of its reader", () => {
  assert.equal(wordsOf({ ...desk, status: "merged", merged_into: "m", merged_as: "7" }).merged, "Merged into 7");
  const list = { items: [{ recommendation_id: "b", title: "A desk" }, { recommendation_id: "a", title: "" }] };
  const known = { b: { ...desk, merged_into: "m", merged_as: "AF-9" }, a: calendar };
  assert.deepEqual(inWords(list, known).items.map(({ merged }) => merged), ["Merged into AF-9", ""]);
});

test("words whose language nobody said have none, and run as their letters do", () => {
  assert.deepEqual(wordsOf({ title: "Calendrier", text: "", language: "", translations: {} }), {
    title: "Calendrier",
    text: "",
    language: "",
    direction: "ltr",
    textDirection: "auto",
    tag: "",
    original: "",
    about: "",
    merged: "",
  });
  assert.equal(wordsOf(undefined).title, "");
  assert.deepEqual(
    ["he", "fr", ""].map((language) => wordsOf({ title: "תקציב", text: "One", language }).direction),
    ["rtl", "rtl", "rtl"],
  );
});

test("a ranked list is said to its reader, and its pages do not depend on the language", () => {
  const ranked = {
    items: [
      { recommendation_id: "a", title: "One calendar" },
      { recommendation_id: "gone", title: "What is not here" },
    ],
  };
  const known = { a: calendar };
  assert.deepEqual(
    inWords(ranked, known).items.map((item) => [item.title, item.longest]),
    [
      ["One calendar", 13],
      ["What is not here", 16],
    ],
  );
  assert.equal(inWords(ranked, known), inWords(ranked, known), "said once for as long as nothing changes");
  readIn("fr");
  assert.deepEqual(
    inWords(ranked, known).items.map((item) => [item.title, item.language, item.longest]),
    [
      ["Un calendrier", "fr", 13],
      ["What is not here", "", 16],
    ],
  );
  assert.equal(ranked.items[0].title, "One calendar");
  assert.equal(inWords(null, known), null);
  readIn("");
});

test("the chair is warned of languages that some of a slate have and others lack", () => {
  assert.deepEqual(languagesAmong([calendar, desk, arabic]), ["en", "fr", "ar"]);
  assert.equal(
    untranslatedWords([calendar, desk, arabic]),
    "Translations are missing: English (1), French (2), Arabic (1). Delegates read the original instead.",
  );
  assert.equal(untranslatedWords([calendar]), "");
  assert.equal(untranslatedWords([desk, desk]), "");
  assert.equal(untranslatedWords([]), "");
});

test("a name is set apart from a row that runs the other way", () => {
  useStrings({ "list.separator": "، " }, "ar");
  assert.equal(inRow(["WEOG", "أفريقيا"]), "\u2068WEOG\u2069، \u2068أفريقيا\u2069");
  assert.ok(listed(["WEOG", "AF"]).startsWith("\u2068WEOG\u2069"));
  useStrings({ "list.separator": ", " }, "en");
  assert.equal(inRow(["WEOG", "أفريقيا"]), "WEOG, \u2068أفريقيا\u2069");
  assert.equal(listed(["WEOG", "AF"]), "WEOG and AF");
  useStrings(english, "en");
});

test("a language beside the six has its name, and its region is of no matter to a reader", () => {
  const said = (language) => wordsOf({ title: "Um", text: "", language, translations: {} }).tag;
  assert.deepEqual(["pt-BR", "he", "en-GB", "x-mountain", "de-"].map(said), [
    "Portuguese (Brazil)",
    "Hebrew",
    "",
    "x-mountain",
    "de-",
  ]);
  const british = { title: "A", text: "", language: "en-GB", translations: {} };
  assert.deepEqual(languagesAmong([british]), ["en"]);
});
