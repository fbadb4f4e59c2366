// @ts-check
/**
 * The card of one person at the door, and what is done to their seat. Refuses to know how they were found. Invariants:
 * an act is on whoever the card shows; what can be taken back is offered for ten seconds, and what cannot is not.
 */
import { all, fill, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { callOf, changesOf } from "./seat_book.js";
import { hideLink, showLink } from "./new_link.js";
import { fillForm, follow, submit } from "./seat_form.js";
import { rowValues } from "./seat_table.js";

/** @typedef {import("./seat_book.js").Seat} Seat */

/**
 * @param {{calls: import("./seat_calls.js").Calls, regions: import("../page/chips.js").Region[],
 *   again: (answer?: any) => Promise<any>, undo: ReturnType<typeof import("./undo.js").makeUndo>,
 *   done: () => void}} page
 *   `done`: the card wants nothing more
 */
export function makeCard({ calls, regions, again, undo, done }) {
  const root = /** @type {HTMLElement} */ (one("[data-person]"));
  const edit = /** @type {HTMLFormElement} */ (one("[data-seat-form=door]", root));
  /** @type {Seat | null} */
  let seat = null;
  let personal = 0;
  /** @type {{known: any, regions: typeof regions}} */
  const about = { known: {}, regions };

  /** Open one of the small forms, or none. @param {string} name */
  function more(name) {
    for (const part of all("[data-more]", root)) part.hidden = part.dataset.more !== name;
    if (!name || !seat) return;
    const form = name === "edit" ? edit : /** @type {HTMLFormElement} */ (one(`[data-more=${name}]`, root));
    const wanted = { hand: "name", move: "region_id", time: "seconds" }[name] ?? "name";
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem(wanted));
    if (name === "edit") {
      about.known = { ...seat };
      fillForm(edit, seat);
    } else field.value = { hand: "", move: seat.region_id }[name] ?? String(personal || 60);
    field.focus();
  }

  /**
   * Do an act on the person, say it, and offer the way back.
   * @param {string} act @param {any} said beside it @param {(said: any) => string} words
   * @param {(() => Promise<any>) | null} back
   */
  async function perform(act, said, words, back = null) {
    const whose = /** @type {Seat} */ (seat);
    fill(root, { personProblem: "" });
    try {
      const answer = await calls.act(whose.seat_id, act, said);
      if (answer.link) showLink(root, answer.link);
      else hideLink(root);
      if (seat?.seat_id === whose.seat_id && answer.seat) seat = answer.seat;
      if (answer.done) undo.say(words(answer), back);
      else undo.say(t("desk.at_door.already", { name: callOf(whose) }));
      more("");
      done();
      await again(answer);
    } catch (refusal) {
      fill(root, { personProblem: /** @type {any} */ (refusal).message });
      if (/** @type {any} */ (refusal).code === "overtaken") await again();
    }
  }

  /** @param {string} act @param {any} [said] */
  const undone = (act, said) => {
    const { seat_id: id } = /** @type {Seat} */ (seat);
    return () => calls.act(id, act, said).then(again);
  };

  /** @type {Record<string, () => any>} */
  const acts = {
    here() {
      const name = callOf(/** @type {Seat} */ (seat));
      if (seat?.state === "waiting") // their own phone says that they are here, once it is let in
        return perform("admit_seat", {}, () => t("seats.done.admit_seat", { name }));
      return perform("check_in", {}, () => t("desk.at_door.done.check_in", { name }), undone("check_out"));
    },
    left() {
      const name = callOf(/** @type {Seat} */ (seat));
      return perform("check_out", {}, () => t("desk.at_door.done.check_out", { name }), undone("check_in"));
    },
    new_link() {
      const name = callOf(/** @type {Seat} */ (seat));
      return perform("renew_link", {}, () => t("desk.seats.done.renew_link", { name }));
    },
    hand: () => more("hand"),
    move: () => more("move"),
    time: () => more("time"),
    edit: () => more("edit"),
  };

  async function keepEdit() {
    const [before, { seat_id: id }] = [{ ...about.known }, /** @type {Seat} */ (seat)];
    const said = await submit(edit, (act, changed) => calls.act(id, act, changed), "edit_seat", about);
    if (!said) return;
    const { changes, known } = changesOf(said.seat, before);
    const undoing = () => calls.act(id, "edit_seat", { changes, known }).then(again);
    undo.say(t("desk.seats.done.edit_seat", { name: callOf(said.seat) }), undoing);
    more("");
    done();
    await again(said);
  }

  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!seat) return undefined;
    if (form === edit) return keepEdit();
    const said = Object.fromEntries(new FormData(form));
    const name = callOf(seat);
    if (form.dataset.more === "time") {
      const seconds = Number(said.seconds);
      const words = () => t("desk.at_door.done.give_time", { name, n: seconds });
      return perform("give_time", { seconds }, words, undone("give_time", { seconds: personal }));
    }
    const { changes, known } = changesOf(seat, { ...seat, ...said });
    if (form.dataset.more === "hand") {
      if (!String(said.name).trim()) return fill(root, { personProblem: t("desk.seats.needs_name") });
      const words = (/** @type {any} */ answer) => t("desk.seats.done.hand_over_seat", { name: callOf(answer.seat) });
      return perform("hand_over_seat", { changes, known }, words);
    }
    const region = regions.find(({ id }) => id === said.region_id)?.name ?? "";
    const words = () => t("desk.at_door.done.edit_seat", { name, region });
    return perform("edit_seat", { changes, known }, words, undone("edit_seat", { changes: known, known: changes }));
  });
  one("[data-act=cancel]", edit)?.addEventListener("click", () => {
    more("");
    done();
  });

  return {
    /** @returns {Seat | null} */
    person: () => seat,
    /** Show somebody, or nobody. @param {Seat | null} found @param {number} seconds of personal time */
    show(found, seconds) {
      const other = found?.seat_id !== seat?.seat_id;
      if (other) {
        hideLink(root);
        more("");
        fill(root, { personProblem: "" });
      }
      if (!other && found && one("[data-more=edit]", root)?.hidden === false) follow(edit, about, found);
      [seat, personal, root.hidden] = [found, seconds, !found];
      if (found)
        fill(root, {
          ...rowValues(found, regions), who: callOf(found),
          personal: seconds ? t("desk.at_door.personal", { n: seconds }) : "",
        });
    },
    /** @param {string} name */
    act: (name) => (seat && name in acts ? acts[name]() : name === "hide_link" ? hideLink(root) : undefined),
    /** Close what is open on the card; false where nothing was. */
    leave() {
      const open = all("[data-more]", root).some((part) => !part.hidden);
      more("");
      return open;
    },
  };
}
