// Which way frames go: by sockets, or by calls where those are refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aHall } from "./line.mjs";

test("where two handshakes are refused and calls get through, calls go; a socket that opens takes over", async (t) => {
  const hall = aHall(t);
  [hall.mode, hall.reached] = ["refuse", true];
  hall.open();
  await hall.pass(1_500);
  assert.equal(hall.line.status, "polling");
  const cast = hall.line.ask({ type: "cast_ballot", round_id: "t1" });
  await hall.pass(100);
  assert.equal((await cast).type, "ballot_cast");
  const pictures = () => hall.calls.filter((one) => one.type === "hello").length;
  const before = pictures();
  await hall.pass(60_000);
  assert.ok(pictures() - before >= 8 && pictures() - before <= 13, `${pictures() - before} in a minute`);
  hall.mode = "answer";
  await hall.pass(40_000);
  assert.equal(hall.line.status, "live");
  const calls = hall.calls.length;
  await hall.pass(30_000);
  assert.equal(hall.calls.length, calls);
});

test("a ballot that was sent on a dead line goes out by call under the same request id", async (t) => {
  const hall = aHall(t);
  hall.open();
  await hall.pass(100);
  hall.sockets[0].mode = "silence";
  const sent = [];
  hall.sockets[0].send = (text) => sent.push(JSON.parse(text));
  const cast = hall.line.ask({ type: "cast_ballot", round_id: "t1" });
  [hall.mode, hall.reached] = ["refuse", true];
  await hall.pass(11_000);
  assert.equal((await cast).type, "ballot_cast");
  const again = hall.calls.find((one) => one.type === "cast_ballot");
  assert.equal(again.request_id, sent.find((one) => one.type === "cast_ballot").request_id);
});

test("where neither sockets nor calls get through the page says that it is not connected", async (t) => {
  const hall = aHall(t);
  hall.mode = "refuse";
  hall.open();
  await hall.pass(60_000);
  assert.deepEqual([hall.line.status, hall.calls.length], ["lost", 0]);
});

test("a greeting that is refused by a call ends the line with the reason that a socket would have told", async (t) => {
  for (const [current, reason] of [
    [{ close: 4401 }, "no_credential"], [{ close: 4403 }, "not_your_room"], [undefined, "policy"],
  ]) {
    const hall = aHall(t);
    Object.assign(hall, { mode: "refuse", reached: true, refusal: { code: "not_permitted", message: "", current } });
    hall.open();
    await hall.pass(5_000);
    assert.deepEqual([hall.line.status, hall.reasons.at(-1)], ["stopped", reason]);
    t.mock.reset();
    t.mock.timers.reset();
  }
});
