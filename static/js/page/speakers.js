// @ts-check
/**
 * A list of speakers in words: what the room calls each, and for how long each region has spoken by now. Pure but for
 * the words. Refuses to measure time beyond what was told. Invariant: whoever speaks counts for their region.
 */
import { number, t, twoDigits } from "./strings.js";

/** @typedef {import("./chips.js").Region} Region */

/** Say what the room calls somebody. @param {Said.Speaker} speaker @param {Region[]} regions */
export const speakerName = ({ name, region_id, seat }, regions) =>
  name || (seat ? t("seats.nameless", { n: seat }) : regions.find(({ id }) => id === region_id)?.name ?? region_id);

/** Write a time that was taken: seconds that are over. @param {number} ms */
export function takenText(ms) {
  const seconds = Math.floor(ms / 1_000);
  return `${number(Math.floor(seconds / 60))}:${twoDigits(seconds % 60)}`;
}

/** Say how long somebody has spoken by now. @param {Said.Turn} turn @param {number} at when that was told */
export const spokenNow = (turn, at, now = performance.now()) => turn.spoken_ms + (turn.paused ? 0 : now - at);

/**
 * How long each region has spoken by now, the longest first.
 * @param {Said.Speakers} speakers @param {number} at when it was told @param {Region[]} regions @param {number} [now]
 * @returns {{id: string, name: string, regions: Region[], text: string, ms: number}[]}
 */
export function spokenRows(speakers, at, regions, now) {
  const total = new Map(Object.entries(speakers.spoken));
  const { turn } = speakers;
  if (turn) {
    const { region_id } = turn.speaker;
    total.set(region_id, (total.get(region_id) ?? 0) + spokenNow(turn, at, now));
  }
  const place = (/** @type {string} */ id) => regions.findIndex((region) => region.id === id);
  return [...total].map(([id, ms]) => {
    const own = regions.filter((region) => region.id === id);
    return { id: id || "none", name: own[0]?.name ?? t("speakers.of_none"), regions: own, text: takenText(ms), ms };
  }).sort((a, b) => b.ms - a.ms || place(a.id) - place(b.id));
}

/** Say in a line who speaks and who comes next; empty where nobody does either. */
export function speakersLine(/** @type {Said.Speakers | null} */ speakers, /** @type {Region[]} */ regions) {
  if (!speakers?.turn && !speakers?.next.length) return "";
  const { turn, next: waiting } = speakers;
  const next = waiting.slice(0, 2).map((one) => speakerName(one, regions)).join(", ");
  return [
    turn ? t("speakers.now", { name: speakerName(turn.speaker, regions) }) : "",
    next ? t("speakers.next", { names: next }) : "",
  ].filter(Boolean).join(" · ");
}
