// What is alike, as the podium says it: a way to the other, or its region alone; and which of a slate are alike.
import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyState, reduce } from "../../../static/js/line/state.js";
import { alikeOn, inOneLanguage, linksOf, linksOn } from "../../../static/js/podium/alike.js";

const near = (id, more = {}) => ({
  recommendation_id: id, label: "AF-2", room_id: "r", region_ids: ["AF"], score: 90, ...more,
});

test("all of it replaces what was known, and a step changes what it names", () => {
  const whole = reduce(emptyState(), { type: "alike_changed", whole: true, alike: { a: [near("b")], b: [near("a")] } });
  const step = reduce(whole, { type: "alike_changed", whole: false, alike: { b: [] } });
  assert.deepEqual(step.alike, { a: [near("b")], b: [] });
  assert.deepEqual(reduce(step, { type: "alike_changed", whole: true, alike: {} }).alike, {});
});

test("what was not named has no way to it", () => {
  const unnamed = near("", { label: "", room_id: "", region_ids: ["AS"] });
  const [named, said] = linksOf("a", [near("b"), unnamed], [{ id: "AS", name: "Asia", short: "AS" }]);
  assert.deepEqual([named.part, named.id, named.own, named.room], ["alike-link", "b", "a", "r"]);
  assert.deepEqual([said.part, said.id], ["alike-said", undefined]);
  assert.deepEqual(linksOf("a", undefined, []), []);
});

test("two of a slate are said once above it and beside both, by their places", () => {
  const alike = { a: [near("b"), near("x")], b: [near("a")], c: [near("x")] };
  const pairs = alikeOn(["c", "b", "a"], alike);
  assert.deepEqual(pairs, [{ one: "b", other: "a", places: [2, 3] }]);
  assert.deepEqual(["a", "b", "c"].map((id) => linksOn(id, pairs).map((link) => link.id)), [["b"], ["a"], []]);
  assert.deepEqual(alikeOn(["c"], alike), []);
});

test("two are compared in a language that both have, the reader's if they can", () => {
  const said = (language, title, english) => ({
    language, title, text: "", translations: { en: { title: english, text: "" } },
  });
  const [french, spanish] = [said("fr", "Un fonds", "A fund"), said("es", "Un fondo", "One fund")];
  assert.equal(inOneLanguage(french, spanish, "ru").language, "en");
  assert.deepEqual(inOneLanguage(french, french, "fr").here, { title: "Un fonds", text: "" });
  const alone = inOneLanguage(french, { ...spanish, translations: {} }, "en");
  assert.deepEqual([alone.language, alone.there.title], ["", "Un fondo"]);
});
