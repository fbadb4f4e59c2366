// @ts-check
/**
 * Reads what a picture of a long room has left out, from where the picture says. Refuses to keep what others do with
 * it. Invariants: it is asked for once at a time, and again, a while later, until it is as new as the newest picture.
 */
const AGAIN_MS = 2_000;
const MOST_TRIES = 100;

/** @typedef {{type: "rest_read", seq: number, recommendations: Said.Recommendation[]}} RestRead */

/**
 * @param {string} query of the address of the line: as whom it is open @param {(rest: RestRead) => void} onRest
 * @returns {(picture: Said.Snapshot) => void} reads what a picture has left out, if it has
 */
export function leftoverReader(query, onRest) {
  let [reading, wanted, tries] = [false, { seq: -1, more: "" }, 0];
  /** @type {RestRead | null} what was read last */
  let last = null;

  const isThere = () => last !== null && last.seq >= wanted.seq;

  const read = async () => {
    reading = true;
    try {
      const answer = await fetch(wanted.more + query);
      if (answer.ok) last = { type: "rest_read", ...(await answer.json()) };
    } catch {
      // as where it was refused: again, a while later
    }
    reading = false;
    if (isThere() && last) onRest(last);
    else if (++tries < MOST_TRIES) setTimeout(() => reading || isThere() || read(), AGAIN_MS);
  };

  return ({ seq, more }) => {
    if (!more) return;
    [wanted, tries] = [{ seq, more }, 0];
    if (last?.seq === seq) onRest(last);
    else if (!reading) read();
  };
}
