// The views of a list: which there are, what is drawn, and that no character of a title is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf, decimal, figureOf, fraction, kindOf } from "../../../static/js/page/kinds.js";
import { lengthOf, titleStep } from "../../../static/js/page/bars.js";
import { matrixFoot } from "../../../static/js/list/withheld.js";
import { hatchPath, lines, mirror, text } from "../../../static/js/drawing/shapes.js";
import { listShapes } from "../../../static/js/list/view_list.js";
import { lineShapes } from "../../../static/js/list/view_line.js";
import { matrixShapes } from "../../../static/js/list/view_matrix.js";
import { moveOf, rankingsShapes } from "../../../static/js/list/view_rankings.js";
import { viewsOf } from "../../../static/js/list/views.js";
import { canvas, letters, list, regions, said } from "../lists.mjs";

test("a judged list has four views beside its reasons, one without totals three, a choice one", () => {
  assert.deepEqual(viewsOf(list(3)), ["list", "matrix", "rankings", "line"]);
  assert.deepEqual(viewsOf(list(3, { delegates_equal: null })), ["list", "matrix", "line"]);
  assert.deepEqual(viewsOf({ method: "shortlist", regions: [], items: [{ selected: true }] }), ["list"]);
});

test("a wide character is as long as two letters", () => {
  assert.equal(lengthOf("为所有机制 AB"), 13);
  assert.equal(titleStep("为".repeat(30)), titleStep("x".repeat(60)));
});

test("under many columns stand the reasons, each with its regions", () => {
  const ranked = list(2);
  const seven = Array.from({ length: 7 }, (_, at) => ({ id: `R${at}`, name: `R${at}`, short: `R${at}` }));
  ranked.regions = seven.map(({ id }, at) => ({ id, withheld: at > 4, ballots: at === 6 ? 9 : at === 5 ? 1 : 9 }));
  const foot = matrixFoot(ranked, seven, seven);
  assert.match(foot, /how many are here/);
  assert.match(foot, /Not shown: R5 \(fewer than 4\u00a0ballots\) · Not shown: R6 \(so that R5\u00a0cannot be/);
  assert.equal(matrixFoot(ranked, seven.slice(0, 6), seven), "26–0\u00a0means 26\u00a0For and none Against");
});

test("a title broken into lines keeps every character, with blanks and without", () => {
  for (const words of [
    "A focal point in every secretariat for its sister mechanisms",
    "在各区域机制之间建立一个共同的良好做法资料库并以六种语言检索",
  ]) {
    const { lines, size } = letters.fit(words, { width: 400, height: 100, sizes: [40, 28, 20] });
    assert.ok(lines.length > 1);
    assert.ok(lines.every((line) => line.length * size * 0.55 <= 400));
    assert.equal(lines.join("").replaceAll(" ", ""), words.replaceAll(" ", ""));
  }
});

test("no line is broken at a no-break space, in whichever language it is needed", () => {
  for (const words of [
    "Ouvrir le scrutin\u202f: « Oui\u202f» ou non\u202f?",
    "В тексте более 20\u00a0000 строк, рекомендация №\u00a03",
    "Por debajo de la núm.\u00a07",
  ]) {
    for (let width = 60; width <= 400; width += 10) {
      const { lines } = letters.fit(words, { width, height: 1000, sizes: [20] });
      assert.equal(lines.join(" "), words, "every blank at which a line ends is one that may end it");
    }
  }
});

test("a withheld column has no figure, whatever stands in the others", () => {
  const shapes = matrixShapes(canvas(list(12)));
  assert.equal(said(shapes).filter((words) => /^\d+–\d+$/.test(words)).length, 24);
  assert.ok(said(shapes).includes("9–1"), "with changes counts as For");
  assert.equal(shapes.filter(({ kind }) => kind === "hatch").length, 1);
});

test("only moves of three places are bold, and only falls are dashed", () => {
  const curves = rankingsShapes(canvas(list(6))).filter(({ kind }) => kind === "curve");
  assert.deepEqual(
    curves.map(({ thick, dashed }) => [thick > 5, dashed]),
    [
      [true, true],
      [true, true],
      [false, false],
      [false, false],
      [true, false],
      [true, false],
    ],
  );
  assert.equal(moveOf({ rank: 5 }, { rank: 2 }), 3);
});

test("what a region makes of it stays in its card, under its name and not over it, however long the title is", () => {
  const named = ["Africa", "Americas", "Asia and the Pacific", "Europe and Central Asia", "Arab States", "Mercosur"];
  const six = named.map((name, place) => ({ id: `r${place}`, name, short: name.slice(0, 2), place }));
  const stands = Object.fromEntries(six.map(({ id }) => [id, { state: "no_position", for: 10, against: 10 }]));
  const [one] = list(1).items;
  const ranked = list(1, { items: [{ ...one, title: "Learn from each other ".repeat(5), regions: stands }] });
  for (const height of [720, 760, 876]) {
    const shapes = lineShapes({ ...canvas(ranked), regions: six, height, width: 1808 });
    const frames = shapes.filter((one) => one.kind === "rect" && one.paint === "line");
    assert.equal(frames.length, 6);
    for (const { x, y, width: across, height: tall } of frames) {
      const within = shapes
        .filter(({ kind, x: left, y: low, size }) =>
          kind === "text" && left > x && left < x + across && low > y && low - size < y + tall)
        .sort((a, b) => a.y - b.y);
      assert.ok(within.length >= 2, `${height}: ${within.length}`);
      assert.ok(within[0].y - within[0].size * 0.8 >= y && within[within.length - 1].y <= y + tall, String(height));
      within.slice(1).forEach(({ y: low, size }, at) => assert.ok(low - within[at].y >= size * 0.9, String(height)));
    }
  }
});

test("a line without totals draws no gauge of directions", () => {
  const ranked = list(1);
  const whole = lineShapes(canvas(ranked));
  assert.ok(said(whole).includes("Carried"));
  const line = {
    ...ranked.items[0].line,
    for: null,
    with_changes: null,
    against: null,
    abstain: null,
    for_needed: null,
    outcome: null,
  };
  const closed = lineShapes(canvas({ ...ranked, items: [{ ...ranked.items[0], line }] }));
  assert.ok(said(closed).includes("Not shown"));
  assert.ok(!closed.some(({ kind, paint }) => kind === "rect" && paint === "against"));
});

test("a mirrored picture is its own mirror's mirror", () => {
  const shapes = matrixShapes(canvas(list(3)));
  const back = mirror(mirror(shapes, 1808), 1808);
  assert.deepEqual(
    back.map(({ x }) => Math.round(x * 100)),
    shapes.map(({ x }) => Math.round(x * 100)),
  );
  assert.equal(mirror([text(10, 0, "a", "ink")], 100)[0].side, "right");
});

test("each line of a text runs as the whole of it, and a name that is isolated stays so over the end of a line", () => {
  const fitted = { lines: ["تقوم على: \u2068Europe", "and Asia\u2069 1. ولو تحولت"], size: 20, lead: 1 };
  const drawn = lines(0, 0, fitted, "ink");
  assert.deepEqual(drawn.map(({ direction }) => direction), ["rtl", "rtl"]);
  assert.deepEqual(said(drawn), ["تقوم على: \u2068Europe\u2069", "\u2068and Asia\u2069 1. ولو تحولت"]);
  assert.equal(text(0, 0, "\u2068Africa\u2069 تدعم", "ink").direction, "rtl");
  assert.equal(text(0, 0, "\u2068Africa\u2069", "ink").direction, "ltr");
});

test("a hatch stays in its field", () => {
  const points = [...hatchPath({ x: 10, y: 20, width: 30, height: 50 }).matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(
    ([, x, y]) => [Number(x), Number(y)],
  );
  assert.ok(points.length > 6);
  assert.ok(points.every(([x, y]) => x >= 10 && x <= 40 && y >= 20 && y <= 70));
});

test("figures are exact shares written short, and withheld ones are dashes", () => {
  assert.equal(fraction("7/2"), 3.5);
  assert.equal(decimal("2051/2540"), "0.81");
  assert.equal(decimal(null), "–");
  const scored = {
    method: "score",
    regions: [],
    items: [{ figures: { mean: "7/2", scored_by: 2, approving: 2 } }, { figures: { mean: null, scored_by: null } }],
  };
  assert.equal(kindOf(scored), "figure");
  assert.deepEqual(
    scored.items.map((one) => figureOf(scored, one).text),
    ["3.5", "–"],
  );
  assert.equal(figureOf(scored, scored.items[0]).width, 70);
});

test("a list of scores has the regions' verdict beside its means, and a matrix without numbers", () => {
  const scored = list(2, { method: "score", delegates_equal: null });
  for (const one of scored.items) {
    one.figures = { mean: "7/2", scored_by: 2, approving: 2 };
    one.verdict = "contested";
    one.opposing = 1;
    one.line = { 0: 0, 5: 2, cast: 13, checked_in: 14, entitled: 20 };
    one.regions = { AF: { state: "backs", 5: 2 }, AM: { state: "opposes", 0: 2 }, AP: { state: "withheld" } };
  }
  assert.deepEqual([kindOf(scored), columnsOf(scored)], ["figure", "choice"]);
  assert.deepEqual(viewsOf(scored), ["list", "matrix"]);
  const words = said(listShapes(canvas(scored)));
  for (const one of ["Verdict", "Mean", "3.5", "Contested", "AM opposes"]) assert.ok(words.includes(one), one);
  assert.ok(!said(matrixShapes(canvas(scored))).some((one) => one.includes("NaN") || one === "0–0"));
  const alone = { ...scored, items: scored.items.map(({ verdict: _, ...one }) => one) };
  assert.deepEqual([columnsOf(alone), viewsOf(alone)], ["figure", ["list"]]);
});

test("a choice of several regions says its verdicts in a line", () => {
  const chosen = {
    method: "shortlist",
    regions: [{ ballots: 4 }],
    items: [
      { selected: true, approvals: 3, verdict: "works_across" },
      { selected: false, approvals: 0 },
    ],
  };
  assert.equal(kindOf(chosen), "choice");
  assert.deepEqual(
    chosen.items.map((one) => figureOf(chosen, one).detail),
    ["Verdict: Works across", ""],
  );
});
