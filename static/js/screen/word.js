// @ts-check
/**
 * The word of this screen for what it shows, by the number under which that was set. Refuses to know what it is.
 * Invariants: it is given after the frame in which it became true, and again every ten seconds, so that silence tells;
 * a page that is out of sight draws no frame, and says nothing new.
 */
import { afterFrame } from "../page/soon.js";

const AGAIN_MS = 10_000;

/**
 * Make a way to give it.
 * @param {(seq: number) => Promise<unknown>} tell @param {() => boolean} isLive whether the line is there
 */
export function makeWord(tell, isLive) {
  let number = -1;
  /** @type {number | null} */
  let given = null;
  const give = () =>
    afterFrame(() => {
      if (!isLive()) return;
      given = number;
      tell(number).catch(() => null); // the next word comes in ten seconds
    });
  return {
    /** What is shown from now on. @param {number} seq */
    say(seq) {
      number = seq;
      if (given !== seq) give();
    },
    /** Give it again: the line is new. */
    again: give,
    begin: () => setInterval(give, AGAIN_MS),
  };
}
