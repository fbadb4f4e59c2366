// @ts-check
/**
 * What one's region is asked to confirm: in its own room the texts, how many said yes, and the button to say so; in
 * another room the way there. Refuses to know who else has said yes. Invariant: who has said yes is asked no more.
 */
import { announce, known } from "../page/announce.js";
import { fill, list, one } from "../page/dom.js";
import { labelWords } from "../page/numbers.js";
import { t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";
import { nudge } from "./signals.js";

/** @typedef {import("../line/state.js").State} State */

/** By room, what was confirmed on this page. @type {Map<string, number>} */
const said = new Map();

/** Say yes to what a button is about. @param {HTMLElement} button @param {(command: any) => Promise<any>} ask */
export async function confirmSet(button, ask) {
  const asked = Number(button.dataset.asked);
  const reply = await ask({ type: "confirm_set", asked });
  said.set(document.body.dataset.room ?? "", asked);
  fill(/** @type {HTMLElement} */ (one("[data-confirming]")), { unsaid: false, said: true });
  return reply;
}

/** Say whether this seat has confirmed. @param {State} state @param {Said.Confirmation} asked */
const hasSaid = ({ you }, { room_id, asked }) =>
  Math.max(said.get(room_id) ?? 0, you?.confirmed_in?.[room_id] ?? 0) >= asked;

/** Show what is asked, of this room first. @param {State} state @param {boolean} votes */
export function showConfirming(state, votes) {
  const area = one("[data-confirming]");
  if (!area) return;
  const own = state.confirmations.filter((one) => one.room_id === state.room.id || (votes && isOwn(state, one)));
  const asked = own.find((one) => one.room_id === state.room.id) ?? own.find((one) => !hasSaid(state, one));
  area.hidden = !asked;
  if (!asked) return;
  const here = asked.room_id === state.room.id;
  const yes = hasSaid(state, asked);
  fill(area, {
    asked: String(asked.asked), unsaid: votes && here && !yes, said: yes, elsewhere: !here, here,
    href: linkTo(asked.room_id), count: here ? t("confirm.count", { n: asked.confirmed, all: asked.entitled }) : "",
  });
  const texts = asked.recommendation_ids.map((id) => state.recommendations[id]).filter(Boolean);
  list(/** @type {HTMLElement} */ (one("[data-list=asked]", area)), texts, "id", "asked-text", (row, text) =>
    fill(row, { ...wordsOf(text), number: labelWords(text) }));
  if (!votes || yes) known(`confirm:${asked.room_id}:${asked.asked}`);
  else if (announce(`confirm:${asked.room_id}:${asked.asked}`, t("confirm.title"))) nudge("open");
}

/** Whether it is asked of the region of this phone's owner. @param {State} state @param {Said.Confirmation} asked */
const isOwn = ({ you }, asked) => Boolean(you?.region_id) && Boolean(linkTo(asked.room_id));

/** Where the agenda leads to a room; only one's own rooms are there. @param {string} id */
const linkTo = (id) => one(`.programme__room[href$="/${CSS.escape(id)}"]`)?.getAttribute("href") ?? "";
