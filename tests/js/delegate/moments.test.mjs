// When a phone sends a silent round's ballot: by dice and by the close, and by nothing that its owner does. Holds R246.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  EVERY_MS, FIRST_MS, LAST_MS, makeMoments, nextIn, mayReplace, stretch,
} from "../../../static/js/delegate/moments.js";

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
      const at = nextIn(sent, 0, die).ms;
      assert.ok(at >= start && at < start + (sent ? EVERY_MS : FIRST_MS));
    }
});

test("what an earlier holder of the seat has recorded is not replaced by saying nothing", () => {
  assert.equal(mayReplace(undefined, null), true, "nothing is recorded yet");
  assert.equal(mayReplace({ earlier: false }, null), true, "one's own, which is known");
  assert.equal(mayReplace({ earlier: true }, null), false, "it may be an objection");
  assert.equal(mayReplace({ earlier: true }, { marks: {} }), true, "its owner has chosen");
});

test("stretches follow one another without a gap: minutes, then tens, then hours", () => {
  for (let place = 0; place < 600; place++) {
    const { begins, lasts } = stretch(place);
    assert.equal(begins + lasts, stretch(place + 1).begins);
  }
  assert.deepEqual([1, 10, 11, 16, 17, 500].map((place) => stretch(place).lasts / EVERY_MS), [1, 1, 10, 10, 60, 60]);
});

test("a page that is open for three weeks sends some five hundred ballots, and one that wakes sends one", () => {
  const { moments, turn, sent } = aPhone();
  moments.follow("a", "open");
  turn(21 * 86_400_000);
  assert.ok(sent.length > 500 && sent.length < 530, String(sent.length));
  assert.equal(nextIn(3, 5 * 86_400_000, 0.5).ms <= 3_600_000, true);
  const { begins, lasts } = stretch(nextIn(3, 5 * 86_400_000, 0.5).place);
  assert.ok(begins <= 5 * 86_400_000 && begins + lasts > 5 * 86_400_000, "of those slept through none is sent");
});

test("a page that comes to view again sends within its first stretch, whatever the hour", () => {
  const { moments, turn, sent } = aPhone();
  moments.follow("a", "open");
  moments.follow("b", "closed");
  turn(5 * 86_400_000);
  const before = sent.length;
  moments.seen();
  turn(5 * 86_400_000 + FIRST_MS);
  assert.deepEqual(sent.slice(before), [5 * 86_400_000 + FIRST_MS / 2]);
  moments.follow("a", "closing");
  moments.seen();
  turn(5 * 86_400_000 + FIRST_MS + LAST_MS);
  assert.equal(sent.length, before + 2, "the last ballot is not put off");
});

test("when ballots go is the same for two phones with the same dice, whatever is chosen on them", () => {
  for (let seed = 1; seed < 40; seed++) {
    const runs = [0, 1, 50].map((choices) => {
      let state = seed;
      const { moments, turn, sent } = aPhone(() => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647);
      moments.follow("a", "open");
      for (const hour of [1, 2, 30, 31, 400]) {
        turn(hour * 3_600_000);
        moments.seen();
        for (let at = 1; at <= choices; at++) {
          turn(hour * 3_600_000 + at * 7_000);
          moments.follow("a", "open"); // as every drawing does, after every choice
        }
      }
      turn(499 * 3_600_000);
      moments.follow("a", "closing");
      turn(500 * 3_600_000);
      return sent;
    });
    assert.deepEqual(runs[1], runs[0]);
    assert.deepEqual(runs[2], runs[0]);
    assert.ok(runs[0].length > 40);
  }
});
