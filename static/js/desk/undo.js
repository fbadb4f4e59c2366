// @ts-check
/**
 * Taking back what was just done: in words beside the title, for ten seconds. Refuses to know what it takes back.
 * Invariant: what can be pressed is the last act; once its time is over, or another act is done, it is gone.
 */
import { fill, one } from "../page/dom.js";
import { t } from "../page/strings.js";

const OPEN_S = 10;

/** @param {(refusal: any) => void} complain */
export function makeUndo(complain) {
  const root = /** @type {HTMLElement} */ (one("[data-undo]"));
  const button = /** @type {HTMLButtonElement} */ (one("[data-act=undo]", root));
  /** @type {any} */
  let ticking = null;
  /** @type {(() => Promise<any>) | null} */
  let back = null;

  function end() {
    clearInterval(ticking);
    back = null;
    fill(root, { undoOpen: false });
  }

  button.addEventListener("click", async () => {
    const act = back;
    end();
    if (!act) return;
    try {
      await act();
      fill(root, { undoShown: true, undoSaid: t("desk.undone") });
    } catch (refusal) {
      fill(root, { undoShown: false });
      complain(refusal);
    }
  });

  return {
    /** Say what was done. @param {string} words @param {(() => Promise<any>) | null} [undo] */
    say(words, undo = null) {
      end();
      back = undo;
      let left = OPEN_S;
      fill(root, { undoShown: true, undoSaid: words, undoOpen: Boolean(undo), undoWords: t("desk.undo", { n: left }) });
      if (!undo) return;
      ticking = setInterval(() => {
        left -= 1;
        if (left > 0) fill(root, { undoWords: t("desk.undo", { n: left }) });
        else {
          end();
          fill(root, { undoShown: false });
        }
      }, 1_000);
    },
  };
}
