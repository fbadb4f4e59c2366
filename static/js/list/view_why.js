// @ts-check
/**
 * Why one recommendation stands where it stands: its verdict, its regions in a row, its reasons in sentences, how firm
 * that is and the shortest way up. Pure but for the words. Refuses to find reasons. Invariant: no sentence is cut, and
 * all of them have one size.
 */
import { chip } from "../drawing/chip.js";
import { glyph, line, lines, moved, rect, text } from "../drawing/shapes.js";
import { signOf, standingOf } from "../page/standings.js";
import { t } from "../page/strings.js";
import { namedSign } from "./named_sign.js";
import { BADGE, badge } from "./view_badge.js";
import { duelOf, rankWords } from "./view_matrix.js";
import { isCrowded } from "./withheld.js";
import { whyInParts } from "./why.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
/** @typedef {import("./view_matrix.js").Canvas} Canvas */
/** @typedef {import("./why.js").Line} Line */
const [GAP, SIGN] = [28, 46];
const RISES = /** @type {Record<string, number>} */ ({ backs: 2, leans_for: 2, opposes: 54, leans_against: 54 });
const SENTENCES = [34, 32, 30, 28, 26, 24, 22, 20];

/** @param {Canvas} canvas @returns {Shape[]} */
export function whyShapes({ ranked, rows, regions, width, height, letters, lang = () => "" }) {
  const [item] = rows;
  if (!item) return [];
  const rank = rankWords(item);
  const start = letters.width(rank, { size: 100, weight: 700, face: "service" }) + 36;
  const said = item.verdict ? badge(item, ranked, regions, width * 0.36, letters) : { shapes: [], width: 0 };
  const title = letters.fit(item.title, {
    width: width - start - said.width - 48, height: 132, sizes: [58, 52, 46, 42, 38, 34, 30, 28], weight: 700,
    face: "words", lead: 1.1,
  });
  const judged = Boolean(item.verdict) && regions.length > 1;
  const top = judged ? 158 + rowHeight(regions) : 158;
  const { here, firm, way } = whyInParts(item, regions);
  /** @type {[string, Line][]} */
  const cards = [];
  if (firm) cards.push([t("why.firm"), firm]);
  if (way) cards.push([t("why.way"), way]);
  const column = cards.length ? width * 0.545 : width;
  return [
    text(0, 104, rank, "action", { size: 100, weight: 700 }),
    ...lines(start, 66, title, "ink", { weight: 700, face: "words", lang: lang(item.recommendation_id) }),
    ...moved(said.shapes, width - said.width, 66 - BADGE / 2),
    line(0, 148, width, 148, "line"),
    ...(judged ? moved(regionRow(item, regions, width, letters), 0, 158) : []),
    ...moved(sentences(here, column, height - top, letters), 0, top),
    ...moved(cardsShapes(cards, width - column - 48, height - top, letters), column + 48, top),
  ];
}

/** @param {import("../page/chips.js").Region[]} regions */
const rowHeight = (regions) => (isCrowded(regions) ? 196 : 276);

/**
 * What each region makes of it: its sign over or under the line, its chip with its figures and, where there is room,
 * the word and its name.
 * @param {any} item @param {import("../page/chips.js").Region[]} regions @param {number} width
 * @param {Canvas["letters"]} letters @returns {Shape[]}
 */
function regionRow(item, regions, width, letters) {
  const cell = width / regions.length;
  const crowded = isCrowded(regions);
  const duels = regions.map((region) => duelOf(item.regions?.[region.id]));
  const room = crowded ? cell - 8 : cell - 74;
  const widest = (/** @type {number} */ one) =>
    Math.max(...duels.map((duel) => letters.width(duel, { size: one, weight: 700, face: "service" })));
  const size = [32, 28, 24, 22, 20].find((one) => widest(one) <= room) ?? 18;
  /** @type {Shape[]} */
  const shapes = [line(0, 52, width, 52, "edge", 3)];
  regions.forEach((region, at) => {
    const state = standingOf(item.regions?.[region.id]);
    const [drawing, paint] = signOf(item.regions?.[region.id]);
    const middle = cell * (at + 0.5);
    const rise = RISES[state] ?? 52 - SIGN / 2;
    shapes.push(glyph(drawing, middle - SIGN / 2, rise, SIGN, SIGN, paint));
    shapes.push(...namedSign(item.regions?.[region.id], middle + SIGN / 2, rise, SIGN));
    const duel = duels[at];
    const wide = crowded || !duel ? 0 : letters.width(duel, { size, weight: 700, face: "service" }) + 14;
    shapes.push(...chip(region, middle - wide / 2, 108));
    if (crowded && duel) shapes.push(text(middle, 182, duel, "ink", { size, weight: 700, side: "middle" }));
    else if (duel) shapes.push(text(middle - wide / 2 + 43, 144, duel, "ink", { size, weight: 700 }));
    if (crowded) return;
    const word = letters.fit(t(`standing.${state}`), {
      width: cell - 16, height: 34, sizes: [30, 28, 26, 24, 22, 20, 18], weight: 700,
    });
    const name = letters.fit(region.name, { width: cell - 16, height: 58, sizes: [26, 24, 22, 20, 18, 16] });
    shapes.push(
      ...lines(middle, 178, word, "ink", { side: "middle", weight: 700 }),
      ...lines(middle, 200 + (name.lines.length * name.size * name.lead) / 2, name, "ink-soft", { side: "middle" })
    );
  });
  return [...shapes, line(0, rowHeight(regions) - 2, width, rowHeight(regions) - 2, "line")];
}

/**
 * The reasons, all in one size.
 * @param {Line[]} said @param {number} width @param {number} height @param {Canvas["letters"]} letters
 * @returns {Shape[]}
 */
function sentences(said, width, height, letters) {
  const heading = text(0, 62, t("why.title"), "action", { size: 38, weight: 700 });
  const laid = (/** @type {number} */ size) =>
    said.map(({ words }) => letters.fit(words, { width: width - 62, height: 400, sizes: [size], lead: 1.2 }));
  const high = (/** @type {ReturnType<typeof laid>} */ all) =>
    all.reduce((sum, one) => sum + one.lines.length * one.size * one.lead + GAP * 0.6, 88);
  const fitted = SENTENCES.map(laid).find((all) => high(all) <= height) ?? laid(SENTENCES[SENTENCES.length - 1]);
  let y = 88;
  return [
    heading,
    ...fitted.flatMap((one, at) => {
      const tall = one.lines.length * one.size * one.lead;
      const first = y + one.size * 0.6;
      const shapes = [signShape(said[at].sign, 22, first, 36), ...lines(62, y + tall / 2, one, "ink")];
      y += tall + GAP * 0.6;
      return shapes;
    }),
  ];
}

const PAINTS = /** @type {Record<string, string>} */ ({
  backs: "for", leans_for: "for", opposes: "against", leans_against: "against", none: "quiet", level: "quiet",
  no_votes: "quiet", undetermined: "quiet", withheld: "veil-ink",
});

/** The signs of verdicts are more than twice as wide as they are high. */
const VERDICTS = /^(works_|contested|not_supported|no_clear_|plenary_)/;

/**
 * A sign around a middle.
 * @param {string} sign @param {number} x @param {number} y @param {number} high
 */
function signShape(sign, x, y, high) {
  const name = sign.replace("#sym-", "");
  const [width, height] = VERDICTS.test(name) ? [high * 1.22, high * 0.56] : [high, high];
  return glyph(name, x - width / 2, y - height / 2, width, height, PAINTS[name] ?? "action");
}

/**
 * How firm it is, and the shortest way up, each in a frame.
 * @param {[string, Line][]} cards @param {number} width @param {number} height @param {Canvas["letters"]} letters
 * @returns {Shape[]}
 */
function cardsShapes(cards, width, height, letters) {
  const tall = Math.min(220, (height - 24 - GAP * (cards.length - 1)) / Math.max(1, cards.length));
  return cards.flatMap(([head, { sign, words }], at) => {
    const y = 24 + at * (tall + GAP);
    const name = letters.fit(head, { width: width - 140, height: 36, sizes: [30, 28, 26, 24, 22, 20], weight: 600 });
    const said = letters.fit(words, {
      width: width - 140, height: tall - 76, sizes: [34, 32, 30, 28, 26, 24, 22, 20, 18], weight: 700, lead: 1.14,
    });
    const high = said.lines.length * said.size * said.lead;
    return [
      rect(1, y, width - 2, tall, "card", { round: 18 }), rect(1, y, width - 2, tall, "edge", { round: 18, edge: 2 }),
      signShape(sign, 52, y + tall / 2, 52),
      ...lines(104, y + 38, name, "ink-soft", { weight: 600 }),
      ...lines(104, y + 62 + high / 2, said, "ink", { weight: 700 }),
    ];
  });
}
