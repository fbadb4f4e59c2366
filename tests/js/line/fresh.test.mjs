// One request id for one content, until it is done.
import assert from "node:assert/strict";
import { test } from "node:test";
import { byContent } from "../../../static/js/line/fresh.js";

test("the same words without an answer are the same request; other words, and what was done, another one", async () => {
  const sent = [];
  let answers = false;
  const propose = byContent(async (command) => {
    sent.push(command);
    if (!answers) throw { code: "not_confirmed" };
    return { type: "proposed" };
  });
  const words = { type: "propose", title: "One calendar", text: "" };
  await assert.rejects(propose(words));
  await assert.rejects(propose({ ...words, text: "With dates" }));
  answers = true;
  assert.equal((await propose(words)).type, "proposed");
  await propose(words);
  const ids = sent.map((command) => command.request_id);
  assert.equal(ids[2], ids[0]);
  assert.equal(new Set(ids).size, 3, "the first words, other words, and the first words once more");
  assert.deepEqual(sent.map(({ text }) => text), ["", "With dates", "", ""]);
});
