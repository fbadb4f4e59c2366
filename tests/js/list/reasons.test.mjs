// Reasons in words: to the letter what the service says in its files, in every language.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { reasonWords } from "../../../static/js/list/reasons.js";
import { useStrings } from "../../../static/js/page/strings.js";

const { regions, reasons, said } = JSON.parse(readFileSync(process.env.PLENUM_REASONS, "utf-8"));

for (const [language, sentences] of Object.entries(said)) {
  test(`a reason is said as in the files, in ${language}`, () => {
    const words = JSON.parse(readFileSync(new URL(`../../../locales/${language}.json`, import.meta.url), "utf-8"));
    useStrings(words, language);
    assert.equal(reasons.length, sentences.length);
    for (const [at, reason] of reasons.entries()) assert.equal(reasonWords(reason, regions), sentences[at]);
  });
}
