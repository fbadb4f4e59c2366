// @ts-check
/**
 * Ranked lists that did not come over the line: those too long for an event, and on the podium those of a closed round.
 * Refuses to keep one from an earlier epoch. Invariant: a list is asked for once at a time, and again, a while later,
 * only after a failure.
 */

const AGAIN_MS = 3_000;
const MOST_TRIES = 20;

/**
 * Make a reader of ranked lists.
 * @param {string} slot @param {(round: Said.Round, ranked: any) => void} onList
 * @returns {(round: Said.Round, tries?: number) => void} asks for a round's list unless it was asked for
 */
export function listReader(slot, onList) {
  /** @type {Set<string>} */
  const asked = new Set();
  return function read(round, tries = MOST_TRIES) {
    const key = `${round.id}:${round.epoch}:${round.state}`;
    if (asked.has(key)) return;
    asked.add(key);
    fetch(`/api/rounds/${round.id}/ranked-list.json?slot=${slot}`)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((ranked) => {
        asked.delete(key);
        onList(round, ranked);
      })
      .catch(() => setTimeout(() => {
        asked.delete(key);
        if (tries > 1) read(round, tries - 1);
      }, AGAIN_MS));
  };
}
