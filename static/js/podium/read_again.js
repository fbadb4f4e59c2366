// @ts-check
/**
 * A second reading on the podium: other wordings of one item are written beside what was voted on, and put to the vote.
 * Refuses to decide which wording is better, and to send one that says the same. Invariants: what was typed stays until
 * the round is prepared; a wording that was drafted is not drafted again where something else was refused. Whoever has
 * words to begin with hands them in (`begin`).
 */
import { showCompared, whole } from "../page/compared.js";
import { all, fill, list, one } from "../page/dom.js";
import { labelWords } from "../page/numbers.js";
import { t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";
import { byContent } from "../line/fresh.js";
import { act, sayNear } from "./acts.js";
import { openDialog } from "./dialogs.js";

/** @typedef {{title: string, text: string}} Wording */
const MOST = 4;

/**
 * Take the dialog into use.
 * @param {(command: any) => Promise<any>} ask @param {() => import("../line/state.js").State} read
 */
export function makeReadAgain(ask, read) {
  const root = /** @type {HTMLDialogElement} */ (one("[data-dialog='read_again']"));
  const rows = /** @type {HTMLElement} */ (one("[data-list='variants']", root));
  const prepare = byContent(ask); // pressed again without an answer, it drafts one wording and one round
  /** @type {Said.Round | null} */
  let round = null;
  /** @type {Said.Recommendation | null} */
  let item = null;
  let shown = 1;
  /** What was drafted already, by its words: where the next one is refused it is not drafted again. */
  const drafted = new Map();
  root.addEventListener("input", show);

  /** @param {number} at @param {string} name */
  const field = (at, name) => /** @type {HTMLInputElement} */ (one(`[data-key="${at}"] [name="${name}"]`, rows));
  /** What is typed into a row. @param {number} at @returns {Wording} */
  const typed = (at) => ({ title: field(at, "title").value, text: field(at, "text").value });
  /** @param {Wording} one @param {Wording} other */
  const same = (one, other) => whole(one).trim() === whole(other).trim();

  function show() {
    if (!item || !round) return;
    const from = item;
    list(rows, Array.from({ length: shown }, (_, key) => ({ key: String(key) })), "key", "variant-row", () => {});
    for (const row of all(":scope > [data-key]", rows)) {
      const at = Number(row.dataset.key);
      fill(row, { name: t("read_again.wording", { n: at + 1 }) });
      if (row.dataset.begun !== "yes") {
        row.dataset.begun = "yes";
        [field(at, "title").value, field(at, "text").value] = [from.title, from.text];
      }
      showCompared(row, from, { ...typed(at), language: from.language }, fill);
      fill(row, { unchanged: same(from, typed(at)) });
    }
    fill(root, {
      more: shown < MOST, heading: t("read_again.title", { label: labelWords(from) }), itemTitle: wordsOf(from).title,
      act: t("read_again.act", { n: shown + 1 }),
    });
  }

  return {
    /**
     * Ask for other wordings of an item; `wordings` are what to begin with, else that of the item.
     * @param {Said.Round} from @param {string} id @param {Wording[]} [wordings]
     */
    open(from, id, wordings = []) {
      [round, item, shown] = [from, read().recommendations[id] ?? null, Math.max(1, wordings.length)];
      rows.replaceChildren();
      openDialog("read_again");
      show();
      wordings.slice(0, MOST).forEach(({ title, text }, at) => {
        [field(at, "title").value, field(at, "text").value] = [title, text];
      });
      show();
    },
    /** One more row. */
    add() {
      shown = Math.min(MOST, shown + 1);
      show();
    },
    /** Draft the wordings and prepare the round. @param {HTMLElement} button @returns {Promise<any>} */
    async send(button) {
      if (!round || !item) return null;
      const [of, from] = [round, item];
      const wanted = Array.from({ length: shown }, (_, at) => typed(at)).filter((one) => !same(from, one));
      if (!wanted.length) return sayNear(button, t("read_again.none"));
      const slate = [from.id];
      for (const { title, text } of wanted) {
        const key = JSON.stringify([of.id, from.id, title, text]);
        const done = drafted.get(key) ?? (await act(button, prepare, {
          type: "propose_variant", recommendation_id: from.id, round_id: of.id, title, text, language: from.language,
        }))?.recommendation_id;
        if (!done) return null;
        drafted.set(key, done);
        slate.push(done);
      }
      return act(button, prepare, {
        type: "prepare_round", method: of.method, slate, question_id: of.question_id, rules: of.rules,
        reading_of: { round_id: of.id, recommendation_id: from.id },
      });
    },
  };
}
