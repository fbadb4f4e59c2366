// @ts-check
/**
 * Which part of a ballot its owner sees: a card, the overview in one of its ways, the receipt, what is not sent. Pure.
 * Refuses to know the page. Invariant: what was asked for is shown, unless the ballot can no longer be cast, is on its
 * way, or another one was cast meanwhile.
 */
import { formOf } from "./forms.js";

/** The ways in which all of a ballot is seen: by its numbers, by titles, with the marks. */
export const WAYS = ["all", "titles", "review"];

/**
 * @typedef {{step: "card" | "overview" | "look" | "receipt" | "unsent" | "over" | "newer", place: number, way: string}}
 *   Step `way` is that of the overview, or of the overview from which a card was opened
 */

/** Read a step of the address: a way, a place from 1 in it, or both. @param {string} step */
export function asking(step) {
  const [, way = "", place = "0"] = /^(all|titles|review)?-?(\d+)?$/.exec(step) ?? [];
  return { way, place: Number(place) };
}

/**
 * Say of which recommendations mark or words are other than in the ballot that was cast.
 * @param {Said.Round} round @param {Record<string, string>} marks @param {any} ballot
 * @param {import("./fill.js").Remarks} [words] @returns {string[]}
 */
export const changesIn = (round, marks, ballot, words = {}) =>
  isKnown(ballot)
    ? round.slate.filter((id) => marks[id] !== ballot.marks[id] || !same(words[id], ballot.wishes?.[id])) : [];

/** @param {any} one a remark, or none @param {any} other */
const same = (one, other) => ["kind", "words", "quote"].every((name) => (one?.[name] ?? "") === (other?.[name] ?? ""));

/** Say whether a ballot was cast whose marks this person may see: not by an earlier holder. @param {any} ballot */
export const isKnown = (ballot) => Boolean(ballot) && !ballot.earlier;

/** Forms that show the whole slate at once, so that nothing has to be jumped to. @param {Said.Round} round */
export const isOnePage = (round) => ["ticks", "order"].includes(formOf(round));

/**
 * @param {Said.Round} round @param {string} asked the step in the address
 * @param {{voting: boolean, kept: import("./casting.js").Kept | null, standing: string, ballot: any, late: boolean}}
 *   known whether it can be cast, what this phone keeps of it, how that stands, what the service has, and whether what
 *   was sent is not answered as soon as it should
 * @returns {Step}
 */
export function stepOf(round, asked, { voting, kept, standing, ballot, late }) {
  const at = (/** @type {Step["step"]} */ step, place = 0, way = "") => ({ step, place, way });
  if (standing === "newer") return at("newer");
  if (!voting) return at("over");
  if (asked === "look") return at("look", 0, "review");
  if (kept?.sending && (late || standing === "failed")) return at("unsent");
  const { way, place } = asking(asked);
  if (place) return at("card", Math.min(round.slate.length, place) - 1, way);
  if (way) return at("overview", 0, isOnePage(round) ? "review" : way);
  if (isKnown(ballot) && !kept) return at("receipt");
  const first = round.slate.findIndex((/** @type {string} */ id) => !(id in (kept?.marks ?? {})));
  if (!isOnePage(round) && (first < 0 || isKnown(ballot))) return at("overview", 0, "all");
  return at("card", Math.max(0, first));
}

/** The step as the address says it. @param {Step} at */
export const named = ({ step, place, way }) =>
  step === "card" ? [way, place + 1].filter(Boolean).join("-") : step === "overview" ? way : "";
