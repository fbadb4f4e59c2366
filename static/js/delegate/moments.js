// @ts-check
/**
 * When a phone sends a silent round's ballot by itself. Refuses to know what it says. Invariant: a moment depends on
 * when this page saw the round and came to view, on dice, and on when the round closes, and on nothing that is chosen
 * on it, so that whoever sees all frames of all phones learns nothing from when they come.
 */

/** The first is within this of when the page saw the round; a meeting's usual silence is twice as long. */
export const FIRST_MS = 30_000;
/** Then there is one in each such stretch. */
export const EVERY_MS = 60_000;
/** So many of them; then six of ten minutes, and then one an hour: where silence lasts for days, pages stay open. */
const MINUTES = 10;
const TENS = 6;
/** The last comes so soon after the time is up; the service waits longer for it (`LAST_BALLOTS_S`). */
export const LAST_MS = 6_000;

/**
 * Say when a stretch begins, after the page came to view, and how long it is.
 * @param {number} place from 0 @returns {{begins: number, lasts: number}}
 */
export function stretch(place) {
  if (!place) return { begins: 0, lasts: FIRST_MS };
  const [minutes, tens] = [Math.min(place - 1, MINUTES), Math.min(Math.max(0, place - 1 - MINUTES), TENS)];
  const hours = Math.max(0, place - 1 - MINUTES - TENS);
  return {
    begins: FIRST_MS + (minutes + 10 * tens + 60 * hours) * EVERY_MS,
    lasts: (place - 1 < MINUTES ? 1 : place - 1 < MINUTES + TENS ? 10 : 60) * EVERY_MS,
  };
}

/**
 * Say in which stretch the next ballot goes, and in how long from now: at a drawn moment. Those that a phone has slept
 * through are over: it does not send once for each.
 * @param {number} place the first that may be @param {number} since how long the page has been in view
 * @param {number} die from 0 up to 1
 */
export function nextIn(place, since, die) {
  let next = place;
  while (stretch(next).begins + stretch(next).lasts <= since) next++;
  const { begins, lasts } = stretch(next);
  return { place: next, ms: Math.max(0, begins + die * lasts - since) };
}

/** A die that nobody can foresee, from 0 up to 1. */
export const thrown = () => crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32;

/**
 * @param {{now: () => number, later: (act: () => void, ms: number) => any, cancel: (timer: any) => void,
 *   die: () => number, send: (id: string) => void}} tools
 */
export function makeMoments({ now, later, cancel, die, send }) {
  /** @type {Map<string, {timer: any, state: string}>} */
  const waiting = new Map();

  /** @param {string} id @param {number} began @param {number} first the first stretch that may be */
  const wait = (id, began, first) => {
    const { place, ms } = nextIn(first, now() - began, die());
    const timer = later(() => {
      send(id);
      wait(id, began, place + 1);
    }, ms);
    waiting.set(id, { timer, state: "open" });
  };

  return {
    /** Follow a round as it stands. @param {string} id @param {string} state */
    follow: (id, state) => {
      const known = waiting.get(id);
      if (known?.state === state) return;
      if (known) cancel(known.timer);
      waiting.delete(id);
      if (state === "open") wait(id, now(), 0);
      if (state === "closing") waiting.set(id, { timer: later(() => send(id), die() * LAST_MS), state });
    },
    /** Begin anew: the page has come to view again, whatever its owner wants there. */
    seen: () => {
      for (const [id, { timer, state }] of waiting) {
        if (state !== "open") continue;
        cancel(timer);
        wait(id, now(), 0);
      }
    },
  };
}

/**
 * Say whether a phone has something to send: never over what an earlier holder of the seat has recorded, which it does
 * not know, unless its owner has chosen; an objection would be gone without anybody having said so.
 * @param {{earlier?: boolean} | undefined} recorded @param {unknown} chosen what was chosen on this phone, or nothing
 */
export const mayReplace = (recorded, chosen) => Boolean(chosen) || !recorded?.earlier;
