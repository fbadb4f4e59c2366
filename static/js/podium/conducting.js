// @ts-check
/**
 * Conducting the rounds of a room: from a button, over the question where it asks one, to the command. Refuses to judge
 * whether an act is allowed: the service does. Invariants: a press is about the round that was shown when it came, also
 * where this script comes later; what a dialog asks about stays the round it was opened for.
 */
import { one } from "../page/dom.js";
import { regionsOf } from "../page/agenda.js";
import { dateIn } from "../page/closing_dates.js";
import { objectedIn } from "../page/consent.js";
import { t } from "../page/strings.js";
import { act, sayNear } from "./acts.js";
import { askClose, askDiscard, askPublish, askReopen, askVoid, dialog, showClose } from "./dialogs.js";
import { byContent } from "../line/fresh.js";
import { makeDrafting } from "./drafting.js";
import { askOpen, watchOpening } from "./opening.js";
import { makeReadAgain } from "./read_again.js";
import { makeWishes } from "./wishes.js";

/**
 * @param {import("../page/agenda.js").Agenda} agenda
 * @param {(command: any) => Promise<any>} ask
 * @param {() => import("../line/state.js").State} read @param {(round: Said.Round) => any} listOf
 */
export function makeConducting(agenda, ask, read, listOf) {
  const drafting = makeDrafting(agenda, ask, read, listOf);
  const reading = makeReadAgain(ask, read);
  const askOnce = byContent(ask);
  const wishes = makeWishes(agenda, ask, read, reading.open);
  wishes.show();
  const [, wanted] = /^#slate-([a-z0-9.]+)$/.exec(location.hash) ?? [];
  if (wanted) {
    history.replaceState(null, "", location.pathname + location.search); // once: a page loaded again asks nothing
    drafting.open(null, wanted.split("."));
  }

  /**
   * Ask something of a round for a button.
   * @param {HTMLElement} button @param {string} id @param {string} type @param {Record<string, any>} [more]
   */
  const askRound = (button, id, type, more = {}) =>
    act(button, ask, {
      type, round_id: id,
      ...(type === "extend_round" ? { seconds: 60 } : {}), ...more,
    });

  /**
   * What a dialog was told besides its round: for how long, and which version of a draft was read.
   * @param {string} name
   * @returns {Record<string, any>}
   */
  function answered(name) {
    const asked = dialog(name);
    if (name === "reopen")
      return ended(new FormData(/** @type {any} */ (one("form", asked))));
    return ["open", "discard"].includes(name) ? { version: Number(asked.dataset.version) } : {};
  }

  /** Until when: a date, or for so many seconds. @param {FormData} given @returns {Record<string, any>} */
  const ended = (given) => {
    const closes_at = dateIn(given.get("closes_at"), given.get("closing_zone"));
    return closes_at ? { closes_at } : { seconds: Number(given.get("seconds")) || null };
  };

  /** Have a round close at the date beside the button. @param {HTMLElement} button @param {string} id */
  const closeAt = (button, id) => {
    const { closes_at } = ended(new FormData(/** @type {HTMLFormElement} */ (button.closest("form"))));
    return closes_at ? askRound(button, id, "set_countdown", { closes_at }) : sayNear(button, t("podium.closing.none"));
  };

  /** Make a paper of what a list says of what is chosen here. @param {HTMLElement} button @param {string} id */
  async function makeFindings(button, id) {
    const given = new FormData(/** @type {HTMLFormElement} */ (button.closest("form")));
    const recommendation_id = String(given.get("item") ?? "");
    const { lang } = document.body.dataset;
    const asked = { type: "make_findings", round_id: id, recommendation_id, language: lang };
    if (await act(button, askOnce, asked)) sayNear(button, t("findings.made"));
  }

  /** @param {HTMLElement} button @param {string} id */
  function voidRound(button, id) {
    const reason = /** @type {HTMLTextAreaElement} */ (one("textarea", dialog("void"))).value.trim();
    return reason ? askRound(button, id, "void_round", { reason }) : sayNear(button, t("podium.void.missing"));
  }

  /** Change a draft. @param {HTMLElement} button @param {Said.Round} round */
  function change(button, round) {
    button.closest("dialog")?.close();
    if (round?.state === "draft") drafting.open(round);
  }

  return {
    /** @param {HTMLElement} button @param {string} name @param {string} id the round shown at the press */
    press(button, name, id) {
      const state = read();
      const round = state.rounds[id];
      const regions = regionsOf(agenda, round);
      if (name === "draft") return drafting.open(null, objectedIn(state.rankedLists[id]));
      const key = button.closest("[data-key]")?.getAttribute("data-key") ?? "";
      if (name === "read-again") return reading.open(round, key);
      if (name === "one-more") return reading.add();
      if (name === "read-wishes") return wishes.read(button);
      if (name === "variant") return wishes.vary(button);
      if (name === "change") return change(button, round);
      if (name === "open") return askOpen(round, agenda, { read, ask });
      if (name === "close") return askClose(round, round ? state.tallies[round.id] : null, regions);
      if (name === "publish") return askPublish(round);
      if (name === "void") return askVoid(round);
      if (name === "discard") return askDiscard(round);
      if (name === "reopen") return askReopen(round);
      if (name === "countdown")
        return askRound(button, id, "set_countdown", { seconds: Number(button.dataset.seconds) || null });
      if (name === "closing") return closeAt(button, id);
      if (name === "findings") return makeFindings(button, id);
      if (name.endsWith("_report")) return act(button, ask, { type: name });
      return name ? askRound(button, id, name) : undefined;
    },
    /**
     * What was answered in a dialog; refused, it stays open.
     * @param {HTMLElement} button @param {string} name @param {string} id the round that the dialog asks about
     */
    async answer(button, name, id) {
      const asked = () => {
        if (name === "draft") return drafting.send(button);
        if (name === "read_again") return reading.send(button);
        if (name === "void") return voidRound(button, id);
        return askRound(button, id, `${name}_round`, answered(name));
      };
      if (await asked()) dialog(name).close();
    },
    /** Do what a button of the draft says. @param {HTMLElement} button */
    draft: (button) => drafting.press(button),
    /** Let a dialog that is open follow what others do. */
    watch() {
      const { rounds, tallies } = read();
      const asked = dialog("close");
      const round = rounds[asked.dataset.round ?? ""];
      if (asked.open && round) showClose(round, tallies[round.id], regionsOf(agenda, round));
      drafting.watch();
      wishes.show();
      watchOpening();
    },
  };
}
