// What a recommendation says beside its words, in one line: as the service says it too (tests/words/test_answers.py).
import assert from "node:assert/strict";
import { test } from "node:test";
import { aboutWords } from "../../../static/js/page/facets.js";
import { looksFor } from "../../../static/js/page/finding.js";
import { useStrings } from "../../../static/js/page/strings.js";
import { EVERYTHING, filtered } from "../../../static/js/podium/filters.js";
import { slateGroups } from "../../../static/js/podium/slate_groups.js";
import { play, recommendation, snapshot } from "../messages.mjs";
import english from "../../../locales/en.json" with { type: "json" };

useStrings(english, "en");
const options = [{ id: "national", name: "National" }, { id: "regional", name: "Regional" }];
const partners = [{ id: "un", name: "The UN" }, { id: "funds", name: "Funds" }];
const asked = {
  q1: {
    facets: [
      { id: "level", name: "Level", kind: "one", options, asked: true },
      { id: "partners", name: "Partners", kind: "several", options: partners, asked: false },
      { id: "measure", name: "How it is measured", kind: "text", options: [], asked: true },
    ],
  },
};
globalThis.document = { querySelector: () => ({ dataset: { asked: JSON.stringify(asked) } }) };
const facets = { level: "national", partners: ["un", "funds"], measure: "By a count" };

test("kind and facets are said in the order of the question, and what is asked for and missing is marked", () => {
  const about = (more) => aboutWords({ question_id: "q1", kind: "recommendation", facets: {}, ...more });
  assert.equal(about({ facets }), "National · The UN, Funds · How it is measured: By a count");
  assert.equal(about({ kind: "lesson", facets: { level: "regional" } }),
    "Lesson learned · Regional · Not said: How it is measured");
  assert.equal(about({}), "Not said: Level, How it is measured");
  assert.equal(about({ question_id: "q2", facets: {} }), "");
  assert.equal(aboutWords(undefined), "");
  const briefly = (more) => aboutWords({ question_id: "q1", kind: "recommendation", facets: {}, ...more }, true);
  assert.equal(briefly({ kind: "lesson", facets }), "Lesson learned · National · The UN, Funds");
  assert.equal(briefly({}), "");
});

test("a list is filtered by kind, by an option and by what is missing, and searched by all of it", () => {
  const of = (id, more) => recommendation(id, { question_id: "q1", kind: "recommendation", facets: {}, ...more });
  const all = [of("a", { facets }), of("b", { kind: "lesson" }), of("c", { facets: { partners: ["un"] } })];
  const found = (about) => filtered(all, { ...EVERYTHING, about }).found.map((one) => one.id);
  assert.deepEqual(found(""), ["a", "b", "c"]);
  assert.deepEqual(found("=lesson"), ["b"]);
  assert.deepEqual(found("level=national"), ["a"]);
  assert.deepEqual(found("level=regional"), []);
  assert.deepEqual(found("partners=un"), ["a", "c"]);
  assert.deepEqual(found("measure="), ["b", "c"]);
  assert.deepEqual(all.filter((one) => looksFor("funds national")(one)).map((one) => one.id), ["a"]);
});

test("on a slate other kinds of answer stand in groups of their own, and are not ticked", () => {
  const state = play([
    snapshot(1, {
      room: { id: "r2", kind: "region", region_id: "AF", agenda_session_id: "s2" },
      recommendations: [
        recommendation("a", { room_id: "r2", kind: "recommendation", facets: {} }),
        recommendation("b", { room_id: "r2", kind: "lesson", facets: {} }),
        recommendation("c", { room_id: "r2", kind: "achievement", facets: {} }),
      ],
    }),
  ]);
  const groups = slateGroups(state, { regions: [] });
  assert.deepEqual(groups.map((group) => [group.id, group.ticked, group.recommendations.map((one) => one.id)]), [
    ["room", true, ["a"]], ["kind-achievement", false, ["c"]], ["kind-lesson", false, ["b"]],
  ]);
});
