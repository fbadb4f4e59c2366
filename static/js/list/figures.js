// @ts-check
/**
 * The views of a list as figures of a report, page after page, each with its key below it and with sentences for
 * whoever does not see it. Pure but for the words. Refuses to measure letters, and to draw a view that the list has
 * not. Invariant: what a figure shows is drawn by the hands that draw in the hall.
 */
import { glyph, line, lines, moved, rect } from "../drawing/shapes.js";
import { consentSentence, isSilent } from "../page/consent.js";
import { placed, regionsBy } from "../page/chips.js";
import { STANDINGS, standingsIn } from "../page/standings.js";
import { inRow, isolated, t } from "../page/strings.js";
import { inWords } from "../page/words.js";
import { boardWords, footWords } from "./foot.js";
import { badgeOf, countWords } from "./ranked.js";
import { viewLabel, viewShapes } from "./sheet.js";
import { spanWords } from "./pager.js";
import { explained, pageAt, seatsAt, viewsOf } from "./views.js";
import { FAR, moveOf } from "./view_rankings.js";
import { whyWithheld } from "./withheld.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
/** @typedef {import("../page/chips.js").Region} Region */
/** @typedef {import("./lettering.js").Letters} Letters */
/** @typedef {import("./views.js").View} View */
/**
 * @typedef {{view: View, page: number, width: number, height: number, caption: string, alternative: string,
 *   shapes: Shape[]}} Figure
 */
/** The views that a report shows: of the others it says everything in its tables. @type {View[]} */
export const FIGURES = ["list", "matrix", "rankings", "reading"];
/** A view of more pages is not drawn: nobody leafs through so many pictures, and tables say it all. */
const MOST_PAGES = 12;
/** How high a page of a view is laid out at most, as in the files of the podium. */
const HIGH = 876;
const [AIR, ROW] = [24, 44];
const KEY = { size: 26, weight: 600, face: /** @type {const} */ ("service") };

/**
 * Draw all figures of a list.
 * @param {{ranked: any, before: any, regions: Region[]}} given the list, for a later reading the one before it, and the
 *   regions of the meeting in its order
 * @param {number} width @param {Letters} letters @returns {Figure[]}
 */
export function figuresOf({ ranked: kept, before, regions: all }, width, letters) {
  const ranked = { ...inWords(kept, {}), before: inWords(before, {}) };
  const regions = regionsBy(placed(all), ranked.regions.map((/** @type {Region} */ { id }) => id));
  return viewsOf(ranked)
    .filter((view) => FIGURES.includes(view) && pageAt(ranked, view, 0).pages <= MOST_PAGES)
    .flatMap((view) =>
      Array.from({ length: pageAt(ranked, view, 0).pages }, (_, page) =>
        figure({ ranked, regions, turned: { view, page } }, width, letters)
      )
    );
}

/** @param {import("./sheet.js").Shown} shown @param {number} width @param {Letters} letters @returns {Figure} */
function figure({ ranked, regions, turned }, width, letters) {
  const { view, page } = turned;
  const languages = new Map(
    [...(ranked.before?.items ?? []), ...ranked.items].map((item) => [item.recommendation_id, item.language])
  );
  const lang = (/** @type {string} */ id) => languages.get(id) ?? "";
  const drawn = viewShapes({ ranked, regions, turned, lang }, width, HIGH, letters);
  const top = Math.max(...drawn.map(bottomOf)) + AIR;
  const below = keyShapes({ ranked, regions, turned }, width, letters);
  const height = Math.ceil(Math.max(top, ...moved(below, 0, top).map(bottomOf)) + AIR);
  return {
    view, page, width, height, caption: captionOf(ranked, turned), alternative: alternativeOf(ranked, regions, turned),
    shapes: [rect(0, 0, width, height, "card"), ...drawn, ...moved(below, 0, top)],
  };
}

/** Where a shape ends below. @param {Shape} shape */
const bottomOf = ({ kind, y, y2 = y, height = 0, size = 0 }) =>
  kind === "text" ? y + size * 0.3 : Math.max(y + height, y2);

/**
 * What stands below a figure: its signs with their words, as many lines as they take, and what its figures mean.
 * @param {import("./sheet.js").Shown} shown @param {number} width @param {Letters} letters @returns {Shape[]}
 */
function keyShapes({ ranked, regions, turned }, width, letters) {
  const at = pageAt(ranked, turned.view, turned.page);
  /** @type {Shape[]} */
  const shapes = [];
  let [x, y] = [0, ROW / 2];
  for (const { words, wide, sign } of signsOf(ranked, turned.view, at)) {
    const room = wide + 12 + letters.width(words, KEY);
    if (x && x + room > width) [x, y] = [0, y + ROW];
    const said = letters.fit(words, { width: width - wide - 12, height: ROW, sizes: [26, 22, 18], weight: 600 });
    shapes.push(...moved(sign, x, y), ...lines(x + wide + 12, y, said, "ink", { weight: 600 }));
    x += room + 34;
  }
  const words = footWords(ranked, turned.view, at, regions);
  if (x) y += ROW;
  const foot = letters.fit(words, { width, height: 2 * ROW, sizes: [26, 24, 22, 20, 18, 16] });
  const high = foot.lines.length * foot.size * foot.lead;
  return words ? [...shapes, ...lines(0, y - ROW / 2 + high / 2, foot, "ink-soft")] : shapes;
}

/**
 * @param {any} ranked @param {View} view @param {import("./pager.js").Span} at
 * @returns {{words: string, wide: number, sign: Shape[]}[]}
 */
function signsOf(ranked, view, at) {
  if (view === "rankings")
    return [
      { words: t("rankings.rises"), wide: 74, sign: [line(0, 0, 74, 0, "action", 6)] },
      { words: t("rankings.falls"), wide: 74, sign: [0, 28, 56].map((x) => line(x, 0, x + 18, 0, "action", 6)) },
    ];
  const items = /** @type {any[]} */ (explained(ranked, view, at));
  if (!items.some(({ verdict }) => verdict)) return [];
  return standingsIn(items).map((state) => {
    const [drawing, paint] = STANDINGS[state];
    return { words: t(`standing.${state}`), wide: 30, sign: [glyph(drawing, 0, -15, 30, 30, paint)] };
  });
}

/**
 * Name a figure: its view and, of several pages, which.
 * @param {any} ranked @param {import("./views.js").Turned} turned
 */
function captionOf(ranked, { view, page }) {
  const at = pageAt(ranked, view, page);
  return at.pages > 1 ? `${t(`view.${view}`)} · ${spanWords(at)}` : t(`view.${view}`);
}

/**
 * Say a figure in sentences: what it shows, and what stands out in it.
 * @param {any} ranked @param {Region[]} regions @param {import("./views.js").Turned} turned
 */
export function alternativeOf(ranked, regions, turned) {
  const at = pageAt(ranked, turned.view, turned.page);
  const rows = ranked.items.slice(at.first, at.last);
  const name = viewLabel(ranked, turned);
  const part = at.seats ? `${name} (${spanWords(at)})` : name;
  return [sentence(part), ...SAID[turned.view]?.(ranked, rows, seatsAt(regions, at)) ?? []].filter(Boolean).join(" ");
}

/** @param {string} said */
const sentence = (said) => t("picture.sentence", { said });

/** @type {Partial<Record<View, (ranked: any, rows: any[], regions: Region[]) => string[]>>} */
const SAID = {
  list: (ranked, rows, regions) =>
    isSilent(ranked)
      ? [sentence(consentSentence(ranked))]
      : rows.slice(0, 1).map((item) => firstWords(ranked, item, regions)),
  matrix: (ranked, _, regions) => withheldWords(ranked, regions),
  rankings: (ranked, rows) => movedWords(ranked, rows),
  reading: (ranked, _, regions) => [boardWords(ranked, regions)],
};

/** Say what stands first on a page. @param {any} ranked @param {any} item @param {Region[]} regions */
function firstWords(ranked, item, regions) {
  const { word } = badgeOf(ranked, item, regions);
  const count = item.verdict ? countWords(item, ranked.regions_counted, regions) : "";
  const { rank, title } = item;
  const verdict = inRow([word, count].filter(Boolean));
  return verdict ? t("picture.first", { rank, title, verdict }) : t("picture.first_alone", { rank, title });
}

/** Say which regions are veiled, and why each is. @param {any} ranked @param {Region[]} regions */
function withheldWords(ranked, regions) {
  const about = new Map(ranked.regions.map((/** @type {any} */ one) => [one.id, one]));
  return regions
    .filter(({ id }) => about.get(id)?.withheld)
    .map((region) =>
      sentence(t("matrix.withheld_why", { regions: isolated(region.name), why: whyWithheld(ranked, region, regions) }))
    );
}

/** Say which recommendation moves furthest between the two rankings. @param {any} ranked @param {any[]} rows */
function movedWords(ranked, rows) {
  const other = new Map(
    (ranked.delegates_equal ?? []).map((/** @type {any} */ one) => [one.recommendation_id, one])
  );
  const moves = rows.flatMap((item) => {
    const second = other.get(item.recommendation_id);
    return second ? [{ item, second, by: Math.abs(moveOf(item, second)) }] : [];
  });
  const [most] = moves.sort((one, two) => two.by - one.by);
  if (!most || most.by < FAR) return [t("picture.alike")];
  const { item, second } = most;
  return [t("picture.moves", { title: item.title, regions: item.rank, delegates: second.rank })];
}
