// @ts-check
/**
 * Conducting the rounds of a room: from a button, over the question where it asks one, to the command. Refuses to judge
 * whether an act is allowed: the service does. Invariant: what a dialog asks about stays the round it was opened for.
 */
import { one } from "../page/dom.js";
import { regionsOf } from "../page/agenda.js";
import { podiumRound } from "../page/rounds.js";
import { t } from "../page/strings.js";
import { act, sayNear } from "./acts.js";
import { askClose, askOpen, askPublish, askVoid, dialog } from "./dialogs.js";
import { draftForm, openDraft, prepare, refreshDraft, tickForQuestion, tickGroup } from "./drafting.js";
import { smallRegions } from "./next_act.js";

/**
 * @param {import("../page/agenda.js").Agenda} agenda
 * @param {(command: any) => Promise<any>} ask
 * @param {() => import("../line/state.js").State} read
 */
export function makeConducting(agenda, ask, read) {
  draftForm().addEventListener("change", onDraftChange);

  /**
   * Ask something of the round that its dialog is about, or that is up.
   * @param {HTMLElement} button @param {string} type @param {Record<string, any>} [more]
   */
  const askRound = (button, type, more = {}) =>
    act(button, ask, {
      type, round_id: button.closest("dialog")?.dataset.round || podiumRound(read())?.id,
      ...(type === "extend_round" ? { seconds: 60 } : {}), ...more,
    });

  /** @param {HTMLElement} button */
  function voidRound(button) {
    const reason = /** @type {HTMLTextAreaElement} */ (one("textarea", dialog("void"))).value.trim();
    return reason ? askRound(button, "void_round", { reason }) : sayNear(button, t("podium.void.missing"));
  }

  /** @param {Event} event */
  function onDraftChange(event) {
    const { name } = /** @type {HTMLInputElement} */ (event.target);
    const state = read();
    if (name === "question_id" && state.room?.kind === "region") tickForQuestion(draftForm(), state);
    refreshDraft(draftForm());
  }

  return {
    /** @param {HTMLElement} button @param {string} name */
    press(button, name) {
      const state = read();
      const round = podiumRound(state);
      const regions = regionsOf(agenda, round);
      const small = smallRegions(round, regions, state.presence);
      if (name === "draft") return openDraft(state, agenda, state.live?.question_id ?? "");
      if (name === "open") return small ? askOpen(round, small) : askRound(button, "open_round");
      if (name === "close") return askClose(round, round ? state.tallies[round.id] : null, regions);
      if (name === "publish") return askPublish(round);
      if (name === "void") return askVoid(round);
      return name ? askRound(button, name) : undefined;
    },
    /** What was answered in a dialog; refused, it stays open. @param {HTMLElement} button @param {string} name */
    async answer(button, name) {
      const asked = () => {
        if (name === "draft") return prepare(button, ask);
        return name === "void" ? voidRound(button) : askRound(button, `${name}_round`);
      };
      if (await asked()) dialog(name).close();
    },
    /** Tick all or none of a group of the draft. @param {HTMLElement} button */
    tick(button) {
      tickGroup(button);
      refreshDraft(draftForm());
    },
  };
}
