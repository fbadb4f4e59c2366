// @ts-check
/**
 * The countdown as a reader sees it. Refuses to end anything: the service closes rounds, this only shows time.
 * Invariant: the text is computed from the figure received and the time since, so a sleeping phone wakes up with the
 * right one.
 */
import { closesWords } from "./closing_dates.js";
import { number, t, twoDigits } from "./strings.js";

const DAY_MS = 86_400_000;
const LONG_S = 6_000; // from a hundred minutes on hours are written

/** @typedef {{running: boolean, remaining_ms: number | null, ends_at_ms?: number | null}} Clock */

/**
 * Say how much is left, in milliseconds; null where there is no countdown.
 * @param {Clock | null | undefined} clock @param {number} [clockAt] when the figure came @param {number} [now]
 */
export function remaining(clock, clockAt = 0, now = performance.now()) {
  if (!clock || clock.remaining_ms === null || clock.remaining_ms === undefined) return null;
  return Math.max(0, clock.remaining_ms - (clock.running ? now - clockAt : 0));
}

/**
 * The countdown of somebody with personal time: it is added to the room's, and goes on when the room's has ended.
 * @param {{state: string, clock: Clock}} round @param {number} personal_ms what is left of their own @returns {Clock}
 */
export function personalClock({ state, clock }, personal_ms) {
  if (!personal_ms) return clock;
  if (state === "closing") return { running: true, remaining_ms: personal_ms };
  return clock.remaining_ms === null ? clock : { ...clock, remaining_ms: clock.remaining_ms + personal_ms };
}

/**
 * Where more than a day is left, say in words when the end is, or of a clock that stands, how many days are left.
 * @param {Clock | null | undefined} clock @param {number | null} left_ms
 */
export function daysText(clock, left_ms) {
  if (!clock || left_ms === null || left_ms <= DAY_MS) return "";
  if (clock.running && clock.ends_at_ms) return closesWords(clock.ends_at_ms);
  return t("clock.days_left", { n: Math.floor(left_ms / DAY_MS) });
}

/**
 * Write it as minutes and seconds, rounded up, so that 0:00 is the end; where it is long with hours.
 * @param {number | null} left_ms
 */
export function clockText(left_ms) {
  if (left_ms === null) return "";
  const seconds = Math.ceil(left_ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const long = seconds >= LONG_S ? `${number(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}` : number(minutes);
  return `${long}:${twoDigits(seconds % 60)}`;
}

/**
 * Show the countdown at every turn of its second until the returned function is called; where more than a day is left
 * there is no text, and words in its place.
 * @param {() => {clock: Clock | null | undefined, at: number}} read
 * @param {(text: string, left_ms: number | null, running: boolean, words: string) => void} show
 */
export function tick(read, show) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const turn = () => {
    const { clock, at } = read();
    const left = remaining(clock, at);
    const words = daysText(clock, left);
    show(words ? "" : clockText(left), left, Boolean(clock?.running), words);
    timer = setTimeout(turn, left !== null && clock?.running && left > 0 ? (left % 1000 || 1000) + 5 : 250);
  };
  turn();
  return () => clearTimeout(timer);
}

/** Write seconds as minutes, with a fraction where there is one. @param {number} seconds */
export const minutes = (seconds) => Math.round(seconds / 6) / 10;
