// @ts-check
/**
 * The hall as the chair steers it: its view and its page, what it will see before it does, the current picture as a
 * file. Refuses to publish. Invariant: what is previewed is the hall's own page, and what is exported is drawn by the
 * hall's hands.
 */
import { all, fill, list, one } from "../page/dom.js";
import { span, spanWords, turnTogether } from "../list/pager.js";
import { mostOf, turnedTo, viewOf, viewsOf } from "../list/views.js";
import { regionsOf } from "../page/agenda.js";
import { wordsOf } from "../page/words.js";

/**
 * Take the hall's part of the podium into use.
 * @param {HTMLElement} podium @param {import("../page/agenda.js").Agenda} agenda
 * @param {() => {state: import("../line/state.js").State, round: Said.Round, ranked: any}} read
 */
export function makeHallControls(podium, agenda, read) {
  /** @type {import("../list/views.js").Turned} */
  let turned = { view: "list", page: 0 };
  let known = "";
  const turn = turnTogether(agenda.room.id, (to) => {
    turned = to;
    show();
  }, () => (read().ranked ? turned : null));

  function show() {
    const { round, ranked } = read();
    const now = `${round?.id ?? ""}:${round?.state ?? ""}`;
    if (known && known !== now) turned = { view: "list", page: 0 };
    known = now;
    const shown = ranked && ["closed", "published"].includes(round?.state);
    const view = shown ? viewOf(ranked, turned.view) : "list";
    const at = shown ? span(ranked.items.length, turned.page, mostOf(ranked, view)) : null;
    fill(podium, { canTurn: Boolean(at && at.pages > 1), canShow: Boolean(shown), hallPager: at ? spanWords(at) : "" });
    for (const button of all("[data-act='view']", podium)) {
      button.hidden =
        !shown || viewsOf(ranked).length < 2 || !viewsOf(ranked).includes(/** @type {any} */ (button.dataset.view));
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    }
    foresee(podium, Boolean(shown) && round.state === "closed");
  }

  /** @param {"svg" | "png"} kind */
  async function save(kind) {
    const { state, round, ranked } = read();
    if (!ranked) return;
    const [{ drawInto }, { SHEET, sheetShapes, viewLabel }, { download, pngOf, svgText }] = await Promise.all([
      import("../drawing/svg.js"), import("../list/sheet.js"), import("./export.js"),
    ]);
    const svg = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (one("[data-sheet]", podium)));
    const shapes = sheetShapes(
      { ranked, regions: regionsOf(agenda, round), turned, lang: (id) => wordsOf(state.recommendations[id]).language },
      {
        question: one("[data-text='question']", podium)?.textContent ?? "", published: round.state === "published",
        brand: one(".brand span", podium)?.textContent ?? "",
      }
    );
    drawInto(svg, shapes, { ...SHEET, rtl: document.documentElement.dir === "rtl", label: viewLabel(ranked, turned) });
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
      `${fileName(state.room, round)}-${viewOf(ranked, turned.view)}-${turned.page + 1}.${kind}`
    );
  }

  return {
    show,
    save,
    /** @param {string} view */
    view: (view) => turn(turnedTo(read().ranked, turned, /** @type {any} */ (view))),
    /** @param {number} step */
    step(step) {
      const { ranked } = read();
      turn({
        ...turned,
        page: span(ranked.items.length, turned.page + step, mostOf(ranked, viewOf(ranked, turned.view))).page,
      });
    },
  };
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

/**
 * The hall's page, told that the round is public; it is there only as long as the round waits.
 * @param {HTMLElement} podium
 * @param {boolean} waits
 */
function foresee(podium, waits) {
  fill(podium, { foreseeable: waits });
  list(
    /** @type {HTMLElement} */ (one("[data-list='foresight']", podium)),
    waits ? [{ id: "foresight" }] : [],
    "id", "foresight"
  );
}
