// What is being typed survives: kept for one person in one room, gone when it is sent or emptied.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keepRequests, keepWords } from "../../../static/js/page/kept_words.js";
import { forget } from "../../../static/js/page/leave.js";
import { guarded } from "../../../static/js/page/storage.js";

/** A form of named fields, as far as words are kept of it. */
function formOf(values) {
  const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
  const form = new EventTarget();
  form.elements = { namedItem: (name) => fields[name] ?? null };
  return { form, fields, type: (name, value) => {
    fields[name].value = value;
    form.dispatchEvent(new Event("input"));
  } };
}

function storageOf() {
  const kept = new Map();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
    key: (at) => [...kept.keys()][at],
    get length() {
      return kept.size;
    },
  };
}

const EMPTY = { title: "", text: "", language: "en" };
const wishes = (storage, more = {}) => ({
  holder: "seat1", room: "room1", fields: Object.keys(EMPTY), worth: ["title", "text"], storage, ...more,
});

test("what was typed is back after a reload, in its room and for its writer alone", () => {
  const storage = storageOf();
  const before = formOf(EMPTY);
  keepWords(before.form, wishes(storage));
  before.type("title", "A desk");
  before.type("language", "fr");
  const after = formOf(EMPTY);
  assert.equal(keepWords(after.form, wishes(storage)).restore(), true);
  assert.deepEqual([after.fields.title.value, after.fields.language.value], ["A desk", "fr"]);
  for (const other of [{ holder: "seat2" }, { room: "room2" }]) {
    const elsewhere = formOf(EMPTY);
    assert.equal(keepWords(elsewhere.form, wishes(storage, other)).restore(), false);
    assert.equal(elsewhere.fields.title.value, "");
  }
  const filled = formOf({ ...EMPTY, title: "Newer" });
  assert.equal(keepWords(filled.form, wishes(storage)).restore(), false, "what stands there is not overwritten");
});

test("nothing is kept of what was sent or emptied, nor of a seat that was left", () => {
  const storage = storageOf();
  const { form, fields, type } = formOf(EMPTY);
  const kept = keepWords(form, wishes(storage));
  type("text", "Words");
  assert.equal(storage.length, 1);
  fields.text.value = "";
  kept.keep();
  assert.equal(storage.length, 0);
  type("text", " Words ");
  type("text", "  ");
  assert.equal(storage.length, 0);
  type("title", "A desk");
  forget(storage, "a-slot", "seat2");
  assert.equal(storage.length, 1);
  forget(storage, "a-slot", "seat1");
  assert.equal(storage.length, 0);
});

test("a browser that forbids storage, or whose storage is full, lets people type all the same", () => {
  const forbidden = wishes(
    guarded(() => {
      throw new Error("forbidden");
    }),
  );
  const { form, fields, type } = formOf(EMPTY);
  const kept = keepWords(form, forbidden);
  assert.equal(kept.restore(), false);
  type("title", "A desk");
  kept.keep();
  assert.equal(fields.title.value, "A desk");
});

test("what was sent without an answer is the same request after a reload, for its sender alone", () => {
  const storage = storageOf();
  keepRequests("seat1", "room1", storage).set("One calendar", "id-1");
  const after = keepRequests("seat1", "room1", storage);
  assert.equal(after.get("One calendar"), "id-1");
  assert.equal(keepRequests("seat2", "room1", storage).get("One calendar"), undefined);
  after.delete("One calendar");
  assert.equal(after.get("One calendar"), undefined);
  for (let at = 0; at < 60; at += 1) after.set(`Words ${at}`, `id-${at}`);
  assert.deepEqual([after.get("Words 9"), after.get("Words 10")], [undefined, "id-10"]);
  forget(storage, "a-slot", "seat1");
  assert.equal(storage.length, 0);
});
