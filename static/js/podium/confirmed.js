// @ts-check
/** How many of a region have confirmed what it hands over, in words of the podium. Pure. Refuses to know who has. */
import { labelWords } from "../page/numbers.js";
import { inRow, t } from "../page/strings.js";

/** Say how many have confirmed a set. @param {Said.Set} set */
export const confirmedBy = ({ confirmed: by }) =>
  by ? t("podium.confirm.by", { n: by.confirmed, all: by.entitled }) : "";

/**
 * Say what the region of the room is asked, and whether it can be asked about what is chosen.
 * @param {import("../line/state.js").State} state @param {string[]} ids @param {number} most
 */
export function askedOf({ confirmations, room, recommendations }, ids, most) {
  const asked = confirmations.find((one) => one.room_id === room.id);
  const same = asked && [...asked.recommendation_ids].sort().join() === [...ids].sort().join();
  const labels = (asked?.recommendation_ids ?? []).map((id) => labelWords(recommendations[id] ?? {}));
  const count = asked && t("confirm.count", { n: asked.confirmed, all: asked.entitled });
  const canAsk = ids.length > 0 && ids.length <= most && !same;
  return { confirmWords: asked ? [inRow(labels), count].join(" · ") : "", canAsk };
}
