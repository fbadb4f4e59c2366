// When a phone sends a silent round's ballot: by dice and by the close, and by nothing that its owner does. Holds R246.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EVERY_MS, FIRST_MS, LAST_MS, makeMoments, nextIn, mayReplace } from "../../../static/js/delegate/moments.js";

/** A phone whose time is turned by hand; `sent` says when each ballot went. */
function aPhone(die = () => 0.5) {
  let [now, timers] = [0, []];
  const sent = [];
  const moments = makeMoments({
    now: () => now, die, send: () => sent.push(now),
    later: (act, ms) => {
      const timer = { act, at: now + ms };
      timers.push(timer);
      return timer;
    },
    cancel: (timer) => (timers = timers.filter((one) => one !== timer)),
  });
  const turn = (to) => {
    for (;;) {
      const due = timers.filter((one) => one.at <= to).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      timers = timers.filter((one) => one !== due);
      now = due.at;
      due.act();
    }
    now = to;
  };
  return { moments, turn, sent };
}

test("the first goes within the first stretch, then one in each, and one more at the close", () => {
  const { moments, turn, sent } = aPhone();
  moments.follow("a", "open");
  turn(FIRST_MS + 3 * EVERY_MS);
  assert.deepEqual(sent, [0, 1, 2, 3].map((at) => (at ? FIRST_MS + (at - 0.5) * EVERY_MS : FIRST_MS / 2)));
  moments.follow("a", "closing");
  moments.follow("a", "closing");
  turn(10 * EVERY_MS);
  assert.deepEqual(sent.slice(4), [FIRST_MS + 3 * EVERY_MS + LAST_MS / 2]);
});

test("a page that comes while it closes sends once, and nothing goes once it is closed", () => {
  const { moments, turn, sent } = aPhone();
  moments.follow("a", "closing");
  turn(LAST_MS);
  assert.deepEqual(sent, [LAST_MS / 2]);
  moments.follow("b", "open");
  moments.follow("b", "closed");
  turn(100 * EVERY_MS);
  assert.equal(sent.length, 1);
});

test("whatever the dice, each ballot goes inside its own stretch", () => {
  for (let sent = 0; sent < 5; sent++)
    for (const die of [0, 0.25, 0.999999]) {
      const start = sent ? FIRST_MS + (sent - 1) * EVERY_MS : 0;
      const at = nextIn(sent, 0, die);
      assert.ok(at >= start && at < start + (sent ? EVERY_MS : FIRST_MS));
    }
});

test("what an earlier holder of the seat has recorded is not replaced by saying nothing", () => {
  assert.equal(mayReplace(undefined, null), true, "nothing is recorded yet");
  assert.equal(mayReplace({ earlier: false }, null), true, "one's own, which is known");
  assert.equal(mayReplace({ earlier: true }, null), false, "it may be an objection");
  assert.equal(mayReplace({ earlier: true }, { marks: {} }), true, "its owner has chosen");
});
