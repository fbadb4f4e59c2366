// @ts-check
/**
 * The chair's panel of regions that present: order and minutes, who has the floor, one press from region to region.
 * Refuses to judge an act: the service does. Invariant: what it shows is what the service last said.
 */
import { onTheFloor, PRESENTATION } from "../line/presented.js";
import { showChips } from "../page/chips.js";
import { tick } from "../page/clock.js";
import { fill, list, one } from "../page/dom.js";
import { number, t } from "../page/strings.js";
import { act } from "./acts.js";

/**
 * Take the panel into use, where there is one.
 * @param {HTMLElement} podium @param {import("../page/agenda.js").Agenda} agenda
 * @param {(command: any) => Promise<any>} ask @param {() => import("../line/state.js").State} read
 */
export function makePresenting(podium, agenda, ask, read) {
  const panel = one("[data-presenting]", podium);
  const form = /** @type {HTMLFormElement | null} */ (one("form", panel ?? undefined));
  /** The order by hand, as it is being made. @type {string[]} */
  let byHand = [];
  /** @type {any[]} */
  let shown = [];
  if (panel) tick(() => ({ clock: read().presentation?.clock, at: read().clockAt[PRESENTATION] ?? 0 }),
    (clock) => fill(panel, { presentClock: clock }));

  const regionOf = (/** @type {string} */ id) => agenda.regions.find((each) => each.id === id);

  /** Those that have handed something over; by hand those that were ordered, then who came since. */
  function present() {
    const there = agenda.regions.map(({ id }) => id)
      .filter((id) => read().sets.some((one) => one.region_id === id && one.recommendation_ids.length));
    return [...byHand.filter((id) => there.includes(id)), ...there.filter((id) => !byHand.includes(id))];
  }

  function show() {
    const { sets, presentation: now } = read();
    const state = [sets, now, byHand, form?.elements.length];
    if (!panel || state.every((value, at) => value === shown[at])) return;
    shown = state;
    const floor = onTheFloor(read());
    const there = Boolean(now && !now.over);
    const chosen = form ? String(new FormData(form).get("ordered_by")) : "";
    const order = there ? now?.order ?? [] : chosen === "hand" ? present() : [];
    fill(panel, {
      presentPrepares: !there && present().length > 0, presentNobody: !there && !present().length,
      presentThere: there, presentBegins: there && !floor, presentTurns: Boolean(floor),
      presentBack: Boolean(floor && floor.n > 1), presentOn: Boolean(floor && floor.n < floor.all),
      presentWords: floor
        ? t("room.presents", { name: regionOf(floor.region)?.name ?? "", n: floor.n, all: floor.all })
        : t("podium.present.prepared"),
      presentPauses: Boolean(floor && now?.clock.running), presentResumes: Boolean(floor && !now?.clock.running),
      presentLot: there && now?.commitment ? t(now.seed ? "screen.presents_seed" : "screen.presents_hash") : "",
      presentCode: there ? now?.seed || now?.commitment : "",
    });
    const rows = order.map((id, at) => ({ id, at }));
    list(/** @type {HTMLElement} */ (one("[data-list='presentOrder']", panel)), rows, "id", "present-row",
      (row, { id, at }) => {
        const name = regionOf(id)?.name ?? id;
        fill(row, {
          place: number(at + 1), name, current: floor?.region === id ? "step" : null,
          canUp: !there && at > 0, canDown: !there && at < order.length - 1,
          upWords: t("podium.hand.up", { number: name }), downWords: t("podium.hand.down", { number: name }),
        });
        showChips(one("[data-chips]", row), agenda.regions.filter((each) => each.id === id));
      });
  }

  /** @param {string} id @param {number} by */
  function move(id, by) {
    const order = present();
    const from = order.indexOf(id);
    order.splice(from, 1);
    order.splice(from + by, 0, id);
    byHand = order;
  }

  form?.addEventListener("change", () => {
    byHand = [...byHand];
    show();
  });

  return {
    show,
    /** @param {HTMLElement} button @param {string} name */
    async press(button, name) {
      const id = button.closest("[data-key]")?.getAttribute("data-key") ?? "";
      const { presentation: now } = read();
      if (name === "present_up" || name === "present_down") move(id, name === "present_up" ? -1 : 1);
      if (name === "present_prepare" && form) {
        const given = new FormData(form);
        const ordered_by = String(given.get("ordered_by"));
        const regions = ordered_by === "hand" ? present() : [];
        await act(button, ask, {
          type: "prepare_presentation", ordered_by, regions, seconds: Math.round(60 * Number(given.get("minutes"))),
        });
      }
      if (name === "present_turn") {
        const place = (now?.place ?? -1) + Number(button.dataset.by ?? 1);
        const done = await act(button, ask, { type: "turn_presentation", place });
        const { view, page } = read().hall ?? {};
        if (done && (view === "presentation" ? page : now?.place === -1)) await toHall(button); // at its first page
      }
      if (name === "present_pause") await act(button, ask, { type: "pause_presentation", paused: now?.clock.running });
      if (name === "present_end") await act(button, ask, { type: "end_presentation" });
      if (name === "present_hall") await toHall(button);
      show();
    },
  };

  /** @param {HTMLElement} button */
  function toHall(button) {
    return act(button, ask, { type: "show_in_hall", round_id: "", view: "presentation" });
  }
}
