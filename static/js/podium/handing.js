// @ts-check
/**
 * The podium's panel of what a region hands over, and the plenary's of what it has been handed. Refuses to judge the
 * choice: the service does. Invariant: what is said to be handed over is what the service last said.
 */
import { fill, list, one } from "../page/dom.js";
import { hourAndMinute, number, t } from "../page/strings.js";
import { labelWords } from "../page/numbers.js";
import { sessionLabel, sessionOf } from "../page/agenda.js";
import { showChips } from "../page/chips.js";
import { act } from "./acts.js";
import { dialog, openDialog } from "./dialogs.js";
import { handed } from "./offered.js";
import { chosen, isHanded, moved, rowsOf, setFor, toggled, UNTOUCHED } from "./set_choice.js";

/**
 * Take the panel into use.
 * @param {HTMLElement} podium @param {import("../page/agenda.js").Agenda} agenda
 * @param {(command: any) => Promise<any>} ask @param {() => import("../line/state.js").State} read
 */
export function makeHanding(podium, agenda, ask, read) {
  const panel = one("[data-handing]", podium);
  const select = /** @type {HTMLSelectElement | null} */ (one("[data-hand-session]", podium));
  let choice = UNTOUCHED;
  let changing = false;
  /** @type {any[]} */
  let shown = [];

  const nameOf = (/** @type {string} */ id) => {
    const session = agenda.sessions.find((each) => each.id === id);
    return session ? sessionLabel(session) : id;
  };
  const now = () => chosen(choice, read(), sessionOf(agenda, read().room)?.heard_in ?? "");

  /** Show what was last said and what is chosen; a tally changes none of it. */
  function show() {
    const { sets, recommendations, room } = read();
    const state = [sets, recommendations, choice, changing, room];
    if (!panel || state.every((value, at) => value === shown[at])) return;
    shown = state;
    if (room.kind === "plenary") showHanded(panel);
    else showChoice(panel);
  }

  /** @param {HTMLElement} root */
  function showChoice(root) {
    const state = read();
    const wanted = now();
    const most = agenda.hand_over_limit ?? 5;
    const n = wanted.ids.length;
    const rows = rowsOf(wanted, state);
    const session = nameOf(wanted.session);
    fill(root, {
      handCount: t("podium.hand.count", { n, most }), handNone: state.sets.length === 0,
      heardBy: t("podium.hand.heard_by", { session }), changing, keeping: !changing,
      handMany: n > most ? t("podium.hand.too_many", { most, n: n - most }) : "",
      handChanged: wanted.touched && !isHanded(wanted, state),
      canHand: n > 0 && n <= most && !isHanded(wanted, state), handAct: t("podium.hand.act", { n, session }),
      handRest: rows.rest.length > 0, handRestWords: t("podium.hand.choose", { n: rows.rest.length }),
      handNothing: rows.rest.length + n === 0,
    });
    if (select) select.value = wanted.session;
    list(/** @type {HTMLElement} */ (one("[data-list='handedSets']", root)), state.sets, "session_id", "handed-set",
      (row, set) => fill(row, {
        words: doneWords(set, nameOf(set.session_id)),
        bound: set.bound?.length ? t("podium.hand.bound", { n: set.bound.length }) : "",
        canTakeBack: set.recommendation_ids.length > (set.bound?.length ?? 0),
      }));
    for (const name of /** @type {const} */ (["chosen", "rest"]))
      list(/** @type {HTMLElement} */ (one(`[data-list='${name}']`, root)), rows[name], "id", "hand-row",
        (row, { recommendation, place, bound, canUp, canDown }) => {
          const { title, language } = recommendation;
          const label = labelWords(recommendation);
          fill(row, {
            label, title, language, place: place ? number(place) : "", bound, canUp, canDown,
            upWords: t("podium.hand.up", { number: label }), downWords: t("podium.hand.down", { number: label }),
          });
          const box = /** @type {HTMLInputElement} */ (one("input", row));
          box.checked = place > 0;
          box.disabled = bound && place > 0;
        });
  }

  /** Show the plenary which regions have handed over, and how many. @param {HTMLElement} root */
  function showHanded(root) {
    const groups = handed(read(), agenda.regions);
    fill(root, { handCount: t("podium.handed.of", { n: groups.length, all: agenda.regions.length }) });
    list(/** @type {HTMLElement} */ (one("[data-list='handedBy']", root)), agenda.regions, "id", "connected-row",
      (row, region) => {
        const count = groups.find((group) => group.id === region.id)?.recommendations.length ?? 0;
        fill(row, { name: region.name, count: count ? number(count) : t("podium.handed.not_yet") });
        showChips(one("[data-chips]", row), [region]);
      });
  }

  /** Ask once whether to hand over what is chosen. */
  function askToHand() {
    const { session, ids } = now();
    const before = setFor(read(), session)?.recommendation_ids.length ?? 0;
    openDialog("hand_over", {
      title: t("podium.hand.ask.title", { n: ids.length, session: nameOf(session) }), missing: false,
      words: [t("podium.hand.ask.words"), before ? t("podium.hand.ask.replaces", { n: before }) : ""].join(" "),
    });
  }

  panel?.addEventListener("change", ({ target }) => {
    if (target === select && select) choice = { ...now(), session: select.value, touched: true };
    const id = /** @type {HTMLElement} */ (target).closest("[data-key]")?.getAttribute("data-key");
    if (id && target !== select) choice = toggled(now(), id);
    show();
    if (id) one(`[data-key="${CSS.escape(id)}"] input`, panel)?.focus({ preventScroll: true });
  });

  return {
    show,
    /** @param {HTMLElement} button @param {string} name */
    press(button, name) {
      const id = button.closest("[data-key]")?.getAttribute("data-key") ?? "";
      if (name === "change") changing = true;
      if (name === "up" || name === "down") choice = moved(now(), id, name === "up" ? -1 : 1);
      if (name === "take_back") {
        const { bound = [], recommendation_ids: all = [] } = setFor(read(), id) ?? {};
        choice = UNTOUCHED;
        act(button, ask, { type: "take_back", recommendation_ids: all.filter((one) => !bound.includes(one)) });
      }
      show();
      if (name === "change") select?.focus();
      if (button.hidden) one("button:not([hidden])", button.parentElement ?? undefined)?.focus();
      if (name === "hand_over") askToHand();
    },
    /** Fill the panel with what a shortlist has selected, and ask. @param {any} ranked its list */
    fillFrom(ranked) {
      const selected = (ranked?.items ?? []).filter((/** @type {any} */ item) => item.selected);
      const kept = now().ids.filter((id) => setFor(read(), now().session)?.bound?.includes(id));
      const ids = selected.map((/** @type {any} */ item) => item.recommendation_id);
      choice = { ...now(), ids: [...new Set([...kept, ...ids])], touched: true };
      show();
      panel?.scrollIntoView({ block: "nearest" });
      if (choice.ids.length && choice.ids.length <= (agenda.hand_over_limit ?? 5)) askToHand();
    },
    /** The answer that hands over; refused, the question stays. @param {HTMLElement} button */
    async answer(button) {
      const { session, ids } = now();
      if (!(await act(button, ask, { type: "hand_over", recommendation_ids: ids, session_id: session }))) return;
      choice = UNTOUCHED;
      changing = false;
      dialog("hand_over").close();
      show();
    },
  };
}

/** Say what was handed over, to whom and when. @param {Said.Set} set @param {string} session */
const doneWords = ({ recommendation_ids: { length: n }, handed_at_ms: at }, session) =>
  at
    ? t("podium.hand.done", { n, session, time: hourAndMinute(new Date(at)) })
    : t("podium.hand.done_before", { n, session });
