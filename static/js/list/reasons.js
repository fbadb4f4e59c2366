// @ts-check
/**
 * The sentences of the reasons of a list, from their codes and figures. Refuses to judge, and to know where they are
 * shown. Invariants: each is said as `server/words/wording.py` says it, to the letter; two figures that are compared
 * are never written alike.
 */
import { decimal, inRow, t } from "../page/strings.js";

/** @typedef {{id: string, name: string}} Named a region, as it is called */
/** @typedef {{over: bigint, under: bigint}} Fraction */
/** @typedef {Record<string, any>} Figures */

const [DECIMALS, MOST_DECIMALS] = [2, 20];
const COMPARED = ["here", "there"];
const REGIONS = ["region", "above_region"];
/** A share, as lists write it: `7/2`. */
const SHARE = /^-?\d+(\/\d+)?$/;

/**
 * Say one reason why a recommendation stands where it stands.
 * @param {{code: string} & Figures} reason as a list holds it @param {Named[]} regions those of the list
 */
export function reasonWords({ code, ...figures }, regions) {
  const said = Object.entries(figures).map(([name, figure]) => [name, wordsOf(name, figure, figures, regions)]);
  return t(`reason.${code}`, Object.fromEntries(said));
}

/**
 * Say which regions take part by their named position, who has confirmed it, and in which words.
 * @param {any} item of a list @param {Named[]} regions those of the list @returns {string[]}
 */
export const namedWords = (item, regions) =>
  Object.entries(item.regions ?? {}).flatMap(([id, { named }]) => {
    if (!named) return [];
    const said = t("named.by", { region: nameOf(id, regions), confirmed: named.confirmed, seats: named.seats });
    return [said, ...(named.words ? [t("named.words", { region: nameOf(id, regions), words: named.words })] : [])];
  });

/**
 * Say in which words regions have said by name where they stand.
 * @param {any} item of a list @param {Named[]} regions those of the list @returns {string[]}
 */
export const saidByName = (item, regions) =>
  Object.entries(item.regions ?? {}).flatMap(([id, { named }]) =>
    named?.words ? [t("named.words", { region: nameOf(id, regions), words: named.words })] : []);

/**
 * @param {string} name @param {any} figure @param {Figures} beside all figures of the reason @param {Named[]} regions
 */
function wordsOf(name, figure, beside, regions) {
  if (Array.isArray(figure)) return inRow(each(name, figure, beside, regions));
  if (name === "verdict") return t(`verdict.${figure}`);
  if (REGIONS.includes(name)) return nameOf(figure, regions);
  return isShare(figure) ? written(fractionOf(figure), decimalsOf(name, beside)) : figure;
}

/**
 * Name regions; figures of regions stand behind the name of each.
 * @param {string} name @param {any[]} figures @param {Figures} beside @param {Named[]} regions
 */
function each(name, figures, beside, regions) {
  const names = beside.regions.map((/** @type {string} */ id) => nameOf(id, regions));
  if (name === "regions") return names;
  return figures.map((figure, at) => `${names[at]}\u00a0${written(fractionOf(figure), 0)}`);
}

/** @param {string} id @param {Named[]} regions */
const nameOf = (id, regions) => regions.find((region) => region.id === id)?.name ?? id;

/** @param {any} figure */
const isShare = (figure) => typeof figure === "string" && SHARE.test(figure);

/** @param {string | number} figure @returns {Fraction} */
function fractionOf(figure) {
  const [over, under = "1"] = String(figure).split("/");
  return { over: BigInt(over), under: BigInt(under) };
}

/** Write a share, rounded to so many decimals. @param {Fraction} share @param {number} decimals */
const written = (share, decimals) => decimal(Number(rounded(share, decimals)) / 10 ** decimals, decimals);

/**
 * Round a share, a half to the even one; in units of the last decimal.
 * @param {Fraction} share @param {number} decimals
 */
function rounded({ over, under }, decimals) {
  const scaled = over * 10n ** BigInt(decimals);
  const rest = ((scaled % under) + under) % under;
  const down = (scaled - rest) / under;
  return 2n * rest > under || (2n * rest === under && down % 2n !== 0n) ? down + 1n : down;
}

/**
 * Say how many decimals a figure needs, so that it is not written like the one it is compared with.
 * @param {string} name @param {Figures} beside
 */
function decimalsOf(name, beside) {
  if (!COMPARED.includes(name) || !COMPARED.every((at) => at in beside)) return DECIMALS;
  const [here, there] = COMPARED.map((at) => fractionOf(beside[at]));
  let many = DECIMALS;
  while (many < MOST_DECIMALS && rounded(here, many) === rounded(there, many)) many++;
  return many;
}
