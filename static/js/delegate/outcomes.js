// @ts-check
/**
 * The published lists of a room. What draws them comes when the ballot is ready to be marked, or with the first list,
 * so that nobody waits for it who has nothing to read yet. Refuses to know how a list looks. Invariants: phones fetch
 * it each at a time of its own, not all at once at a publication; what the service has drawn stays until it is there.
 */
import { cardOf } from "../page/cards.js";
import { list, one } from "../page/dom.js";
import { later } from "../page/later.js";
import { dressed, sheetsSoon } from "../page/sheets.js";

const [SOONEST_MS, SPREAD_MS] = [4_000, 20_000];

/** @param {{slot: string, draw: () => void}} page */
export function makeOutcomes({ slot, draw }) {
  const script = later(async () => {
    const fetched = await dressed(import("./published.js"));
    draw(); // in a moment
    return fetched;
  });
  script.soon(SOONEST_MS + Math.random() * SPREAD_MS);
  sheetsSoon();

  return {
    /**
     * Show the lists that are at hand, the newest first.
     * @param {Said.Round[]} published @param {import("../line/state.js").State} state
     */
    show(published, state) {
      if (!published.length) return;
      if (!script.here) return script.come().catch(() => {}); // the next drawing and the clock ask again
      const { showOutcome } = script.here;
      const outcomes = /** @type {HTMLElement} */ (one("[data-list=outcomes]"));
      list(outcomes, published, "id", (round) => `outcome-${cardOf(round.method)?.kind}`, (outcome, round) =>
        showOutcome(outcome, round, state.rankedLists[round.id], state, slot)
      );
    },
    /** Show one's own marks beside a list, or no longer. @param {Element} button */
    turnMarks: (button) => script.here?.turnMarks(button),
  };
}
