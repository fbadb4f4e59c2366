// @ts-check
/**
 * The cards of a slate, one a recommendation, in the form of its method. Refuses to know the marks. Invariant: a card
 * that is there is never made anew.
 */
import { fill, list, one } from "../page/dom.js";
import { drawing, formOf } from "./forms.js";
import { showPlaces } from "./ordering.js";
import { names, showOrigin } from "./regions.js";
import { originLabel } from "../page/numbers.js";
import { number, t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";

const scoreEnds = () => ({ lowest: t("ballot.score_lowest"), highest: t("ballot.score_highest") });

/**
 * Make the cards of a round; of cards that are there already the words are said again, and nothing else is touched.
 * @param {HTMLElement} vote @param {Said.Round} round @param {Record<string, Said.Recommendation>} recommendations
 */
export function showCards(vote, round, recommendations) {
  const form = formOf(round);
  const cards = /** @type {HTMLElement} */ (one("[data-list=cards]", vote));
  const slate = round.slate.filter((/** @type {string} */ id) => recommendations[id]);
  if (form === "order") return showPlaces(cards, slate, recommendations);
  list(
    cards, slate, (id) => id, form === "ticks" ? "tick" : "card",
    (card, id, _at, fresh) => {
      fill(card, wordsOf(recommendations[id]));
      if (!fresh) return;
      const { region_ids } = recommendations[id];
      const no = round.slate.indexOf(id) + 1;
      fill(card, {
        number: number(no), name: `mark.${id}`, count: round.marks.length, origin: names(region_ids),
        label: originLabel(recommendations[id]),
        legend:
          form === "scores"
            ? t("ballot.score_legend", { n: no, most: Number(round.marks.at(-1)), ...scoreEnds() })
            : t("ballot.legend", { n: no }),
        scoring: form === "scores",
      });
      showOrigin(one(".chips", card), region_ids);
      const choices = one("[data-list=choices]", card);
      if (!choices) return;
      if (form === "scores")
        list(
          choices, [...round.marks, ""], (mark) => mark || "none", "score-choice",
          (choice, mark) =>
            fill(choice, {
              name: `mark.${id}`, value: mark, checked: mark === "",
              word: mark ? number(Number(mark)) : t("ballot.unscored"),
            })
        );
      else
        list(
          choices, round.marks, (mark) => String(mark), "choice",
          (choice, mark) =>
            fill(choice, { name: `mark.${id}`, value: mark, drawing: drawing(String(mark)), word: t(`mark.${mark}`) })
        );
    }
  );
}
