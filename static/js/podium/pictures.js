// @ts-check
/**
 * A view of a list as a file, drawn by the hall's own hands; it comes when the first file is asked for. Refuses to know
 * how it came into view. Invariant: the file shows what the page shows, with the question that was put.
 */
import { one } from "../page/dom.js";
import { findQuestion, regionsListed, sessionOf } from "../page/agenda.js";
import { drawInto } from "../drawing/svg.js";
import { SHEET, sheetShapes, viewLabel } from "../list/sheet.js";
import { viewOf } from "../list/views.js";
import { wordsOf } from "../page/words.js";
import { download, pngOf, svgText } from "./export.js";

/**
 * Save it.
 * @param {HTMLElement} podium @param {import("../page/agenda.js").Agenda} agenda
 * @param {import("../line/state.js").State} state
 * @param {{round: Said.Round, ranked: any, place: import("../list/views.js").Turned}} what
 * @param {"svg" | "png"} kind
 */
export async function savePicture(podium, agenda, state, { round, ranked, place }, kind) {
  const room = agenda.rooms.find((found) => found.id === round.room_id) ?? state.room;
  const session = sessionOf(agenda, room);
  const svg = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (one("[data-sheet]", podium)));
  const shapes = sheetShapes(
    {
      ranked, regions: regionsListed(agenda, round), turned: place,
      lang: (id) => wordsOf(state.recommendations[id]).language,
    },
    {
      question: findQuestion(session, round.question_id)?.text ?? session?.title ?? agenda.title,
      published: round.state === "published", brand: one(".brand span", podium)?.textContent ?? "",
    }
  );
  drawInto(svg, shapes, { ...SHEET, rtl: document.documentElement.dir === "rtl", label: viewLabel(ranked, place) });
  const text = svgText(svg, SHEET.width, SHEET.height);
  svg.replaceChildren();
  const image = /** @type {HTMLImageElement} */ (one("[data-sheet-image]", podium));
  const file =
    kind === "svg"
      ? new Blob([text], { type: "image/svg+xml" })
      : await pngOf(image, text, SHEET.width, SHEET.height);
  download(
    /** @type {HTMLAnchorElement} */ (one("[data-sheet-file]", podium)),
    file,
    `${fileName(room, round)}-${viewOf(ranked, place.view)}-${place.page + 1}.${kind}`
  );
}

/**
 * Name a file by room and round, as the service does.
 * @param {Said.Room} room
 * @param {Said.Round} round
 */
function fileName({ agenda_session_id: session, region_id: region }, round) {
  const where = `${session} ${region}`.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return ["plenum", ...where, "round", round.number_in_room].join("-");
}
