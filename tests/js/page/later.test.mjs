// A script that comes later: once, and again where it could not be had.
import assert from "node:assert/strict";
import { test } from "node:test";
import { comesNear, later } from "../../../static/js/page/later.js";

const settle = () => new Promise((done) => setImmediate(done));

test("several who want it have it fetched once, and it is taken into use once", async () => {
  let asked = 0;
  const script = later(async () => `made ${++asked}`);
  assert.equal(script.here, null);
  assert.deepEqual(await Promise.all([script.come(), script.come()]), ["made 1", "made 1"]);
  assert.deepEqual([await script.come(), script.here, asked], ["made 1", "made 1", 1]);
});

test("where the line is bad, the next press and the clock ask again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let asked = 0;
  const script = later(async () => {
    if (++asked < 4) throw new TypeError("not reached");
    return "made";
  });
  await assert.rejects(script.come());
  await assert.rejects(script.come());
  script.soon(2_000);
  t.mock.timers.tick(2_000);
  await settle();
  assert.deepEqual([asked, script.here], [3, null]);
  t.mock.timers.tick(2_000);
  await settle();
  assert.deepEqual([asked, script.here], [4, "made"]);
  t.mock.timers.tick(60_000);
  await settle();
  assert.equal(asked, 4);
});

test("a part of the page comes to life when it is touched, before its time", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const area = Object.assign(new EventTarget(), { closest: () => null, removeAttribute() {} });
  let asked = 0;
  comesNear(area, 2_000, async () => ++asked);
  assert.equal(asked, 0);
  area.dispatchEvent(new Event("focusin"));
  await settle();
  t.mock.timers.tick(2_000);
  await settle();
  assert.equal(asked, 1);
});

test("a form that is sent before it is alive waits, and goes out once it is", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let [away, sent, busy] = [true, 0, false];
  const form = Object.assign(new EventTarget(), {
    closest: () => null, requestSubmit: () => sent++,
    setAttribute: () => (busy = true), removeAttribute: () => (busy = false),
  });
  comesNear(form, 2_000, async () => {
    if (away) throw new TypeError("not reached");
  });
  const pressed = new Event("submit", { cancelable: true });
  form.dispatchEvent(pressed);
  await settle();
  assert.deepEqual([pressed.defaultPrevented, busy, sent], [true, true, 0]);
  away = false;
  t.mock.timers.tick(2_000);
  await settle();
  t.mock.timers.tick(0);
  assert.deepEqual([busy, sent], [false, 1]);
});
