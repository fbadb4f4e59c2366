// @ts-check
/**
 * New seats, one or several of a delegation that names its people later. Refuses to know the list. Invariant: what was
 * typed stays until the service has stored it.
 */
import { fill, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { callOf } from "./seat_book.js";
import { countIn, faultOf, fillForm, readForm } from "./seat_form.js";

const MOST = 500;

/**
 * @param {{calls: import("./seat_calls.js").Calls, again: () => Promise<any>,
 *   undo: ReturnType<typeof import("./undo.js").makeUndo>}} page
 */
export function makeNewSeats({ calls, again, undo }) {
  const root = /** @type {HTMLElement} */ (one("[data-new]"));
  const form = /** @type {HTMLFormElement} */ (one("form", root));
  let storing = false;

  /** Take seats away again that were just made. @param {string[]} ids */
  async function takeBack(ids) {
    for (const id of ids) await calls.act(id, "remove_seat");
    await again();
  }

  async function make() {
    const [said, count] = [readForm(form), countIn(form)];
    const wrong = count < 1 || count > MOST ? t("desk.seats.count_wrong", { n: MOST }) : "";
    const fault = wrong || faultOf(said) || (count > 1 && said.name ? t("desk.seats.count_named") : "");
    fill(form, { problem: fault });
    if (fault || storing) return;
    storing = true;
    try {
      const { seat_ids: ids } = await calls.add(Array.from({ length: count }, () => said));
      close();
      await again();
      undo.say(
        count > 1 ? t("desk.seats.done.made", { n: count }) : t("desk.seats.done.add_seat", { name: callOf(
          /** @type {any} */ (said)) }),
        () => takeBack(ids)
      );
    } catch (refusal) {
      fill(form, { problem: /** @type {any} */ (refusal).message });
      await again();
    } finally {
      storing = false;
    }
  }

  function close() {
    root.hidden = true;
    one("[data-act=add]")?.focus();
  }

  form.addEventListener("submit", make);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  one("[data-act=cancel]", form)?.addEventListener("click", close);

  return {
    /** @param {string} [regionId] where the seat is offered first */
    open(regionId = "") {
      if (root.hidden) {
        fillForm(form, { votes: true, region_id: regionId });
        /** @type {HTMLInputElement} */ (form.elements.namedItem("count")).value = "1";
        fill(form, { problem: "" });
      }
      root.hidden = false;
      /** @type {HTMLInputElement} */ (form.elements.namedItem("name")).focus();
    },
  };
}
