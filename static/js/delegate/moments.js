// @ts-check
/**
 * When a phone sends a silent round's ballot by itself. Refuses to know what it says. Invariant: a moment depends on
 * when this page saw the round, on dice, and on when the round closes, and on nothing that the phone's owner does, so
 * that whoever sees all frames of all phones learns nothing from when they come.
 */

/** The first is within this of when the page saw the round; a meeting's usual silence is twice as long. */
export const FIRST_MS = 30_000;
/** Then there is one in each such stretch. */
export const EVERY_MS = 60_000;
/** The last comes so soon after the time is up; the service waits longer for it (`LAST_BALLOTS_S`). */
export const LAST_MS = 6_000;

/**
 * Say in how long from now the next ballot goes: at a drawn moment of the next stretch.
 * @param {number} sent how many went @param {number} since how long the page has seen the round
 * @param {number} die from 0 up to 1
 */
export const nextIn = (sent, since, die) =>
  Math.max(0, (sent ? FIRST_MS + (sent - 1) * EVERY_MS : 0) + die * (sent ? EVERY_MS : FIRST_MS) - since);

/** A die that nobody can foresee, from 0 up to 1. */
export const thrown = () => crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32;

/**
 * @param {{now: () => number, later: (act: () => void, ms: number) => any, cancel: (timer: any) => void,
 *   die: () => number, send: (id: string) => void}} tools
 */
export function makeMoments({ now, later, cancel, die, send }) {
  /** @type {Map<string, {timer: any, state: string}>} */
  const waiting = new Map();

  /** @param {string} id @param {number} began @param {number} sent */
  const wait = (id, began, sent) => {
    const timer = later(() => {
      send(id);
      wait(id, began, sent + 1);
    }, nextIn(sent, now() - began, die()));
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
  };
}

/**
 * Say whether a phone has something to send: never over what an earlier holder of the seat has recorded, which it does
 * not know, unless its owner has chosen; an objection would be gone without anybody having said so.
 * @param {{earlier?: boolean} | undefined} recorded @param {unknown} chosen what was chosen on this phone, or nothing
 */
export const mayReplace = (recorded, chosen) => Boolean(chosen) || !recorded?.earlier;
