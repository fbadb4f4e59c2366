// @ts-check
/**
 * The podium's door: the code that is shown, whether joining is open, who waits to be let in, and the way to the seats.
 * Refuses to let anybody in: the service does. Invariants: the code and the figures are what the service last said; an
 * answer to somebody who waits is one tap, and what came of it stands where the tap was.
 */
import { fill, list, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { announce } from "../page/announce.js";
import { later } from "../page/later.js";
import { act, onceHere } from "./acts.js";
import { showChips } from "../page/chips.js";
import { dialog, openDialog } from "./dialogs.js";
import { joiningValues } from "../page/join_code.js";
import { moreWaiting, nameOf, totalWords, waitingRows } from "./waiting_rows.js";

/** How long a row says what was answered: long enough to read, and for a finger to be gone. */
const ANSWERED_MS = 4_000;
const ANSWERS = /** @type {Record<string, string>} */ ({
  admit_seat: "joining.admitted", refuse_seat: "joining.refused",
});

/**
 * Take the podium's door into use.
 * @param {HTMLElement} podium @param {import("../page/agenda.js").Agenda} agenda
 * @param {{slot: string, chairs: boolean, ask: (command: any) => Promise<any>,
 *   read: () => import("../line/state.js").State}}
 *   page
 */
export function makeJoining(podium, agenda, { slot, chairs, ask, read }) {
  /** @type {import("./waiting_rows.js").WaitingRow[]} */
  let rows = [];
  /** @type {Record<string, string>} */
  let answered = {};
  /** @type {any} */
  let shown = null;
  /** The dialog of seats comes when it is first asked for. */
  const seats = later(() => import("./seats.js").then(({ makeSeats }) => makeSeats(agenda, { chairs, ask, read })));

  /** Show what was last said; a tally changes none of it. */
  function show() {
    const { joining, seats: told } = read();
    if (shown?.joining === joining && shown?.told === told) return;
    fill(podium, joiningValues(joining, slot));
    if (told !== shown?.told) {
      showTold(told);
      seats.here?.changed(told);
    }
    shown = { joining, told };
  }

  /** @param {any} told */
  function showTold(told) {
    rows = waitingRows(rows, told?.waiting ?? [], answered);
    const n = told?.totals.waiting ?? 0;
    const words = n ? t("joining.waiting", { n }) : "";
    fill(podium, {
      seatsTotal: totalWords(told?.totals), waitingShown: rows.length > 0, waitingWords: words, someoneWaits: n > 0,
      moreWaiting: moreWaiting(told?.totals, rows),
    });
    if (n && !shown?.told?.totals.waiting) announce(`waiting:${rows[0]?.seat.seat_id}`, words);
    list(
      /** @type {HTMLElement} */ (one("[data-list='waiting']", podium)),
      rows, ({ seat }) => seat.seat_id, "waiting-row",
      (row, { seat, answer }) => {
        fill(row, {
          name: nameOf(seat), delegation: seat.delegation, unanswered: !answer, answer: answer ? t(answer) : "",
        });
        showChips(
          one("[data-chips]", row), agenda.regions.filter((region) => region.id === seat.region_id)
        );
      }
    );
  }

  /** @param {HTMLElement} button @param {string} name @param {string} id */
  async function answerSeat(button, name, id) {
    const reply = await act(button, ask, { type: name, seat_id: id });
    if (!reply) return;
    answered = { ...answered, [id]: ANSWERS[name] };
    showTold(read().seats);
    setTimeout(() => {
      delete answered[id];
      showTold(read().seats);
    }, ANSWERED_MS);
  }

  return {
    show,
    /** What a button of the door, or of the dialog of seats, says. @param {HTMLElement} button @param {string} name */
    press(button, name) {
      const id = button.closest("[data-key]")?.getAttribute("data-key") ?? "";
      if (name === "seats") return onceHere(button, seats, ({ open }) => open());
      if (button.closest("dialog")) return seats.here?.press(button, name, id);
      if (name in ANSWERS) return answerSeat(button, name, id);
      if (name === "new_join_code")
        return openDialog("new_join_code", {
          title: t("joining.new_code.title"), words: t("joining.new_code.words", { code: read().joining?.code ?? "" }),
        });
      return act(button, ask, { type: name });
    },
    /**
     * An answer to one of the door's questions; whether it was one.
     * @param {HTMLElement} button
     * @param {string} name
     */
    answer(button, name) {
      if (name === "new_join_code")
        act(button, ask, { type: "new_join_code" }).then((reply) => reply && dialog(name).close());
      else return Boolean(seats.here?.answer(button, name));
      return true;
    },
  };
}
