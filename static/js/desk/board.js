// @ts-check
/**
 * Consolidation at the desk: the board of a plenary session follows what the desk's room tells of it, and has the
 * dialogs of the board beside the podium. Refuses to enter that room: it acts there by calls.
 */
import { makeBoard } from "../page/board.js";
import { loadStrings } from "../page/strings.js";
import { makeBoardActs } from "../podium/board_acts.js";
import { followDesk } from "./desk_line.js";
import { makePlenaryActs } from "./plenary_acts.js";

const { meeting = "", room = "", slot = "", lang = "en", stringsUrl = "" } = document.body.dataset;
/** How many decisions each room had come to when it was heard of last. @type {Map<string, number>} */
const decided = new Map();

await loadStrings(stringsUrl, lang);
const board = makeBoard(() => acts.settle());
const ask = makePlenaryActs({ room, slot, lang });
const acts = makeBoardActs(async (command) => {
  const reply = await ask(command);
  board.soon();
  return reply;
});
followDesk({ meeting, slot }, (message) => {
  if (message.type === "programme_changed") return board.soon();
  if (message.type !== "overview_changed") return undefined;
  const { room_id: told, decided: now } = message.overview;
  const before = decided.get(told);
  decided.set(told, now);
  return before !== undefined && before !== now ? board.soon() : undefined;
});
