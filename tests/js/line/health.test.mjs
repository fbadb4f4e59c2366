// Whether a line is alive: by a clock that is turned by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeHealth } from "../../../static/js/line/health.js";

const at = (wall, own = wall) => ({ wall, own });

/** Look every second from one instant to another, and say what was to be done when. */
function looks(health, from, to) {
  const said = [];
  for (let now = from; now <= to; now += 1_000) {
    const advice = health.look(at(now));
    if (advice !== "rest") said.push([now, advice]);
    if (advice === "ask") health.ask("p1", at(now));
    if (advice === "drop") health.end();
  }
  return said;
}

test("a line that is heard every twenty seconds is left alone", () => {
  const health = makeHealth(at(0));
  for (let pulse = 0; pulse < 5; pulse++) {
    assert.deepEqual(looks(health, pulse * 20_000, (pulse + 1) * 20_000), []);
    health.hear("", at((pulse + 1) * 20_000));
  }
});

test("after 25 s of silence it is asked, a second later that is said, and three seconds later the line is over", () => {
  const health = makeHealth(at(0));
  assert.deepEqual(looks(health, 0, 28_000), [[25_000, "ask"], [26_000, "wait"], [27_000, "wait"], [28_000, "drop"]]);
});

test("an answer in time is the end of it, whatever else comes meanwhile", () => {
  const health = makeHealth(at(0));
  looks(health, 0, 25_000);
  assert.equal(health.hear("", at(25_400)), false); // may have lain in the device
  assert.equal(health.hear("r7", at(25_500)), false);
  assert.equal(health.heardAt, 0);
  assert.equal(health.hear("p1", at(25_600)), true);
  assert.equal(health.heardAt, 25_600);
  assert.deepEqual(looks(health, 26_000, 50_000), []);
});

test("a look that comes late says that all timers stood: what was heard before is not believed", () => {
  const health = makeHealth(at(0));
  looks(health, 0, 5_000);
  health.hear("", at(5_500));
  assert.equal(health.look(at(60_000)), "wake");
});

test("a clock of the page that stood still while the device slept says nothing", () => {
  const health = makeHealth(at(0));
  looks(health, 0, 5_000);
  assert.equal(health.look(at(605_000, 6_000)), "wake");
});

test("a wall clock that is put back stops nothing", () => {
  const health = makeHealth(at(3_600_000, 0));
  for (let own = 1_000; own < 25_000; own += 1_000) assert.equal(health.look(at(own, own)), "rest");
  assert.equal(health.look(at(25_000, 25_000)), "ask");
});

test("waking has several events at once, and asks once; a deadline begins anew with the next", () => {
  const health = makeHealth(at(0));
  assert.equal(health.wake(at(500)), "wake");
  health.ask("p1", at(500));
  assert.deepEqual([600, 700].map((now) => health.wake(at(now))), ["rest", "rest"]);
  health.hear("p1", at(650));
  assert.equal(health.wake(at(9_000)), "wake");
  health.ask("p2", at(9_000));
  assert.equal(health.look(at(11_900)), "wait");
  assert.equal(health.look(at(12_000)), "drop");
});

test("a question from before the sleep is not held against the line, it is asked anew", () => {
  const health = makeHealth(at(0));
  looks(health, 0, 25_000); // asked, and then the device slept
  assert.equal(health.look(at(90_000)), "wake");
  health.ask("p2", at(90_000));
  assert.equal(health.look(at(91_000)), "wait");
  assert.equal(health.hear("p1", at(91_500)), false);
  assert.equal(health.hear("p2", at(91_600)), true);
});
