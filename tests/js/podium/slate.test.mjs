// The slate that is being prepared: search unticks nothing, a group has a box of three states, order is by buttons.
import assert from "node:assert/strict";
import { test } from "node:test";
import { boxOf, makeSlate, move, offeredNow, ordered, tick, visible } from "../../../static/js/podium/slate.js";

const REGIONS = ["Africa", "Americas", "Asia", "Europe", "Arab States", "Interregional"];
const groups = (ticked = false) =>
  REGIONS.map((legend, at) => ({
    id: `g${at}`,
    legend,
    ticked,
    recommendations: Array.from({ length: 10 }, (_, n) => ({
      id: `${at}${n}`,
      title: `Título ${n} ${["Calendário", "Training"][n % 2]}`,
      text: n === 7 ? "A seat for neighbours" : "",
      label: `${legend.slice(0, 2).toUpperCase()}-${n + 1}`,
      region_ids: [`r${at}`],
    })),
  }));

test("nothing is ticked but what is meant to be voted on", () => {
  const some = groups();
  some[2].ticked = true;
  assert.deepEqual(makeSlate(groups()).ticked, []);
  assert.equal(makeSlate(some).ticked.length, 10);
  assert.ok(makeSlate(some).ticked.every((id) => id.startsWith("2")));
});

test("a search looks into titles, texts, labels and regions, without accents, and unticks nothing", () => {
  const slate = { ...makeSlate(groups(true)), search: "calendario asia" };
  assert.deepEqual(visible(slate).map((group) => group.legend), ["Asia"]);
  assert.equal(visible(slate)[0].recommendations.length, 5);
  assert.equal(visible({ ...slate, search: "neighbours" }).length, 6);
  const found = visible({ ...slate, search: "AM-3" }).flatMap((group) => group.recommendations.map((one) => one.id));
  assert.deepEqual(found, ["12"]);
  assert.equal(slate.ticked.length, 60);
  assert.equal(visible({ ...tick(slate, slate.ticked, false), search: "", only: "ticked" }).length, 0);
});

test("a group is ticked as a whole, in part, or not at all", () => {
  let slate = makeSlate(groups());
  const [first] = slate.groups;
  assert.equal(boxOf(slate, first), "none");
  slate = tick(slate, ["05", "01"], true);
  assert.equal(boxOf(slate, first), "some");
  assert.deepEqual(slate.ticked, ["01", "05"]);
  slate = tick(slate, first.recommendations.map((one) => one.id), true);
  assert.deepEqual([boxOf(slate, first), slate.ticked.length], ["all", 10]);
  assert.deepEqual(tick(slate, ["03"], false).ticked.length, 9);
});

test("what was moved by hand stays where it is, and what is ticked later comes last", () => {
  let slate = tick(makeSlate(groups()), ["01", "02", "03"], true);
  slate = move(slate, "03", -1);
  assert.deepEqual([slate.ticked, slate.order], [["01", "03", "02"], "hand"]);
  assert.equal(move(slate, "01", -1), slate);
  assert.deepEqual(tick(slate, ["00"], true).ticked, ["01", "03", "02", "00"]);
  assert.deepEqual(ordered(slate, "offered").ticked, ["01", "02", "03"]);
});

test("a lot keeps everything, once", () => {
  const slate = makeSlate(groups(true));
  const drawn = ordered(slate, "lot", () => 0.3);
  assert.notDeepEqual(drawn.ticked, slate.ticked);
  assert.deepEqual([...drawn.ticked].sort(), [...slate.ticked].sort());
});

test("a round that is there already is begun with, in its own order", () => {
  const slate = makeSlate(groups(true), ["31", "02"]);
  assert.deepEqual([slate.ticked, slate.order], [["31", "02"], "hand"]);
});

test("what is taken back meanwhile leaves the slate, and what is handed over is offered beside what was chosen", () => {
  assert.deepEqual(makeSlate(groups(), ["02", "gone", "01"]).ticked, ["02", "01"], "a draft of which one is gone");
  const slate = { ...move(tick(makeSlate(groups()), ["01", "12", "11"], true), "12", -1), search: "Training" };
  const later = groups(true).slice(1);
  assert.deepEqual(offeredNow(slate, later), { ...slate, groups: later, ticked: ["12", "11"] });
});
