// @ts-check
/**
 * Ranked lists that did not come over the line: those too long for an event, and on the podium those of a closed round.
 * Refuses to keep one from an earlier epoch. Invariant: a list is asked for once at a time, and again, a while later,
 * only after a failure.
 */

const AGAIN_MS = 3_000;
const MOST_TRIES = 20;

/** @param {string} slot @param {Said.Round} round */
async function listOf(slot, round) {
  for (let tries = MOST_TRIES; tries; tries -= 1) {
    try {
      const answer = await fetch(`/api/rounds/${round.id}/ranked-list.json?slot=${slot}`);
      if (answer.ok) return await answer.json();
    } catch {
      // as where it was refused: again, a while later
    }
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
  return null;
}

/**
 * Make a reader of ranked lists.
 * @param {string} slot @param {(round: Said.Round, ranked: any) => void} onList
 * @returns {(round: Said.Round) => Promise<void>} asks for a round's list unless it was asked for; done when it is
 *   there or given up
 */
export function listReader(slot, onList) {
  /** @type {Map<string, Promise<void>>} */
  const asked = new Map();
  return function read(round) {
    const key = `${round.id}:${round.epoch}:${round.state}`;
    const coming = asked.get(key) ?? listOf(slot, round).then((ranked) => {
      asked.delete(key);
      if (ranked) onList(round, ranked);
    });
    asked.set(key, coming);
    return coming;
  };
}
