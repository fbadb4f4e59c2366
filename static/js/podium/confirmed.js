// @ts-check
/**
 * How many of a region have confirmed what it hands over, in words of the podium. Refuses to know who has. Invariant:
 * that a text has changed since its region was asked is said until the region is asked again, or no more.
 */
import { labelWords } from "../page/numbers.js";
import { inRow, t } from "../page/strings.js";

/** What the region of this room was asked last. @type {{id: string, version: number}[]} */
let last = [];

/** Say how many have confirmed a set. @param {Said.Set} set */
export const confirmedBy = ({ confirmed: by }) =>
  by ? t("podium.confirm.by", { n: by.confirmed, all: by.entitled }) : "";

/**
 * Say what the region of the room is asked, and whether it can be asked about what is chosen.
 * @param {import("../line/state.js").State} state @param {string[]} ids @param {number} most
 */
export function askedOf({ confirmations, room, recommendations }, ids, most) {
  const asked = confirmations.find((one) => one.room_id === room.id);
  if (asked) last = asked.recommendation_ids.map((id) => ({ id, version: recommendations[id]?.version }));
  const changed = !asked && last.some(({ id, version }) => recommendations[id]?.version !== version);
  if (!asked && !changed) last = [];
  const same = asked && [...asked.recommendation_ids].sort().join() === [...ids].sort().join();
  const labels = (asked?.recommendation_ids ?? []).map((id) => labelWords(recommendations[id] ?? {}));
  const count = asked && t("confirm.count", { n: asked.confirmed, all: asked.entitled });
  const canAsk = ids.length > 0 && ids.length <= most && !same;
  const words = asked ? [inRow(labels), count].join(" · ") : changed ? t("podium.confirm.changed") : "";
  return { confirmWords: words, canAsk };
}
