// @ts-check
/**
 * The dialog of seats: search, a page at a time, what can be done to a seat or to all that came from one address.
 * Refuses to know what an act means: the service does it and says what came of it. Invariant: what is listed answers
 * what is typed; a reply to an earlier question is passed over.
 */
import { fill, list, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { act, sayNear } from "./acts.js";
import { showChips } from "../page/chips.js";
import { dialog, openDialog } from "./dialogs.js";
import { seatsAPhone } from "../page/join_code.js";
import { refusalWords } from "../page/rounds.js";
import { emptyList, headWords, noneOf, seatValues, sourceValues, withPage } from "./seat_list.js";
import { nameOf } from "./waiting_rows.js";

const TYPING_MS = 250;
/** What others do is read again at this pace: a hall that joins changes the list every second. */
const AGAIN_MS = 2_000;

/**
 * Take the dialog into use.
 * @param {import("../page/agenda.js").Agenda} agenda
 * @param {{chairs: boolean, ask: (command: any) => Promise<any>, read: () => import("../line/state.js").State}} page
 */
export function makeSeats(agenda, { chairs, ask, read }) {
  const asked = dialog("seats");
  const field = /** @type {HTMLInputElement} */ (one("[data-seats-find]", asked));
  const unused = /** @type {HTMLInputElement} */ (one("[data-seats-unused]", asked));
  const limit = /** @type {HTMLInputElement | null} */ (one("[data-seat-limit]", asked));
  let known = emptyList();
  let turn = 0;
  /** @type {any} */
  let typing = null;
  /** @type {any} */
  let again = null;

  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => load(), TYPING_MS);
  });
  unused.addEventListener("change", () => load());
  asked.addEventListener("close", () => clearTimeout(again));

  /** Read the list from its beginning, as far as it was read before. @param {number} [pages] */
  async function load(pages = 1) {
    const mine = ++turn;
    const wanted = { q: field.value.trim(), unused: unused.checked };
    try {
      for (let page = 0, after = ""; page < pages && (page === 0 || after); page += 1) {
        const reply = await ask({ type: "list_seats", ...wanted, ...(after ? { after } : {}) });
        if (mine !== turn) return;
        known = withPage(known, reply, { ...wanted, after });
        after = known.more ?? "";
      }
      fill(asked, { seatsProblem: "" });
      show();
    } catch (refusal) {
      if (mine === turn) fill(asked, { seatsProblem: refusalWords(refusal) });
    }
  }

  function show() {
    fill(asked, {
      seatsHead: headWords(known.totals), seatsMore: Boolean(known.more), sourcesShown: known.sources.length > 0,
      seatsNone: known.seats.length ? "" : t(noneOf(known)),
    });
    list(
      /** @type {HTMLElement} */ (one("[data-list='seats']", asked)),
      known.seats, "seat_id", "seat-row",
      (row, seat) => {
        fill(row, seatValues(seat, chairs));
        showChips(
          one("[data-chips]", row), agenda.regions.filter((region) => region.id === seat.region_id)
        );
      }
    );
    list(
      /** @type {HTMLElement} */ (one("[data-list='sources']", asked)),
      known.sources, "from", "source-row", (row, source) => fill(row, sourceValues(source, chairs))
    );
  }

  /** @param {string} id of a seat that is listed */
  const whose = (id) => known.seats.filter((seat) => seat.seat_id === id).map(nameOf).join("");

  /** Say what was done, where the list is. @param {string} words */
  const say = (words) => fill(asked, { seatsSaid: words });

  /** @param {HTMLElement} button @param {any} command @param {string} words */
  async function perform(button, command, words) {
    const reply = await act(button, ask, command);
    if (!reply) return null;
    say(reply.already ? "" : words);
    await load(known.pages || 1);
    return reply;
  }

  /**
   * Ask once before a seat, or all seats of an address, go.
   * @param {"remove_seat" | "remove_joins"} name
   * @param {string} id
   */
  function askRemoval(name, id) {
    const source = known.sources.find((one) => one.from === id);
    const values =
      name === "remove_seat"
        ? {
            title: t("seats.remove.title", { name: whose(id) }), words: t("seats.remove.words"),
            act: t("seats.remove.act"),
          }
        : {
            title: t("seats.remove_joins.title", { n: source?.joins ?? 0, from: id }),
            words: t("seats.remove_joins.words"), act: t("seats.remove_all", { n: source?.joins ?? 0 }),
          };
    Object.assign(openDialog(name, { ...values, missing: false }).dataset, { about: id, whom: whose(id) });
  }

  async function more(/** @type {HTMLElement} */ button) {
    const after = known.more ?? "";
    const wanted = { q: known.q, unused: known.unused, after };
    const reply = await act(button, ask, { type: "list_seats", ...wanted });
    if (reply) known = withPage(known, reply, wanted);
    show();
  }

  /** @param {HTMLElement} button */
  function setLimit(button) {
    const most = Number(limit?.value);
    if (!Number.isInteger(most) || most < 1) return sayNear(button, t("seats.limit.unreadable"));
    return perform(button, { type: "set_seat_limit", limit: most }, t("seats.limit.done", { n: most }));
  }

  return {
    open() {
      field.value = "";
      unused.checked = false;
      known = emptyList();
      if (limit) limit.value = String(read().seats?.totals.limit ?? "");
      say("");
      openDialog("seats", {
        seatsNone: t("seats.reading"), seatsHead: headWords(read().seats?.totals), seatsMore: false,
        sourcesShown: false, ...seatsAPhone(read().joining),
      });
      if (matchMedia("(pointer: fine)").matches) field.focus(); // elsewhere its keyboard would cover the list
      load();
    },
    /** Something changed at the door. @param {any} told */
    changed(told) {
      if (!asked.open) return;
      fill(asked, { seatsHead: headWords(told?.totals), ...seatsAPhone(read().joining) });
      clearTimeout(again);
      again = setTimeout(() => load(known.pages || 1), AGAIN_MS);
    },
    /** @param {HTMLElement} button @param {string} name @param {string} id */
    press(button, name, id) {
      if (name === "more") return more(button);
      if (name === "set_seat_limit") return setLimit(button);
      if (name === "one_seat" || name === "several_seats")
        return perform(button, { type: "set_one_seat", on: name === "one_seat" }, t(`joining.${name}`));
      if (name === "remove_seat" || name === "remove_joins") return askRemoval(name, id);
      return perform(button, { type: name, seat_id: id }, t(`seats.done.${name}`, { name: whose(id) }));
    },
    /** @param {HTMLElement} button @param {string} name */
    answer(button, name) {
      if (name !== "remove_seat" && name !== "remove_joins") return false;
      const { about = "", whom = "" } = dialog(name).dataset;
      const command = name === "remove_seat" ? { type: name, seat_id: about } : { type: name, from: about };
      act(button, ask, command).then((reply) => {
        if (!reply) return;
        dialog(name).close();
        say(
          name === "remove_seat"
            ? t("seats.done.remove_seat", { name: whom })
            : t("seats.done.remove_joins", { n: reply.removed ?? 0 })
        );
        load(known.pages || 1);
      });
      return true;
    },
  };
}
