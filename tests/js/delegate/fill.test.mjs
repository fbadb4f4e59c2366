// All ballots of a round are equally long, on the line and in the phone's memory, whatever they say.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeLedger } from "../../../static/js/delegate/acknowledged.js";
import { makeCasting } from "../../../static/js/delegate/casting.js";

const MARKS = {
  votes: ["for", "against", "abstain"],
  votes_with_changes: ["for", "with_changes", "against", "abstain"],
  ticks: ["approve"],
  scores: ["0", "1", "2", "3", "4", "5"],
  places: ["1", "2", "3", "4", "5", "6", "7", "8"],
};

/** Dice that fall the same way in every run. */
function dice(seed) {
  let state = seed;
  return (below) => (((state = (state * 1103515245 + 12345) % 2147483648) / 2147483648) * below) | 0;
}

/** A storage that remembers how long what was kept in it has been. */
function aStorage() {
  const memory = new Map();
  const lengths = new Set();
  return {
    lengths,
    getItem: (name) => memory.get(name) ?? null,
    removeItem: (name) => memory.delete(name),
    setItem: (name, text) => {
      memory.set(name, text);
      lengths.add(text.length);
    },
  };
}

for (const [kind, marks] of Object.entries(MARKS)) {
  test(`ballots of ${kind} are equally long wherever they go`, async () => {
    const throwing = dice(7);
    const slate = Array.from({ length: 7 }, (_, at) => `m1r${at}`);
    const round = { id: "m1r1", epoch: 1, slate, marks };
    const [sent, drafted, held] = [new Set(), aStorage(), aStorage()];
    for (let ballot = 0; ballot < 300; ballot++) {
      const marked = Object.fromEntries(
        slate.filter(() => throwing(4)).map((id) => [id, marks[throwing(marks.length)]]),
      );
      const storage = aStorage();
      const asked = [];
      const tools = { slot: "a", freshId: () => "0123456789", now: () => 1700000000000, storage, onChange: () => {} };
      const casting = makeCasting({ ...tools, ask: (command) => (asked.push(command), new Promise(() => {})) });
      makeCasting({ ...tools, storage: drafted, ask: () => new Promise(() => {}) }).draft(round, marked);
      casting.cast(round, 0, marked);
      sent.add(`${JSON.stringify(asked[0]).length} ${[...storage.lengths]}`);
      makeLedger({ slot: "a", storage: held }).take({
        type: "ballot_cast",
        round_id: round.id,
        epoch: 1,
        revision: 1,
        durability: "disk",
        asked: asked[0],
      });
    }
    assert.equal(sent.size, 1, `sent: ${[...sent]}`);
    assert.equal(drafted.lengths.size, 1, `drafted: ${[...drafted.lengths]}`);
    assert.equal(held.lengths.size, 1, `acknowledged: ${[...held.lengths]}`);
  });
}

test("ballots with words are as long as ballots without, in bytes and in every script", async () => {
  const throwing = dice(11);
  const slate = Array.from({ length: 7 }, (_, at) => `m1r${at}`);
  const offered = MARKS.votes_with_changes;
  const round = { id: "m1r1", epoch: 1, slate, marks: offered, rules: { wishes: true } };
  const scripts = ["abc", "жшщ", "漢字", "عرب", '"\\', "😀a"].map((script) => [...script]);
  const letters = () => {
    const script = scripts[throwing(scripts.length)];
    return Array.from({ length: 1 + throwing(25) }, () => script[throwing(script.length)]).join("");
  };
  const bytes = (/** @type {any} */ said) => Buffer.byteLength(JSON.stringify(said));
  const [sent, held] = [new Set(), new Set()];
  for (let ballot = 0; ballot < 300; ballot++) {
    const marks = Object.fromEntries(
      slate.filter(() => throwing(4)).map((id) => [id, offered[throwing(offered.length)]]),
    );
    const wished = Object.keys(marks).filter((id) => marks[id] === "with_changes" && throwing(3));
    const words = Object.fromEntries(wished.map((id) => [id, { kind: "add", words: letters() }]));
    const [asked, storage] = [[], aStorage()];
    const tools = { slot: "a", freshId: () => "0123456789", now: () => 1700000000000, storage, onChange: () => {} };
    const casting = makeCasting({ ...tools, ask: (command) => (asked.push(command), new Promise(() => {})) });
    casting.cast(round, 0, marks, words);
    assert.deepEqual(asked[0].wishes, words);
    assert.deepEqual(casting.kept(round.id).wishes, words);
    sent.add(bytes(asked[0]));
    held.add(bytes(casting.kept(round.id)));
  }
  assert.deepEqual([sent.size, held.size], [1, 1]);
});
