// @ts-check
/**
 * What a list says of delegations, as sentences. Pure but for the words. Refuses to count. Invariant: where nothing is
 * told it is said why.
 */
import { number, t } from "./strings.js";

/** Say why no figures of delegations are told; nothing where they are, or where there are none. @param {any} ranked */
export const withheldWords = ({ delegations }) =>
  delegations?.withheld ? t(`delegations.withheld.${delegations.withheld}`) : "";

/** Say how many delegations are for an item and against it; nothing where that is not told. @param {any} item */
export const delegationsLine = ({ delegations: told }) =>
  told
    ? t("delegations.line", {
        in_favour: number(told.for), against: number(told.against), none: number(told.none),
      })
    : "";

/** How a delegation's position is drawn, and in which paint. @type {Record<string, [string, string]>} */
export const POSITIONS = { for: ["backs", "for"], against: ["opposes", "against"], none: ["none", "quiet"] };

/** By which name a line of a roll call goes. @param {{name: string, seat: number | null}} called */
export const nameOf = ({ name, seat }) => name || t("seats.nameless", { n: number(seat ?? 0) });

/**
 * Say how a delegation voted on an item: where it stands, and how many of its marks are For and Against.
 * @param {any} called @param {string} id of a recommendation
 */
export function votedOn({ ballots, votes }, id) {
  const [position, outright, with_changes, against] = votes[id];
  const changed = ballots === 1 && with_changes ? "mark.with_changes" : `position.${position}`;
  return {
    position, word: t(changed), duel: ballots > 1 ? `${number(outright + with_changes)}–${number(against)}` : "",
  };
}
