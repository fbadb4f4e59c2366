// What a question asks of its answers, as the desk edits it: renamed choices keep their ids, and what is empty is left.
import assert from "node:assert/strict";
import test from "node:test";
import { choicesIn, otherwise, preset, written } from "../../../static/js/desk/programme/asks.js";
import { application, keyed, replay } from "../../../static/js/desk/programme/tree.js";
import { useStrings } from "../../../static/js/page/strings.js";
import english from "../../../locales/en.json" with { type: "json" };

useStrings(english, "en");
const options = [{ id: "national", name: "National" }, { id: "regional", name: "Regional" }];

test("a choice that is renamed, moved or left keeps its id, and a new one has none", () => {
  const renamed = { id: "national", name: "In a country" };
  assert.deepEqual(choicesIn("In a country\nRegional", options), [renamed, options[1]]);
  assert.deepEqual(choicesIn("Regional\nNational", options), [options[1], options[0]]);
  assert.deepEqual(choicesIn("National\nRegional\nGlobal", options), [...options, { name: "Global" }]);
  assert.deepEqual(choicesIn("Regional", options), [options[1]]);
});

test("what is answered in words has no choices, and gets one to begin with where it is chosen from", () => {
  const level = preset("level");
  assert.deepEqual(level.options.map((one) => one.id), ["national", "regional", "global"]);
  assert.deepEqual(otherwise(level, "kind", "several").options, level.options);
  assert.deepEqual(otherwise(level, "kind", "text").options, []);
  assert.deepEqual(otherwise(preset("measure"), "kind", "one").options, [{ name: "" }]);
});

test("it is written without what is empty, and a question that says nothing of it is written without", () => {
  const facets = [{ name: " ", kind: "text", options: [], asked: true },
    { id: "level", name: "Level", kind: "one", options: [...options, { name: " " }], asked: false }];
  assert.deepEqual(written({ facets }), { facets: [{ ...facets[1], options }] });
  assert.deepEqual(written({}), {});
  const tree = keyed({ sessions: [{ title: "Lunch", questions: [{ id: "q1", text: "What?", sub: [] }] }] });
  const key = tree.sessions[0].questions[0].key;
  assert.deepEqual(application(tree).sessions[0].questions, [{ id: "q1", text: "What?" }]);
  const asked = replay(tree, [{ do: "set", at: key, field: "facets", to: [preset("measure")] }]);
  assert.deepEqual(application(asked).sessions[0].questions[0].facets, [
    { id: "measure", name: "How it is measured", kind: "text", options: [], asked: true },
  ]);
});
