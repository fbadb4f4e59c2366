// What is changed by hand stays changed, whatever the reader makes of the document afterwards.
import assert from "node:assert/strict";
import test from "node:test";
import { keepHistory } from "../../../static/js/desk/programme/history.js";
import { alike, isDoubtful, rowsOf } from "../../../static/js/desk/programme/lines.js";
import { makeReader, written } from "../../../static/js/desk/programme/reader.js";
import { application, keyed, MEETING, replay } from "../../../static/js/desk/programme/tree.js";

const read = () => ({
  title: "Forum", preamble: "", objectives: [{ id: "o1", text: "Agree", line: 2 }], issues: ["Water"],
  sessions: [
    {
      id: "s1", title: "Past", number: "1", kind: "plenary", note: "n", line: 4, day: "", starts: "09:00", ends: "",
      objectives: [{ id: "o1", text: "Agree", line: 2 }],
      questions: [
        { id: "q1", text: "What?", line: 6, sub: [{ id: "q1a", text: "where", line: 7 }] },
        { id: "q2", text: "Why?", line: 8, sub: [] },
      ],
    },
    { id: "s2", title: "Next", number: "2", kind: "by_region", note: "", line: 9, objectives: [], questions: [] },
  ],
});
const after = (...edits) => replay(keyed(read()), edits);
const asked = (tree) => tree.sessions.map((one) => one.questions.map((each) => each.text));
const set = (at, field, to) => /** @type {const} */ ({ do: "set", at, field, to });

test("a text that was changed stays so when its line has become part of another session", () => {
  const again = read();
  again.sessions[1].questions = [again.sessions[0].questions.pop()];
  const tree = replay(keyed(again), [set("8.0", "text", "Why so?")]);
  assert.deepEqual(asked(tree), [["What?"], ["Why so?"]]);
});

test("an edit whose line is gone does nothing, and the others are done", () => {
  const tree = after(set("99.0", "text", "x"), { do: "remove", at: "98.0" }, set(MEETING, "title", "Fair"));
  assert.equal(tree.title, "Fair");
  assert.deepEqual(asked(tree), asked(keyed(read())));
});

test("nothing that was read is changed", () => {
  const tree = keyed(read());
  replay(tree, [set("4.0", "title", "x"), { do: "remove", at: "6.0" }]);
  assert.deepEqual(tree, keyed(read()));
});

test("parts move among each other, and over the edge of a session", () => {
  assert.deepEqual(asked(after({ do: "move", at: "8.0", by: -1 })), [["Why?", "What?"], []]);
  assert.deepEqual(asked(after({ do: "move", at: "8.0", by: 1 })), [["What?"], ["Why?"]]);
  assert.deepEqual(asked(after({ do: "move", at: "6.0", by: -1 })), [["What?", "Why?"], []]);
  assert.deepEqual(after({ do: "move", at: "9.0", by: -1 }).sessions.map((one) => one.title), ["Next", "Past"]);
  assert.deepEqual(asked(after({ do: "place", at: "8.0", before: "6.0" })), [["Why?", "What?"], []]);
  assert.deepEqual(asked(after({ do: "place", at: "8.0", before: "8.0" })), [["What?", "Why?"], []]);
});

test("a question goes below the one above it, and comes out again with its words", () => {
  const below = after({ do: "in", at: "8.0" });
  assert.deepEqual(below.sessions[0].questions[0].sub?.map((one) => one.text), ["where", "Why?"]);
  const out = after({ do: "in", at: "8.0" }, { do: "out", at: "7.0" });
  assert.deepEqual(asked(out), [["What?", "where"], []]);
  assert.deepEqual(asked(after({ do: "in", at: "6.0" })), [["What?", "Why?"], []]);
});

test("an objective that sessions share is one, however it is changed", () => {
  const tree = after(set("2.1", "text", "Agree on a map"));
  assert.equal(tree.objectives[0].text, "Agree on a map");
  assert.equal(application(tree).sessions[0].objectives[0].text, "Agree on a map");
});

test("what is added has its place, and what is left empty is not handed in", () => {
  const tree = after(
    { do: "add", kind: "session", in: "", key: "new1" }, set("new1", "title", "Last"),
    { do: "add", kind: "question", in: "new1", key: "new2" }, { do: "add", kind: "objective", in: "9.0", key: "new3" },
    set("new2", "text", "How?"),
  );
  const handed = application(tree).sessions;
  assert.deepEqual(handed.map((one) => one.title), ["Past", "Next", "Last"]);
  assert.deepEqual(handed[2].questions, [{ text: "How?" }]);
  assert.deepEqual(handed[1].objectives, []);
});

test("every step can be taken back and taken again; what is typed into one field is one step", () => {
  const history = keepHistory(0);
  for (const [state, what] of [[1, ""], [2, "a"], [3, "a"], [4, "b"]])
    history.push(/** @type {number} */ (state), /** @type {string} */ (what));
  const back = [];
  while (history.canUndo()) {
    history.undo();
    back.push(history.now());
  }
  assert.deepEqual(back, [3, 1, 0]);
  history.redo();
  assert.equal(history.now(), 1);
  history.push(7);
  assert.equal(history.canRedo(), false);
});

test("lines of one paragraph are one row, which is doubtful until somebody says what it is", () => {
  const lines = [
    { line: 3, text: "Session", kind: "session", certain: 0.7, begins: 3, shape: "a" },
    { line: 4, text: "one", kind: "session", certain: 0.7, begins: 3, shape: "a" },
    { line: 5, text: "a text", kind: "note", certain: 0.6, begins: 5, shape: "b" },
    { line: 6, text: "another", kind: "note", certain: 0.6, begins: 6, shape: "b" },
  ];
  const rows = rowsOf(lines, {});
  assert.deepEqual(rows.map((row) => [row.from, row.words]), [[3, "Session one"], [5, "a text"], [6, "another"]]);
  assert.deepEqual(rows.map(isDoubtful), [true, false, false]);
  assert.equal(isDoubtful(rowsOf(lines, { 3: "session" })[0]), false);
  assert.deepEqual(alike(rows, rows[1]).map((row) => row.from), [5, 6]);
});

test("what was said of lines is written once a kind, and a document is read once for it", async () => {
  assert.equal(written({ 3: "session", 5: "note", 12: "session" }), "session:3,12;note:5");
  const asked = [];
  const answer = (/** @type {any} */ address) => {
    asked.push(address);
    const told = { tree: {}, lines: [], problems: [] };
    return Promise.resolve(/** @type {any} */ ({ ok: true, json: async () => told }));
  };
  const reader = makeReader("abcd", /** @type {any} */ (answer));
  await reader({ name: "", text: "x" }, {});
  await reader({ name: "", text: "x" }, { 1: "session" });
  await reader({ name: "", text: "x" }, {});
  assert.equal(asked.length, 2);
  const late = reader({ name: "", text: "y" }, {});
  const later = reader({ name: "", text: "z" }, {});
  assert.equal(await late, null);
  assert.notEqual(await later, null);
});
