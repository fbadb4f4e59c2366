// @ts-check
/**
 * The hall as the chair steers it: what it shows, its pages, and how many screens say so; what it will see once a round
 * is published, and the current picture as a file. Refuses to publish. Invariants: what is said of the hall is what the
 * service says, for the screens are steered from any device; what is previewed is the hall's own page.
 */
import { all, fill, list, one } from "../page/dom.js";
import { presentedAt } from "../line/presented.js";
import { t } from "../page/strings.js";
import { span, spanWords } from "../list/pager.js";
import { pageAt, placeOf, turnedTo, viewOf, viewsOf } from "../list/views.js";
import { placeWords } from "../page/agenda.js";
import { OF_LISTS, OF_NONE, TITLES, inHall, pagesOf, viewsFor } from "../page/hall.js";
import { onceHere, sayNear } from "./acts.js";
import { later } from "../page/later.js";
import { refusalWords } from "../page/rounds.js";
import { showPapers } from "./hall_papers.js";

/** What draws a picture for a file. */
const pictures = later(() => import("./pictures.js"));

/** @typedef {import("../line/state.js").State} State */
/** @typedef {import("../page/hall.js").InHall} InHall */
/** @typedef {{view: string, page: number, item?: string}} Place */

/**
 * Take the hall's part of the podium into use.
 * @param {HTMLElement} podium @param {import("../page/agenda.js").Agenda} agenda
 * @param {{read: () => {state: State, round: Said.Round, listOf: (round: any) => any}, slot: string,
 *   ask: (command: any) => Promise<any>, conducts: () => boolean}} tools
 */
export function makeHallControls(podium, agenda, { read, slot, ask, conducts }) {
  /** What was asked for last and is not answered yet: the next page counts from there. @type {Place | null} */
  let wanted = null;
  /** What is previewed, which no screen sees. @type {Place} */
  let ahead = { view: "list", page: 0 };
  let known = "";
  const frame = () => /** @type {HTMLIFrameElement | null} */ (one("[data-foresight-frame]", podium));
  const sayAhead = () => frame()?.contentWindow?.postMessage(ahead, location.origin);
  addEventListener("message", ({ source, data }) => {
    if (source === frame()?.contentWindow && data?.asks === "ahead") sayAhead();
  });

  /** The closed round whose list the podium may see before the hall. */
  function foreseen() {
    const { round, listOf } = read();
    const ranked = round?.state === "closed" ? listOf(round) : null;
    return ranked ? { round, ranked } : null;
  }

  /** What the hall shows, with its list and the pages it has. */
  function now() {
    const { state, listOf } = read();
    const shown = inHall(state);
    const ranked = OF_LISTS.includes(shown.view) ? listOf(shown.round) : null;
    const place = { ...shown, ...wanted };
    if (ranked && !wanted && shown.item) place.page = placeOf(ranked, shown.item);
    const presents = shown.view === "presentation" ? presentedAt(state, place.page) : null;
    return { state, shown, ranked, place, at: shown.round ? pagesAt(shown.round, ranked, place) : presents };
  }

  function show() {
    const { state, shown, ranked, place, at } = now();
    const live = awayWith(state, agenda);
    const room = live ?? agenda.rooms.find((/** @type {any} */ found) => found.id === shown.roomId) ?? state.room;
    const elsewhere = room.id !== state.room.id;
    fill(podium, {
      hallElsewhere: elsewhere, hallAway: elsewhere ? "yes" : "no",
      hallWhere: elsewhere ? placeWords(agenda, room, live ? null : shown.round) : "",
      hallBack: conducts() && (shown.set || Boolean(live)),
      hallBackWords: t(live ? "podium.hall_back_live" : elsewhere ? "podium.hall_back" : "podium.hall_follow"),
      screensWords: screensWords(state), canTurn: Boolean(conducts() && !live && at && at.pages > 1),
      canShow: conducts() && !live,
      hallPager: at ? spanWords(at) : "", canSave: Boolean(ranked ?? foreseen()),
    });
    const has = ranked ? viewsOf(ranked) : shown.round?.state === "published" ? [] : viewsFor(shown.round);
    const offered = [...(shown.view === "welcome" && !shown.set ? [] : ["welcome"]), ...(has.length > 1 ? has : [])];
    press("view", offered, place.view);
    showPapers(podium, agenda, state.room, place, conducts() && !live);
    showFrame(live?.id ?? state.room.id);
    foresee();
  }

  function foresee() {
    const early = foreseen();
    const key = early ? `${early.round.id}:${early.round.epoch}` : "";
    if (key !== known) [known, ahead] = [key, { view: "list", page: 0 }];
    const at = early ? pagesAt(early.round, early.ranked, ahead) : null;
    fill(podium, {
      foreseeable: Boolean(early), aheadTurns: Boolean(at && at.pages > 1), aheadPager: at ? spanWords(at) : "",
    });
    const views = early ? viewsOf(early.ranked) : [];
    press("ahead", views.length > 1 ? views : [], early ? viewOf(early.ranked, /** @type {any} */ (ahead.view)) : "");
    const place = /** @type {HTMLElement} */ (one("[data-list='foresight']", podium));
    list(place, early ? [{ id: "foresight" }] : [], "id", "foresight");
  }

  /** @param {string} act @param {string[]} offered @param {string} view */
  function press(act, offered, view) {
    for (const button of all(`.views__one[data-act='${act}']`, podium)) {
      button.hidden = !offered.includes(button.dataset.view ?? "");
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    }
  }

  /** The hall's own page, of the room whose screens are the hall: behind all that the podium needs to work. */
  function showFrame(/** @type {string} */ roomId) {
    if (document.readyState !== "complete") return addEventListener("load", show, { once: true });
    const page = /** @type {HTMLIFrameElement} */ (one("[data-hall-frame]", podium));
    const address = `/tab/${slot}/screen/${roomId}`;
    if (page.getAttribute("src") !== address) page.setAttribute("src", address);
  }

  /** @param {HTMLElement} button @param {Said.Round | null} round @param {Place} to */
  async function steer(button, round, to) {
    sayNear(button, "");
    wanted = to;
    show();
    try {
      await ask({ type: "show_in_hall", round_id: round?.id ?? "", ...to });
    } catch (refusal) {
      sayNear(button, refusalWords(refusal));
    } finally {
      if (wanted === to) wanted = null;
      show();
    }
  }

  return {
    show,
    /** @param {HTMLElement} button @param {"svg" | "png"} kind */
    async save(button, kind) {
      const { state } = read();
      const early = foreseen();
      const { shown, ranked, place } = now();
      const what = early ? { ...early, place: ahead } : { round: shown.round, ranked, place };
      if (!what.ranked || !what.round) return;
      const said = /** @type {any} */ (what);
      await onceHere(button, pictures, ({ savePicture }) => savePicture(podium, agenda, state, said, kind))
        .catch(() => sayNear(button, t("podium.refused")));
    },
    /** Show a round in the hall as its state asks for. @param {HTMLElement} button @param {string} roundId */
    round: (button, roundId) => steer(button, /** @type {any} */ ({ id: roundId }), { view: "", page: 0 }),
    /** @param {HTMLElement} button @param {string} view @param {string} [item] the paper */
    view(button, view, item = "") {
      if (OF_NONE.some((one) => one === view)) return steer(button, null, { view, page: 0, item });
      const { shown, ranked, place } = now();
      const to = ranked ? turnedTo(ranked, /** @type {any} */ (place), /** @type {any} */ (view)) : { view, page: 0 };
      return steer(button, shown.round, to);
    },
    /** @param {HTMLElement} button @param {number} step */
    step(button, step) {
      const { shown, place, at } = now();
      const page = at ? Math.min(Math.max(0, at.page + step), at.pages - 1) : 0;
      if (at) steer(button, shown.round, { view: place.view, page });
    },
    /** Have the screens follow this room again. @param {HTMLElement} button */
    back(button) {
      const away = awayWith(read().state, agenda);
      if (!away) return steer(button, null, { view: "", page: 0 });
      return ask({ type: "set_live", question_id: "" }).catch((refusal) => sayNear(button, refusalWords(refusal)));
    },
    /** Turn what is previewed. @param {{view?: string, step?: number}} to */
    foresee({ view, step = 0 }) {
      const early = foreseen();
      if (!early) return;
      if (view) ahead = turnedTo(early.ranked, /** @type {any} */ (ahead), /** @type {any} */ (view));
      else ahead = { ...ahead, page: pagesAt(early.round, early.ranked, { ...ahead, page: ahead.page + step }).page };
      sayAhead();
      foresee();
    },
  };
}

/** @param {Said.Round} round @param {any} ranked @param {Place} place */
function pagesAt(round, ranked, { view, page }) {
  if (ranked) return pageAt(ranked, /** @type {any} */ (view), page);
  const at = span(pagesOf(round, /** @type {any} */ (view)), page, 1);
  return view === "slate" ? span(round.slate.length, at.page, TITLES) : at;
}

/**
 * The room that the meeting's screens follow, where that is another plenary and this one has no screen of its own.
 * @param {State} state @param {import("../page/agenda.js").Agenda} agenda
 */
function awayWith({ live, room, screens }, agenda) {
  if (room.kind !== "plenary" || !live?.room_id || live.room_id === room.id || screens?.screens) return null;
  return agenda.rooms.find((found) => found.id === live.room_id) ?? null;
}

/** Say how many screens show what the hall is to show. @param {State} state */
function screensWords({ screens, hall }) {
  if (!screens) return "";
  const { screens: all_, showing } = screens;
  if (!all_) return t("podium.screens.none");
  if (screens.seq !== (hall?.seq ?? 0) || !showing) return t("podium.screens.silent", { n: all_ });
  return showing === all_ ? t("podium.screens.all", { n: all_ }) : t("podium.screens.some", { n: showing, all: all_ });
}
