// @ts-check
/**
 * The alarms on the podium: what the service cannot put right by itself, in words, with what to do. Refuses to act.
 * Invariants: an alarm stands until somebody at this device says that they have read it, or until its cause is gone;
 * one that is raised again stands again.
 */
import { fill, list, one } from "../page/dom.js";
import { announce } from "../page/announce.js";
import { roundWords } from "../page/numbers.js";
import { onDevice, readFrom } from "../page/storage.js";
import { has, t } from "../page/strings.js";

/** @typedef {{code: string, round_id: string, times: number}} Alarm */

const OVER = ["published", "void"];

/**
 * Choose the alarms that stand: not read yet on this device, and not over.
 * @param {Alarm[]} alarms
 * @param {Record<string, any>} rounds
 * @param {Record<string, number>} read how often each had been raised when it was read
 */
export function standing(alarms, rounds, read) {
  return alarms.filter(({ code, round_id, times }) => {
    const round = rounds[round_id];
    const over = round && (OVER.includes(round.state) || (code === "counts_differ" && !round.frozen));
    return !over && times > (read[nameOf({ code, round_id })] ?? 0);
  });
}

/** @param {{code: string, round_id: string}} alarm */
export const nameOf = ({ code, round_id }) => `${code}:${round_id}`;

/** @param {{slot: string}} tab */
export function makeAlarms({ slot }) {
  const name = `plenum-alarms:${slot}`;
  /** @type {Record<string, number>} */
  let read = readFrom(onDevice, name) ?? {};

  return {
    /** @param {import("../line/state.js").State} state */
    show: (state) => {
      const place = /** @type {HTMLElement} */ (one("[data-list='alarms']"));
      list(place, standing(state.alarms, state.rounds, read), nameOf, "alarm", (notice, alarm) => {
        const round = state.rounds[alarm.round_id];
        const title = t(has(`alarm.${alarm.code}.title`) ? `alarm.${alarm.code}.title` : "alarm.title");
        const todo = has(`alarm.${alarm.code}.todo`) ? t(`alarm.${alarm.code}.todo`) : t("alarm.todo");
        fill(notice, { title, todo, round: round ? roundWords(round) : "" });
        announce(`alarm:${nameOf(alarm)}:${alarm.times}`, `${title} ${todo}`);
      });
    },
    /**
     * Somebody at this device has read it.
     * @param {HTMLElement} button @param {import("../line/state.js").State} state
     */
    dismiss: (button, state) => {
      const key = button.closest("[data-key]")?.getAttribute("data-key") ?? "";
      read = { ...read, [key]: state.alarms.find((alarm) => nameOf(alarm) === key)?.times ?? 0 };
      onDevice.setItem(name, JSON.stringify(read));
    },
  };
}
