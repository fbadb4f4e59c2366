// @ts-check
/**
 * Numbers that follow each other: those of decisions, and the versions of a tally, of which a step says what changed.
 * Pure. Invariant: a step is put in only where it belongs; what does not fit changes nothing, and whoever keeps the
 * line asks for the whole.
 */

/**
 * What every page of today says in its hello that it knows: steps of a tally, events by their new names, and to read
 * more of a long room than its picture has.
 */
export const KNOWN = [
  "delta", "live_changed", "set_changed", "said_to_all", "signing_changed", "confirmation_changed",
  "presentation_changed", "named_changed", "count_changed", "more",
  "speakers_changed",
];

/**
 * Follow the numbers of decisions: where we are after a message, and whether one is missing.
 * @param {number} seen @param {Said.Heard} message @returns {{seen: number, gap: boolean}}
 */
export function follow(seen, message) {
  if (message.type === "snapshot") return { seen: message.seq, gap: false };
  if (message.type === "pulse") return { seen, gap: message.seq > seen };
  if (!isNumbered(message) || ("ref" in message && message.ref)) return { seen, gap: false };
  return { seen: message.seq === seen + 1 ? message.seq : seen, gap: message.seq > seen + 1 };
}

/**
 * Put a step into the tally it builds on.
 * @param {import("./state.js").Count} tally
 * @param {Pick<Said.TallyStepped, "since" | "tally_version" | "turnout" | "cells">} step
 */
export function stepped(tally, { since, tally_version, turnout, cells }) {
  if (tally?.tally_version !== since || !tally.cells) return tally;
  const counted = tally.cells.map((item) => item.map((region) => [...region]));
  for (const [item, region, column, now] of cells) counted[item][region][column] = now;
  return { tally_version, turnout: { ...tally.turnout, ...turnout }, cells: counted };
}

/**
 * Follow the versions of tallies: which was told last of each round, and whether a step came that does not build on it.
 * @param {Record<string, number>} told @param {Said.Heard} message
 * @returns {{told: Record<string, number>, gap: boolean}}
 */
export function counted(told, message) {
  if (message.type !== "tally_changed" && message.type !== "tally_stepped") return { told, gap: false };
  const gap = message.type === "tally_stepped" && told[message.round_id] !== message.since;
  return { told: { ...told, [message.round_id]: message.tally_version }, gap };
}

/**
 * Say whether a message carries the number of a decision; what is said of the hall has numbers of its own.
 * @param {Said.Heard} message
 * @returns {message is Exclude<Extract<Said.Heard, {seq: number}>, Said.HallChanged | Said.ScreensChanged>}
 */
export const isNumbered = (message) => "seq" in message && !/^(hall|screens)_/.test(message.type);
