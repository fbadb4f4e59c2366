// @ts-check
/**
 * What kind of list a method makes, and which figure its rows are read by: verdicts, a choice, or a figure alone.
 * Refuses to order. Invariant: a figure that is withheld is a dash, never a zero.
 */
import { cardOf } from "./cards.js";
import { consentWords, isSilent, objectionsOf } from "./consent.js";
import { number, t } from "./strings.js";
import { share } from "./bars.js";

const NONE = "–";

/** Say of which kind a list is. @param {any} ranked @returns {"verdict" | "choice" | "figure"} */
export const kindOf = (ranked) => cardOf(ranked?.method)?.kind ?? "verdict";

/**
 * Say which columns a list has: one of figures has room for a badge where the regions' verdict stands beside them, and
 * a silence has no ranks.
 * @param {any} ranked
 * @returns {"verdict" | "choice" | "figure" | "consent"}
 */
export const columnsOf = (ranked) =>
  isSilent(ranked) ? "consent" : kindOf(ranked) === "figure" && ranked.items[0]?.verdict ? "choice" : kindOf(ranked);

/**
 * Say whether a row says what the plenary makes of it beside its verdict: where that is otherwise, or asked for.
 * @param {any} ranked @param {any} item
 */
export const saysPlenary = ({ rules }, { verdict, plenary }) =>
  Boolean(plenary && verdict !== "plenary_only")
  && Boolean(rules?.both_keys || (verdict === "works_across" && plenary !== "carried"));

/** Name the column of badges of a list that does not order by verdicts. @param {any} ranked */
export const badgeHead = (ranked) => t(kindOf(ranked) === "choice" ? "ranked.choice" : "ranked.verdict");

/** Say the regions' verdict in a line of its own, where it does not order the list. @param {any} item */
export const verdictLine = (item) =>
  item.verdict ? t("outcome.figure", { name: t("ranked.verdict"), figure: t(`verdict.${item.verdict}`) }) : "";

/**
 * Read an exact share such as "7/2"; null stays null.
 * @param {string | number | null | undefined} exact
 * @returns {number | null}
 */
export function fraction(exact) {
  if (exact === null || exact === undefined || exact === "") return null;
  const [over, under = "1"] = String(exact).split("/");
  return Number(over) / Number(under);
}

/** Write an exact share with two decimals at most. @param {string | number | null | undefined} exact */
export function decimal(exact) {
  const read = fraction(exact);
  return read === null ? NONE : number(Math.round(read * 100) / 100);
}

/** Name what the last column of a list counts. @param {any} ranked */
export function figureHead(ranked) {
  const figure = cardOf(ranked.method)?.figure;
  return figure ? t(`figure.${figure.name}`) : "";
}

/**
 * Say the figure a row of a choice or of figures is read by, how long its bar is, and what stands beside it in words.
 * @param {any} ranked @param {any} item @returns {{text: string, width: number, detail: string}}
 */
export function figureOf(ranked, item) {
  const figure = cardOf(ranked.method)?.figure;
  const value = figure ? fraction(read(item, figure.name)) : null;
  return {
    text: objectionsOf(item) || decimal(value),
    width: value === null ? 0 : share(value, wholeOf(ranked, figure?.whole ?? null)),
    detail: consentWords(item) || (kindOf(ranked) === "choice"
      ? verdictLine(item) : detailOf(ranked.method, item, figure?.detail ?? [])),
  };
}

/** Read a figure of an item. @param {any} item @param {string} name */
const read = (item, name) => item.figures?.[name] ?? item[name] ?? null;

/**
 * Say the figures beside the one that is read; nothing where they are withheld. The first chooses the plural.
 * @param {string} method @param {any} item @param {string[]} names
 */
function detailOf(method, item, names) {
  if (!names.length) return "";
  const said = names.map((name) => [name, read(item, name)]);
  if (said.some(([, figure]) => figure === null)) return "";
  return t(`method.${method}.detail`, { n: said[0][1], ...Object.fromEntries(said) });
}

/**
 * What the bar of a figure is measured against.
 * @param {any} ranked @param {import("./cards.js").ReadBy["whole"]} whole
 */
const wholeOf = (ranked, whole) =>
  whole === "ballots" ? ballotsOf(ranked) : whole === "others" ? ranked.items.length - 1 : (whole ?? 0);

/** Ballots of all regions together. @param {any} ranked */
const ballotsOf = (ranked) =>
  Math.max(
    1, ranked.regions.reduce((/** @type {number} */ sum, /** @type {any} */ region) => sum + (region.ballots ?? 0), 0)
  );

/**
 * Say the figure by which a judging method orders, beside its verdicts; empty where regions are merely counted.
 * @param {any} ranked @param {any} item
 */
export function meritOf(ranked, item) {
  const name = cardOf(ranked.method)?.figure?.name;
  return name ? decimal(read(item, name)) : "";
}
