// @ts-check
/**
 * The forms of a ballot, by the method of its round: what it is filled in by, and what a mark is called and drawn as
 * where marks are read. Refuses to know the page.
 */
import { cardOf } from "../page/cards.js";
import { placeWords } from "./ordering.js";
import { number, t } from "../page/strings.js";

const DRAWINGS = /** @type {Record<string, string>} */ ({
  for: "backs", against: "opposes", abstain: "none", with_changes: "changes", approve: "check",
});

/** @param {string} mark */
export const drawing = (mark) => `#sym-${DRAWINGS[mark] ?? "none"}`;

/**
 * What a ballot is filled in by: ticks, scores, an order, or a mark on each card.
 * @param {Said.Round} round
 * @returns {"ticks" | "scores" | "order" | "marks" | "silence"}
 */
export const formOf = ({ method }) => cardOf(method)?.form ?? "marks";

/**
 * What a mark is called where marks are checked.
 * @param {ReturnType<typeof formOf>} form
 * @param {Record<string, string>} marks
 * @param {string[][]} levels
 * @param {string} id
 */
export function markWords(form, marks, levels, id) {
  if (form === "order") return placeWords(levels, id) || t("ballot.left_out");
  if (form === "scores") return id in marks ? number(Number(marks[id])) : t("ballot.unscored");
  return t(id in marks ? `mark.${marks[id]}` : "mark.none");
}
