// @ts-check
/**
 * The marks of a ballot in a list, to be checked. Refuses to change any.
 */
import { fill, list, one } from "../page/dom.js";
import { viewOf } from "./address.js";
import { drawing, formOf, markWords } from "./forms.js";
import { levelsOf } from "./levels.js";
import { number } from "../page/strings.js";
import { wordsOf } from "../page/words.js";

/**
 * @param {HTMLElement} vote
 * @param {Said.Round} round
 * @param {Record<string, Said.Recommendation>} recommendations
 * @param {Record<string, string>} marks
 */
export function showReview(vote, round, recommendations, marks) {
  const rows = one("[data-list=review]", vote);
  if (!rows) return;
  const form = formOf(round);
  const levels = form === "order" ? levelsOf(marks, round.slate) : [];
  const listed = form === "order" ? [...new Set([...levels.flat(), ...round.slate])] : round.slate;
  list(
    rows, listed, (id) => String(id), "review",
    (row, item) => {
      const id = String(item);
      const place = round.slate.indexOf(id);
      const recommendation = recommendations[id] ?? {};
      fill(row, {
        ...wordsOf(recommendation), number: number(recommendation.number ?? place + 1),
        href: viewOf(round.id, place + 1), marked: form === "marks" && id in marks, blank: !(id in marks),
        drawing: drawing(marks[id]), word: markWords(form, marks, levels, id),
      });
    }
  );
}
