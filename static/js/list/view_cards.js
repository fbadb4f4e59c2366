// @ts-check
/**
 * What a region makes of one recommendation, as a card in a picture: with its name or, where there are many, without.
 * Pure but for the words. Refuses to lay the cards out. Invariant: every card of a picture is as wide as the next.
 */
import { chip } from "../drawing/chip.js";
import { glyph, lines, rect } from "../drawing/shapes.js";
import { namedSign } from "./named_sign.js";
import { duelOf } from "./view_matrix.js";
import { signOf, standingOf } from "../page/standings.js";
import { t } from "../page/strings.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
const SIZES = [28, 26, 24, 22, 20, 18, 16];
const WORDS = [...SIZES, 14];
/** What of a card its words may take, above and below which there is air, and between name and words. */
const [PART, AIR, GAP] = [0.42, 4, 2];
/** What of the width of a card is no room for words: its sign, and air. */
const SIGN = 96;

/** @param {import("./lettering.js").Fitted} fitted */
const heightOf = ({ lines: all, size, lead }) => all.length * size * lead;

/**
 * What a region makes of it, in words that may take two lines.
 * @param {any} stands @param {number} width @param {number} height
 * @param {import("./lettering.js").Letters} letters @param {number} [most] the largest size
 */
function standing(stands, width, height, letters, most = SIZES[0]) {
  const beside = duelOf(stands) || (stands?.named ? t("standing.named") : "");
  const said = t(`standing.${standingOf(stands)}`) + (beside ? ` · ${beside}` : "");
  return letters.fit(said, {
    width: width - SIGN, height: height * PART, sizes: WORDS.filter((one) => one <= most),
  });
}

/**
 * In which size the name of a region has room over its words.
 * @param {import("../page/chips.js").Region} region @param {any} stands @param {number} width @param {number} height
 * @param {import("./lettering.js").Letters} letters
 */
export function nameSize(region, stands, width, height, letters) {
  const left = height - heightOf(standing(stands, width, height, letters)) - 2 * AIR - GAP;
  return letters.fit(region.name, { width: width - SIGN, height: left, sizes: SIZES, weight: 700 }).size;
}

/**
 * @param {import("../page/chips.js").Region} region
 * @param {any} stands
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {number} size of all names, so that no region looks smaller
 * @param {import("./lettering.js").Letters} letters
 * @returns {Shape[]}
 */
export function card(region, stands, x, y, width, height, size, letters) {
  const [drawing, paint] = signOf(stands);
  const name = letters.fit(region.name, { width: width - SIGN, height, sizes: [size], weight: 700 });
  const words = standing(stands, width, height, letters, size);
  const [high, low] = [heightOf(name), heightOf(words)];
  const begin = y + (height - high - GAP - low) / 2;
  return [
    rect(x + 1, y, width, height, "card", { round: 16 }),
    rect(x + 1, y, width, height, "line", { round: 16, edge: 1.5 }),
    glyph(drawing, x + 22, y + height / 2 - 22, 44, 44, paint),
    ...namedSign(stands, x + 61, y + height / 2 - 24, 40),
    ...lines(x + 84, begin + high / 2, name, "ink", { weight: 700 }),
    ...lines(x + 84, begin + high + GAP + low / 2, words, "ink-soft"),
  ];
}

/**
 * A card that has no room for a name: the chip, the sign and the figures; what the sign means stands in the foot.
 * @param {import("../page/chips.js").Region} region
 * @param {any} stands
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {number} size
 * @param {import("./lettering.js").Letters} letters
 * @returns {Shape[]}
 */
export function narrowCard(region, stands, x, y, width, height, size, letters) {
  const [drawing, paint] = signOf(stands);
  const duel = letters.fit(duelOf(stands), {
    width: width - 126, height: 40, sizes: [size, ...SIZES.slice(1)], weight: 700,
  });
  const middle = y + height / 2;
  return [
    rect(x + 1, y, width, height, "card", { round: 16 }),
    rect(x + 1, y, width, height, "line", { round: 16, edge: 1.5 }),
    ...chip(region, x + 41, middle - 24),
    glyph(drawing, x + 80, middle - 17, 34, 34, paint), ...namedSign(stands, x + 114, middle - 17, 34),
    ...lines(x + 122, middle, duel, "ink", { weight: 700 }),
  ];
}
