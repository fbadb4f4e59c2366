// @ts-check
/**
 * The podium's panel of what a region hands over, and the plenary's of what it has been handed. Refuses to judge the
 * choice: the service does. Invariants: what is said to be handed over is what the service last said; what is asked of
 * it names the sets that were read, so that nobody overwrites another podium's unseen.
 */
import { fill, list, one } from "../page/dom.js";
import { hourAndMinute, number, t } from "../page/strings.js";
import { labelWords } from "../page/numbers.js";
import { sessionLabel, sessionOf } from "../page/agenda.js";
import { showChips } from "../page/chips.js";
import { spokenForBy } from "../list/spoken_for.js";
import { act } from "./acts.js";
import { dialog, openDialog } from "./dialogs.js";
import { askedOf, confirmedBy } from "./confirmed.js";
import { handed } from "./offered.js";
import { makePresenting } from "./presenting.js";
import { makeSpeaking } from "./speaking.js";
import { chosen, hasChanged, isHanded, moved, rowsOf, setFor, setsOf, toggled, UNTOUCHED } from "./set_choice.js";

/**
 * Take the panel into use.
 * @param {HTMLElement} podium @param {import("../page/agenda.js").Agenda} agenda
 * @param {(command: any) => Promise<any>} ask @param {() => import("../line/state.js").State} read
 */
export function makeHanding(podium, agenda, ask, read) {
  const panel = one("[data-handing]", podium);
  const presenting = makePresenting(podium, agenda, ask, read);
  const speaking = makeSpeaking(podium, agenda, ask, read);
  const select = /** @type {HTMLSelectElement | null} */ (one("[data-hand-session]", podium));
  let choice = UNTOUCHED;
  /** The sets that stood when somebody began to choose; and, at the question, those that it names. */
  let [begun, asked] = [setsOf(read()), setsOf(read())];
  let changing = false;
  /** @type {any[]} */
  let shown = [];

  const nameOf = (/** @type {string} */ id) => {
    const session = agenda.sessions.find((each) => each.id === id);
    return session ? sessionLabel(session) : id;
  };
  const now = () => chosen(choice, read(), sessionOf(agenda, read().room)?.heard_in ?? "");

  /** @param {typeof choice} next */
  function choose(next) {
    if (!choice.touched) begun = setsOf(read());
    choice = next;
  }

  /** Whether another podium has handed over or taken back since somebody began to choose here. */
  const overtaken = () => choice.touched && hasChanged(read(), begun) && !isHanded(now(), read());

  /** Show what was last said and what is chosen; a tally changes none of it. */
  function show() {
    const { sets, recommendations, room, confirmations } = read();
    const state = [sets, recommendations, choice, changing, room, confirmations];
    presenting.show();
    speaking.show();
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
      handOvertaken: overtaken(), handChanged: wanted.touched && !isHanded(wanted, state),
      canHand: n > 0 && n <= most && !isHanded(wanted, state), handAct: t("podium.hand.act", { n, session }),
      handRest: rows.rest.length > 0, handRestWords: t("podium.hand.choose", { n: rows.rest.length }),
      handNothing: rows.rest.length + n === 0, ...askedOf(state, wanted.ids, most),
    });
    if (select) select.value = wanted.session;
    list(/** @type {HTMLElement} */ (one("[data-list='handedSets']", root)), state.sets, "session_id", "handed-set",
      (row, set) => fill(row, {
        words: [doneWords(set, nameOf(set.session_id)), confirmedBy(set)].filter(Boolean).join(" · "),
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
        const by = read().sets.filter((set) => set.region_id === region.id).map(confirmedBy).filter(Boolean);
        const words = [number(count), ...by].join(" · ");
        fill(row, { name: region.name, count: count ? words : t("podium.handed.not_yet") });
        showChips(one("[data-chips]", row), [region]);
      });
  }

  /** Ask once whether to hand over what is chosen. */
  function askToHand() {
    const { session, ids } = now();
    asked = setsOf(read());
    openDialog("hand_over", {
      title: t("podium.hand.ask.title", { n: ids.length, session: nameOf(session) }), missing: false,
      words: [overtaken() ? t("refusal.overtaken.set") : "", replaced()].filter(Boolean).join(" "),
    });
  }

  /** Say in whose place the choice comes. */
  function replaced() {
    const before = asked[now().session]?.length ?? 0;
    const heard = before ? t("podium.hand.ask.replaces", { n: before }) : "";
    const spoken = spokenForBy(read(), now().ids, agenda.regions);
    return [t("podium.hand.ask.words"), heard, spoken].filter(Boolean).join(" ");
  }

  /** Somebody else was faster: the question names what stands now. @param {any} refusal */
  function meet({ code, current }) {
    if (code !== "overtaken") return;
    asked = setsOf({ sets: current });
    fill(dialog("hand_over"), { words: replaced() });
  }

  panel?.addEventListener("change", ({ target }) => {
    if (target === select && select) choose({ ...now(), session: select.value, touched: true });
    const id = /** @type {HTMLElement} */ (target).closest("[data-key]")?.getAttribute("data-key");
    if (id && target !== select) choose(toggled(now(), id));
    show();
    if (id) one(`[data-key="${CSS.escape(id)}"] input`, panel)?.focus({ preventScroll: true });
  });

  return {
    show,
    /** @param {HTMLElement} button @param {string} name */
    press(button, name) {
      if (name.startsWith("speak")) return speaking.press(button, name);
      if (name.startsWith("present")) return presenting.press(button, name);
      const id = button.closest("[data-key]")?.getAttribute("data-key") ?? "";
      if (name === "change") changing = true;
      if (name.startsWith("ask"))
        act(button, ask, { type: "ask_confirmation", recommendation_ids: name === "ask" ? now().ids : [] });
      if (name === "up" || name === "down") choose(moved(now(), id, name === "up" ? -1 : 1));
      if (name === "take_back") {
        const { bound = [], recommendation_ids: all = [] } = setFor(read(), id) ?? {};
        const recommendation_ids = all.filter((one) => !bound.includes(one));
        choice = UNTOUCHED;
        act(button, ask, { type: "take_back", recommendation_ids, replaces: setsOf(read()) });
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
      choose({ ...now(), ids: [...new Set([...kept, ...ids])], touched: true });
      show();
      panel?.scrollIntoView({ block: "nearest" });
      if (choice.ids.length && choice.ids.length <= (agenda.hand_over_limit ?? 5)) askToHand();
    },
    /** The answer that hands over; refused, the question stays. @param {HTMLElement} button */
    async answer(button) {
      const { session, ids } = now();
      const command = { type: "hand_over", recommendation_ids: ids, session_id: session, replaces: asked };
      if (!(await act(button, ask, command, meet))) return;
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
