// @ts-check
/**
 * What kind of list a method makes, and which figure its rows are read by: verdicts, a choice, or a figure alone.
 * Refuses to order. Invariant: a figure that is withheld is a dash, never a zero.
 */
import { number, t } from "./strings.js";
import { share } from "./bars.js";

const HIGHEST_SCORE = 5;
const FIGURES = ["score", "ranked_pairs"];
const NONE = "–";

/** Say of which kind a list is. @param {any} ranked @returns {"verdict" | "choice" | "figure"} */
export function kindOf(ranked) {
  if (FIGURES.includes(ranked?.method)) return "figure";
  return "selected" in (ranked?.items[0] ?? {}) ? "choice" : "verdict";
}

/**
 * Say which columns a list has: one of figures has room for a badge where the regions' verdict stands beside them.
 * @param {any} ranked
 * @returns {"verdict" | "choice" | "figure"}
 */
export const columnsOf = (ranked) =>
  kindOf(ranked) === "figure" && ranked.items[0]?.verdict ? "choice" : kindOf(ranked);

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
export const figureHead = (ranked) =>
  ({ scottish_stv: t("figure.first_preferences"), score: t("figure.mean"), ranked_pairs: t("figure.wins") })[
    /** @type {string} */ (ranked.method)
  ] ?? t("ranked.approvals");

/**
 * Say the figure a row of a choice or of figures is read by, how long its bar is, and what stands beside it in words.
 * @param {any} ranked @param {any} item @returns {{text: string, width: number, detail: string}}
 */
export function figureOf(ranked, item) {
  const figures = item.figures ?? {};
  const withheld = { text: NONE, width: 0, detail: "" };
  if (ranked.method === "score") {
    if (figures.scored_by === null || figures.scored_by === undefined) return withheld;
    const { approving, scored_by: n } = figures;
    return {
      text: decimal(figures.mean), width: share(fraction(figures.mean) ?? 0, HIGHEST_SCORE),
      detail: t("ranked.scored", { n, approving }),
    };
  }
  if (ranked.method === "ranked_pairs") {
    if (figures.wins === null || figures.wins === undefined) return withheld;
    return {
      text: number(figures.wins), width: share(figures.wins, ranked.items.length - 1),
      detail: t("ranked.pairs", { wins: figures.wins, losses: figures.losses, level: figures.level }),
    };
  }
  const votes = item.approvals ?? figures.first_preferences ?? null;
  return votes === null
    ? withheld
    : { text: decimal(votes), width: share(fraction(votes) ?? 0, ballotsOf(ranked)), detail: verdictLine(item) };
}

/** Ballots of all regions together. @param {any} ranked */
const ballotsOf = (ranked) =>
  Math.max(
    1, ranked.regions.reduce((/** @type {number} */ sum, /** @type {any} */ region) => sum + (region.ballots ?? 0), 0)
  );

/**
 * Say the figure by which a judging method orders, beside its verdicts; empty where regions are merely counted.
 * @param {any} item
 */
export const meritOf = (item) => (item.figures ? decimal(item.figures.mean ?? item.figures.geometric_mean) : "");

/** @param {any} ranked */
export const meritHead = (ranked) =>
  ({ regional_mean: t("figure.mean"), balanced_product: t("figure.geometric_mean") })[
    /** @type {string} */ (ranked.method)
  ] ?? "";
