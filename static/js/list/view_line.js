// @ts-check
/**
 * The result line of one recommendation: what came of it, what it needed, what each region makes of it, every number in
 * one row. Pure but for the words. Refuses to count. Invariant: where totals are withheld no gauge is drawn.
 */
import { chip } from "../drawing/chip.js";
import { line, lines, moved, text } from "../drawing/shapes.js";
import { badge } from "./view_badge.js";
import { card, nameSize, narrowCard } from "./view_cards.js";
import { isCrowded } from "./withheld.js";
import { gauges } from "./view_gauges.js";
import { listed, number, t } from "../page/strings.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
/** @typedef {import("./view_matrix.js").Canvas} Canvas */
const OUTCOMES = /** @type {Record<string, string>} */ ({
  carried: "for", lost: "against", tied: "ink", indicative: "ink",
});
/** A card narrower than this has no room for a region's name. */
const NARROW = 280;
/** How high a card is in which name and words have two lines each, and what stands above and below title and cards. */
const [CARD, REST] = [88, 578];

/** @param {Canvas} canvas @returns {Shape[]} */
export function lineShapes(canvas) {
  const { ranked, rows, regions, width, height, letters, lang = () => "" } = canvas;
  const [item] = rows;
  if (!item) return [];
  const crowded = isCrowded(regions);
  const title = letters.fit(item.title, {
    width, height: crowded ? 96 : Math.max(64, Math.min(150, height - REST - CARD)),
    sizes: [64, 56, 48, 42, 36, 32, 28], weight: 700, face: "words", lead: 1.14,
  });
  const high = title.lines.length * title.size * title.lead;
  const top = 74 + high + 34;
  const numbers = height - 122;
  const per_row =
    crowded || (regions.length > 3 && width / regions.length < NARROW)
      ? Math.ceil(regions.length / 2)
      : Math.max(1, regions.length);
  const rows_of_cards = Math.ceil(regions.length / per_row);
  const room = (width + 16) / per_row - 18;
  const tall = Math.max(58, Math.min(112, (numbers - 26 - top - 310) / Math.max(1, rows_of_cards) - 12));
  const size = crowded ? 28 : Math.min(
    28,
    ...regions.map((region) => nameSize(region, item.regions?.[region.id], room, tall, letters))
  );
  const draw = crowded ? narrowCard : card;
  const cards = numbers - 26 - rows_of_cards * (tall + 12);
  return [
    ...origin(item, regions, width, letters),
    ...lines(0, 74 + high / 2, title, "ink", { weight: 700, face: "words", lang: lang(item.recommendation_id) }),
    ...outcome(item, ranked, regions, top, width * 0.44, letters),
    ...gauges(item.line, width * 0.48, top, width * 0.52, letters),
    ...regions.flatMap((region, at) =>
      draw(
        region, item.regions?.[region.id], (at % per_row) * ((width + 16) / per_row),
        cards + Math.floor(at / per_row) * (tall + 12), room, tall, size, letters
      )
    ),
    ...figures(item.line, numbers, width, letters),
  ];
}

/**
 * Where it comes from: chips, and the names beside them if they fit into the line.
 * @param {any} item
 * @param {import("../page/chips.js").Region[]} regions
 * @param {number} width
 * @param {Canvas["letters"]} letters
 * @returns {Shape[]}
 */
function origin(item, regions, width, letters) {
  const from = regions.filter((region) => item.origin?.includes(region.id));
  const words = t(from.length ? "line.from" : "line.number", { n: item.slate_number });
  const style = /** @type {const} */ ({ size: 32, weight: 600, face: "service" });
  let x = letters.width(words, style) + 46;
  /** @type {Shape[]} */
  const shapes = [text(0, 36, words, "ink-soft", style)];
  for (const region of from) {
    shapes.push(...chip(region, x, 0));
    x += 70;
  }
  const names = listed(from.map((region) => region.name));
  const fits = x - 24 + letters.width(names, style) <= width;
  return fits ? [...shapes, text(x - 24, 36, names, "ink-soft", style)] : shapes;
}

/**
 * @param {any} item
 * @param {any} ranked
 * @param {import("../page/chips.js").Region[]} regions
 * @param {number} top
 * @param {number} width
 * @param {Canvas["letters"]} letters
 * @returns {Shape[]}
 */
function outcome(item, ranked, regions, top, width, letters) {
  const said = item.line?.outcome;
  const word = letters.fit(t(`line.outcome.${said ?? "withheld"}`), {
    width, height: 140, sizes: [124, 104, 88, 72, 58, 46], weight: 700,
  });
  const paint = OUTCOMES[said] ?? "ink-soft";
  const shapes = lines(0, top + 56, word, paint, { weight: 700 });
  if (!item.verdict) return shapes;
  const drawn = badge(item, ranked, regions, width, letters);
  return [...shapes, ...moved(drawn.shapes, 0, top + 134)];
}

/** @param {any} line_ @param {number} y @param {number} width @param {Canvas["letters"]} letters @returns {Shape[]} */
function figures(line_, y, width, letters) {
  const known = typeof line_?.for === "number";
  const inFavour = known ? line_.for + (line_.with_changes ?? 0) : null;
  const marked = known ? inFavour + line_.against + (line_.abstain ?? 0) : null;
  /** @type {[string, number | null, string][]} */
  const row = [
    [t("ranked.for"), inFavour, "for"], [t("line.with_changes"), line_?.with_changes ?? null, "ink"],
    [t("ranked.against"), line_?.against ?? null, "against"],
    [t("mark.abstain"), line_?.abstain ?? null, "ink"],
    [t("mark.none"), known ? Math.max(0, line_.cast - marked) : null, "ink"],
    [t("line.present"), line_?.checked_in ?? null, "ink"], [t("line.entitled"), line_?.entitled ?? null, "ink"],
  ];
  const shown = row.filter(([, figure], at) => figure !== null && !(at === 1 && !figure));
  const step = width / Math.max(1, shown.length);
  return [
    line(0, y, width, y, "ink", 2), line(0, y + 118, width, y + 118, "ink", 2),
    ...shown.flatMap(([words, figure, paint], at) => [
      ...lines(
        at * step, y + 28, letters.fit(words, { width: step - 16, height: 32, sizes: [28, 25, 22, 19, 16] }), "ink-soft"
      ),
      text(at * step, y + 98, number(figure ?? 0), paint, { size: 54, weight: 700 }),
    ]),
  ];
}
