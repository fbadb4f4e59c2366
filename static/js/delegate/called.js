// @ts-check
/**
 * The call into another room: one band on top of the phone, with the way to the ballot. Refuses to cover anything and
 * to move anybody. Invariant: it stands as long as the round is voted on and this seat has not cast there, whatever
 * else the phone shows; it is said aloud once.
 */
import { all, fill, list, one } from "../page/dom.js";
import { announce, known } from "../page/announce.js";
import { t } from "../page/strings.js";
import { nudge } from "./signals.js";
import { waysOf } from "./asking.js";

/** Find the link of the agenda to a room. @param {string} id */
const linkTo = (id) => one(`.programme__room[href$="/${CSS.escape(id)}"]`);

/** @param {string} id */
const titleOf = (id) => one("[data-text=room]", linkTo(id) ?? undefined)?.textContent ?? "";

/**
 * Show the band, and in the agenda which rooms are voting.
 * @param {Pick<import("../line/state.js").State, "calls">} state
 * @param {import("./asking.js").Here} here @param {boolean} first
 * @returns {string[]} the rooms that the band leads to
 */
export function showCalled({ calls }, here, first) {
  const { open, ways } = waysOf(Object.values(calls), here);
  const band = /** @type {HTMLElement} */ (one("[data-list=called]"));
  const shown = ways.filter(({ room_id }) => linkTo(room_id));
  band.hidden = shown.length === 0;
  list(band, shown, "room_id", "way", (row, { room_id, view }) => {
    fill(row, { where: titleOf(room_id), href: `${linkTo(room_id)?.getAttribute("href")}${view}` });
  });
  for (const link of all(".programme__room"))
    fill(link, { open: open.some((id) => link.getAttribute("href")?.endsWith(`/${id}`)) });
  for (const call of Object.values(calls).filter(({ room_id }) => shown.some((way) => way.room_id === room_id)))
    say(`call:${call.round_id}`, call.room_id, first);
  return shown.map(({ room_id }) => room_id);
}

/** Take the band away: a phone that is not connected never says that voting is open. */
export function hideCalled() {
  const band = one("[data-list=called]");
  if (band) band.hidden = true;
}

/** @param {string} occasion @param {string} room_id @param {boolean} first what was so when the page came */
function say(occasion, room_id, first) {
  if (first) known(occasion);
  else if (announce(occasion, `${t("call.open")} ${titleOf(room_id)}`)) nudge("open");
}
