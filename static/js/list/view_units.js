// @ts-check
/**
 * Three units side by side: of each recommendation how many regions, delegations and delegates are for it and how many
 * against it. Pure but for the words. Refuses to count and to order by them. Invariant: what is not told is one
 * veil, with no figure in it.
 */
import { glyph, line, lines, rect, text, veil } from "../drawing/shapes.js";
import { rankWords } from "./view_matrix.js";
import { number, t } from "../page/strings.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
/** @typedef {import("./view_matrix.js").Canvas} Canvas */
/** @typedef {{for: number, against: number, none: number}} Votes */
/** @typedef {{head: string, of: (item: any) => Votes | null}} Unit */
const [HEAD, GAP, BAR] = [124, 44, 30];
/** Over the ends of a bar: what they count. */
const ENDS = 30;
const SIZES = [32, 29, 26, 24, 22, 20, 18];

/** What regions make of an item. @param {any} ranked @returns {Unit["of"]} */
const byRegions = ({ regions_counted: all }) => ({ backing, opposing }) => ({
  for: backing, against: opposing, none: all - backing - opposing,
});

/** What delegates make of it: whoever marked neither, or cast a blank ballot, is neither. @param {any} item */
function byDelegates({ line: { for: outright, with_changes, against, cast } }) {
  if (outright === null || outright === undefined) return null;
  const inFavour = outright + (with_changes ?? 0);
  return { for: inFavour, against, none: cast - inFavour - against };
}

/** The units that a list has. @param {any} ranked @returns {Unit[]} */
export function unitsOf(ranked) {
  const some = ranked.regions.some((/** @type {any} */ region) => region.withheld);
  const across = { head: t(some ? "view.regions_equal_shown" : "view.regions_equal"), of: byRegions(ranked) };
  return [
    ...(ranked.regions_counted > 1 ? [across] : []),
    { head: t("view.delegations_equal"), of: (item) => item.delegations ?? null },
    { head: t("view.delegates_equal"), of: byDelegates },
  ];
}

/** @param {Canvas} canvas @returns {Shape[]} */
export function unitsShapes({ ranked, rows, width, height, letters, lang = () => "" }) {
  const units = unitsOf(ranked);
  const room = width * (units.length > 2 ? 0.215 : 0.27);
  const left = width - units.length * (room + GAP);
  const rowHeight = Math.min(140, (height - HEAD) / Math.max(1, rows.length));
  const bottom = HEAD + rowHeight * rows.length;
  const at = (/** @type {number} */ place) => left + GAP + place * (room + GAP);
  const heads = units.map(({ head }) =>
    letters.fit(head, { width: room, height: HEAD - ENDS - 14, sizes: SIZES, weight: 700 })
  );
  const size = Math.min(...heads.map((head) => head.size));
  /** @type {Shape[]} */
  const shapes = units.flatMap(({ head }, place) =>
    [
      ...lines(
        at(place), (HEAD - ENDS) / 2 - 4, letters.fit(head, { width: room, height: HEAD, sizes: [size], weight: 700 }),
        "ink", { weight: 700 }
      ),
      text(at(place), HEAD - 12, t("mark.for"), "for", { size: 24, weight: 600 }),
      text(at(place) + room, HEAD - 12, t("mark.against"), "against", { size: 24, weight: 600, side: "right" }),
    ]
  );
  shapes.push(line(0, HEAD, width, HEAD, "ink", 2));
  rows.forEach((item, row) => {
    const top = HEAD + rowHeight * row;
    const y = top + rowHeight / 2;
    if (row) shapes.push(line(0, top, width, top, "line"));
    shapes.push(text(66, y + 13, rankWords(item), "action", { size: 37, weight: 700, side: "right" }));
    const title = letters.fit(item.title, {
      width: left - 90, height: rowHeight - 10, sizes: SIZES.slice(1), weight: 700, face: "words", lead: 1.06,
    });
    shapes.push(...lines(90, y, title, "ink", { weight: 700, face: "words", lang: lang(item.recommendation_id) }));
    units.forEach(({ of }, place) => {
      const votes = of(item);
      if (votes) shapes.push(...strip(votes, at(place), y, room, letters));
    });
  });
  units.forEach(({ of }, place) => {
    if (!rows.some((item) => of(item))) shapes.push(...withheld(at(place), room, bottom, letters));
  });
  return shapes;
}

/**
 * For, neither and against as one bar, the figures at its ends and, of neither, below its middle.
 * @param {Votes} votes @param {number} x @param {number} y @param {number} width @param {Canvas["letters"]} letters
 * @returns {Shape[]}
 */
function strip(votes, x, y, width, letters) {
  const all = Math.max(1, votes.for + votes.against + votes.none);
  const [inFavour, against] = [(width * votes.for) / all, (width * votes.against) / all];
  const type = /** @type {const} */ ({ size: 36, weight: 700 });
  const ends = [votes.for, votes.against].map((figure) => letters.width(number(figure), { ...type, face: "service" }));
  const neither = votes.none ? t("units.neither", { n: number(votes.none) }) : "";
  const fitted = letters.fit(neither, {
    width: width - 2 * Math.max(...ends) - 24, height: 34, sizes: [24, 22, 20, 18, 16, 14],
  });
  const bar = y - BAR + 2;
  return [
    rect(x, bar, width, BAR, "track", { round: 6 }),
    ...(votes.for ? [rect(x, bar, inFavour, BAR, "for", { round: 6 })] : []),
    ...(votes.against ? [rect(x + width - against, bar, against, BAR, "against", { round: 6 })] : []),
    text(x, y + 40, number(votes.for), "for", type),
    text(x + width, y + 40, number(votes.against), "against", { ...type, side: "right" }),
    ...(neither ? lines(x + width / 2, y + 27, fitted, "ink-soft", { side: "middle" }) : []),
  ];
}

/**
 * What is not told, from the first row to the last; why, stands under the view.
 * @param {number} x @param {number} width @param {number} bottom @param {Canvas["letters"]} letters @returns {Shape[]}
 */
function withheld(x, width, bottom, letters) {
  const words = letters.fit(t("matrix.withheld"), { width: width - 24, height: 40, sizes: SIZES, weight: 700 });
  const middle = (HEAD + bottom) / 2;
  return [
    ...veil(x, HEAD + 2, width, bottom - HEAD - 2), rect(x + 8, middle - 56, width - 16, 112, "card", { round: 12 }),
    glyph("withheld", x + width / 2 - 19, middle - 44, 38, 38, "veil-ink"),
    ...lines(x + width / 2, middle + 24, words, "ink", { side: "middle", weight: 700 }),
  ];
}
