// The hall's screen stays awake: asked for at once, when the page comes into sight, and when the lock was taken away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keepAwake } from "../../../static/js/screen/awake.js";

const settled = () => new Promise((done) => setImmediate(done));

function device(gives = () => true) {
  const made = { asked: 0, release: () => {} };
  const request = async (kind) => {
    assert.equal(kind, "screen");
    made.asked += 1;
    if (!gives()) throw new DOMException("no", "NotAllowedError");
    return { addEventListener: (type, act) => (made.release = type === "release" ? act : made.release) };
  };
  return { made, wakeLock: { request } };
}

function page() {
  const shown = { visibilityState: "visible", seen: () => {}, addEventListener: (_, act) => (shown.seen = act) };
  return shown;
}

test("it is asked for once while it is held, and again once it was taken away", async () => {
  const [shown, held] = [page(), device()];
  keepAwake(shown, held);
  await settled();
  shown.seen();
  await settled();
  assert.equal(held.made.asked, 1);
  held.made.release();
  await settled();
  assert.equal(held.made.asked, 2);
});

test("a page that was out of sight asks when it is seen again", async () => {
  const [shown, held] = [page(), device()];
  keepAwake(shown, held);
  await settled();
  shown.visibilityState = "hidden";
  held.made.release();
  await settled();
  assert.equal(held.made.asked, 1);
  shown.visibilityState = "visible";
  shown.seen();
  await settled();
  assert.equal(held.made.asked, 2);
});

test("where there is no such lock, or it is refused, the page goes on, and asks again when it is seen", async () => {
  const shown = page();
  keepAwake(shown, {});
  shown.seen();
  let gives = false;
  const held = device(() => gives);
  keepAwake(shown, held);
  await settled();
  gives = true;
  shown.seen();
  await settled();
  assert.equal(held.made.asked, 2);
});
