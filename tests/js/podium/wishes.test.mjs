// What a wish makes of the words that it is about, to begin a variant with.
import assert from "node:assert/strict";
import { test } from "node:test";
import { wordingOf } from "../../../static/js/podium/varied.js";

const item = { title: "Train once a year", text: "A course for all mechanisms, once." };

test("what is quoted gives way, is followed, or goes", () => {
  const replaced = wordingOf(item, { kind: "replace", quote: "all mechanisms", words: "all" });
  assert.deepEqual(replaced, { ...item, text: "A course for all, once." });
  const added = wordingOf(item, { kind: "add", quote: "mechanisms", words: "and States" });
  assert.equal(added.text, "A course for all mechanisms and States, once.");
  assert.equal(wordingOf(item, { kind: "delete", quote: "for all mechanisms" }).text, "A course , once.");
  assert.equal(wordingOf(item, { kind: "replace", quote: "once a year", words: "$& yearly" }).title, "Train $& yearly");
});

test("words whose quote is not in the text stand at its end, and nothing is lost", () => {
  assert.equal(wordingOf(item, { kind: "add", words: "Soon." }).text, `${item.text} Soon.`);
  assert.equal(wordingOf(item, { kind: "replace", quote: "tous", words: "Soon." }).text, `${item.text} Soon.`);
  assert.deepEqual(wordingOf({ title: "T", text: "" }, { kind: "add", words: "Soon." }), { title: "T", text: "Soon." });
  assert.deepEqual(wordingOf(item, { kind: "delete", quote: "tous" }), item);
});
