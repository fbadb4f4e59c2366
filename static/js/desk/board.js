// @ts-check
/**
 * Consolidation at the desk: the board of a plenary session follows what the desk's room tells of it. Refuses to act:
 * merges are proposed and signed beside the podium.
 */
import { makeBoard } from "../page/board.js";
import { loadStrings } from "../page/strings.js";
import { followDesk } from "./desk_line.js";

const { meeting = "", slot = "", lang = "en", stringsUrl = "" } = document.body.dataset;
/** How many decisions each room had come to when it was heard of last. @type {Map<string, number>} */
const decided = new Map();

await loadStrings(stringsUrl, lang);
const board = makeBoard();
followDesk({ meeting, slot }, (message) => {
  if (message.type === "programme_changed") return board.soon();
  if (message.type !== "overview_changed") return undefined;
  const { room_id: room, decided: now } = message.overview;
  const before = decided.get(room);
  decided.set(room, now);
  return before !== undefined && before !== now ? board.soon() : undefined;
});
