// @ts-check
/**
 * The ranked list as a drawing, for a file: the same rows as the hall's page of it. Pure but for the words. Refuses to
 * order. Invariant: the recommendations of a page of the hall a sheet, with the figures that the page shows.
 */
import { chip } from "../drawing/chip.js";
import { glyph, line, lines, rect, text } from "../drawing/shapes.js";
import { namedSign } from "./named_sign.js";
import { rankWords } from "./view_matrix.js";
import { isCrowded } from "./withheld.js";
import { badgeOf, groupWords, judgement, secondWords, verdictHead, wholeOf } from "./ranked.js";
import { badgeHead, columnsOf, figureHead, figureOf, kindOf } from "../page/kinds.js";
import { signOf, standingOf } from "../page/standings.js";
import { number, t } from "../page/strings.js";
import { share } from "../page/bars.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
const HEAD = 62;
/** How high the head of a group is, over the first of its rows. */
const GROUP = 30;
/** How high a row may be where a page has one row more or less: in a list without and with groups. */
const [HIGH, HIGH_GROUPED] = [140, 162];
/** What stands on the line, and what hangs from it; everything else lies on it. */
const SHIFTS = /** @type {Record<string, number>} */ ({ backs: 1, leans_for: 1, opposes: 0, leans_against: 0 });

/** @param {import("./view_matrix.js").Canvas} canvas @returns {Shape[]} */
export function listShapes(canvas) {
  const { ranked, rows, regions, width, height, letters, lang = () => "" } = canvas;
  const judged = kindOf(ranked) === "verdict";
  const crowded = judged && isCrowded(regions);
  const bars = width - (crowded ? 110 : judged ? 210 : 420);
  const cell = judged ? Math.min(crowded ? 60 : 66, (crowded ? 752 : 396) / Math.max(1, regions.length)) : 0;
  const strip = bars - 30 - cell * regions.length;
  const badge = (judged ? strip : bars) - 350;
  const most = ranked.by_verdict ? HIGH_GROUPED : HIGH;
  const rowHeight = Math.min(most, (height - HEAD) / Math.max(1, rows.length));
  const head = { width: 110, height: 56, sizes: [28, 25, 22, 19, 16], weight: 600 };
  /** @type {Shape[]} */
  const shapes = [
    text(122, 40, t("ranked.recommendation"), "ink-soft", { weight: 600 }),
    ...(judged
      ? regions.flatMap((region, at) => chip(region, strip + cell * (at + 0.5), 4, Math.min(58, cell - 6)))
      : []),
    ...(columnsOf(ranked) === "figure"
      ? []
      : lines(
          badge, 30, letters.fit(judged ? verdictHead(ranked) : badgeHead(ranked), { ...head, width: 330 }), "ink-soft",
          { weight: 600 }
        )),
    ...lines(
      bars, 30,
      letters.fit(judged ? t("ranked.for_against") : figureHead(ranked), { ...head, width: width - bars }), "ink-soft",
      { weight: 600 }
    ),
    line(0, HEAD, width, HEAD, "ink", 2),
    line(0, HEAD + rowHeight * rows.length, width, HEAD + rowHeight * rows.length, "ink", 2),
  ];
  const first = ranked.items.findIndex(
    (/** @type {any} */ one) => one.recommendation_id === rows[0]?.recommendation_id
  );
  rows.forEach((item, at) => {
    const group = groupWords(ranked, first + at, first);
    const y = HEAD + rowHeight * (at + 0.5) + (group ? GROUP / 2 : 0);
    const top = HEAD + rowHeight * at;
    if (at) shapes.push(line(0, top, width, top, "line"));
    if (group) shapes.push(text(122, top + GROUP - 4, group, "ink-soft", { size: 24, weight: 700 }));
    shapes.push(text(96, y + 24, rankWords(item), "action", { size: 66, weight: 700, side: "right" }));
    const title = letters.fit(item.title, {
      width: (columnsOf(ranked) === "figure" ? bars : badge) - 150, height: rowHeight - (group ? 8 + GROUP : 8),
      sizes: [40, 36, 32, 28, 25, 22], weight: 700, face: "words", lead: 1.14,
    });
    shapes.push(...lines(122, y, title, "ink", { weight: 700, face: "words", lang: lang(item.recommendation_id) }));
    shapes.push(
      ...(judged
        ? judgedRow(canvas, item, { y, bars, cell, strip, badge })
        : chosenRow(canvas, item, { y, bars, badge }))
    );
  });
  return shapes;
}

/**
 * @param {import("./view_matrix.js").Canvas} canvas
 * @param {any} item
 * @param {Record<string, number>} at
 * @returns {Shape[]}
 */
function judgedRow({ ranked, regions, letters }, item, { y, bars, cell, strip, badge }) {
  const whole = wholeOf(ranked);
  const inFavour = typeof item.line?.for === "number" ? item.line.for + (item.line.with_changes ?? 0) : null;
  const duel = [[inFavour, "for", y - 17], [item.line?.against ?? null, "against", y + 17]];
  const rise = Math.min(40, cell - 8);
  return [
    ...(item.verdict
      ? badgeShapes(
          item.verdict, t(`verdict.${item.verdict}`), judgement(ranked, item, regions), badge, y,
          letters, secondWords(ranked, item)
        )
      : []),
    line(strip, y, strip + cell * regions.length, y, "edge", 2),
    ...regions.flatMap((region, place) => {
      const stands = item.regions?.[region.id];
      const [drawing, paint] = signOf(stands);
      const [x, top] = [strip + cell * (place + 0.5) - rise / 2, y - (SHIFTS[standingOf(stands)] ?? 1 / 2) * rise];
      return [glyph(drawing, x, top, rise, rise, paint), ...namedSign(stands, x + rise, top, rise)];
    }),
    ...duel.flatMap(([figure, paint, middle]) => [
      text(bars + 56, Number(middle) + 11, figure === null ? "–" : number(Number(figure)), String(paint), {
        size: 30, weight: 700, side: "right",
      }),
      ...(isCrowded(regions)
        ? []
        : [
            rect(bars + 70, Number(middle) - 11, 140, 22, "track", { round: 3 }),
            rect(bars + 70, Number(middle) - 11, (140 * share(Number(figure), whole)) / 100, 22, String(paint), {
              round: 3,
            }),
          ]),
    ]),
  ];
}

/**
 * @param {import("./view_matrix.js").Canvas} canvas
 * @param {any} item
 * @param {Record<string, number>} at
 * @returns {Shape[]}
 */
function chosenRow({ ranked, regions, letters }, item, { y, bars, badge }) {
  const { text: words, width, detail } = figureOf(ranked, item);
  const { name, word, count } = badgeOf(ranked, item, regions);
  const small = letters.fit(detail, { width: 420, height: 30, sizes: [26, 23, 20, 17, 15] });
  const middle = detail ? y - 16 : y;
  return [
    ...(name ? badgeShapes(name, word, count, badge, y, letters) : []),
    text(bars + 76, middle + 12, words, "for", { size: 33, weight: 700, side: "right" }),
    rect(bars + 94, middle - 11, 326, 22, "track", { round: 3 }),
    rect(bars + 94, middle - 11, (326 * width) / 100, 22, "for", { round: 3 }),
    ...(detail ? lines(bars, y + 26, small, "ink-soft") : []),
  ];
}

/**
 * @param {string} verdict
 * @param {string} word
 * @param {string} count
 * @param {number} x
 * @param {number} y
 * @param {import("./lettering.js").Letters} letters
 * @param {string} [second] what the plenary makes of it
 * @returns {Shape[]}
 */
function badgeShapes(verdict, word, count, x, y, letters, second = "") {
  const paint =
    { works_across: "for", works_in_some: "for", not_supported: "against", selected: "action", contested: "ink" }[
      verdict
    ] ?? "ink-soft";
  const filled = verdict === "works_across" || verdict === "selected";
  const ink = verdict === "works_across" ? "on-for" : verdict === "selected" ? "on-action" : paint;
  const lift = second ? 18 : 0;
  const [name, counted, other] = [word, count, second].map((each, at) =>
    letters.fit(each, { width: 226, height: 36, sizes: [28, 25, 22, 19, 16], weight: at ? 500 : 700 })
  );
  return [
    rect(x + 1, y - 43 - lift, 324, 86 + 2 * lift, paint, { round: 12, edge: filled ? 0 : 2.5 }),
    ...(verdict === "contested"
      ? [rect(x + 6.5, y - 37.5 - lift, 313, 75 + 2 * lift, paint, { round: 8, edge: 2 })]
      : []),
    glyph(verdict, x + 16, y - 14, 60, 28, ink),
    ...lines(x + 90, (count ? y - 17 : y) - lift, name, ink, { weight: 700 }),
    ...(count ? lines(x + 90, y + 18 - lift, counted, ink, { weight: 500 }) : []),
    ...(second
      ? [rect(x + 8, y + 21, 310, 34, "card", { round: 8 }), ...lines(x + 90, y + 38, other, "ink", { weight: 600 })]
      : []),
  ];
}
