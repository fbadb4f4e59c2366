// @ts-check
/**
 * What was already proposed, shown while a title is typed. Refuses to hold anybody up: it waits for a pause in the
 * typing, a question without an answer is forgotten, and sending never waits for it. Invariant: what is shown belongs
 * to what stands in the field.
 */
import { fill, list, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";

const PAUSE_MS = 300;
const SHORTEST = 2;

/**
 * @param {HTMLFormElement} form @param {(command: any) => Promise<any>} ask
 * @param {(id: string) => any} recommendationOf what the page knows of a recommendation
 * @param {() => import("../line/state.js").You | null} you who types, and what they support
 */
export function liveSimilar(form, ask, recommendationOf, you) {
  const area = /** @type {HTMLElement} */ (one("[data-similar]", form));
  const rows = /** @type {HTMLElement} */ (one("[data-list=similar]", area));
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  let turn = 0;
  /** @type {any[]} */
  let shown = [];

  /** @param {any[]} found */
  const show = (found) => {
    shown = found;
    list(rows, found, "id", "similar", (row, recommendation) => {
      const { id, status } = recommendationOf(recommendation.id) ?? recommendation;
      const supports = you()?.supported?.includes(id) ?? false;
      const n = recommendationOf(id)?.supporters ?? 0;
      fill(row, {
        ...wordsOf(recommendation), pressed: String(supports),
        offered: status === "accepted" && !you()?.recommendations.includes(id),
        count: n ? t("recommendation.supporters", { n }) : "",
      });
    });
    fill(area, { similar: found.length > 0 });
  };

  const look = async (/** @type {number} */ mine) => {
    const { question_id, title } = Object.fromEntries(new FormData(form));
    if (String(title).trim().length < SHORTEST) return show([]);
    try {
      const { recommendations } = await ask({ type: "find_similar", question_id, title });
      if (mine === turn)
        show(recommendations.map((/** @type {any} */ found) => recommendationOf(found.id)).filter(Boolean));
    } catch {
      // nobody waits for this answer
    }
  };

  rows.addEventListener("click", async (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    const id = button?.closest("[data-key]")?.getAttribute("data-key");
    if (!button || !id || button.disabled) return;
    button.disabled = true;
    const on = button.getAttribute("aria-pressed") !== "true";
    await ask({ type: "support_recommendation", recommendation_id: id, on }).catch(() => {}); // it stays as it was
    button.disabled = false;
    show(shown);
  });

  const lookSoon = () => {
    clearTimeout(timer);
    const mine = ++turn;
    timer = setTimeout(() => look(mine), PAUSE_MS);
  };
  form.addEventListener("input", lookSoon);
  form.addEventListener("change", lookSoon);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    turn += 1;
    show([]);
  });
  lookSoon(); // this script comes with the first letters, which may all have been typed by now
}
