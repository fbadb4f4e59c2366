// @ts-check
/**
 * The recommendations of a room as the podium lists them: what waits first, found by words and filters, ticked for one
 * act on several; then what regions handed over. Refuses to judge them and to act. Invariant: at most so many rows are
 * drawn as were asked for, and what is ticked is known by its id, whether it is drawn or not.
 */
import { fill, list, one } from "../page/dom.js";
import { labelWords } from "../page/numbers.js";
import { number, t } from "../page/strings.js";
import { fitFor } from "./bulk.js";
import { EVERYTHING, filtered, inOrder, STATUSES } from "./filters.js";
import { actsOn, boundIn, showRow } from "./proposal_row.js";
import { handedOver } from "./slate_groups.js";

/** @typedef {import("../line/state.js").State} State */
/** @typedef {import("../page/chips.js").Region} Region */
/** How many rows are drawn at first, and at each "show more". */
const PAGE = 30;
/** From how many recommendations on a room is searched and filtered. */
const MANY = 8;

/**
 * @param {HTMLElement} root
 * @param {{agenda: {regions: Region[]}, role: string, region: string, read: () => State}} podium
 */
export function makeProposals(root, { agenda, role, region, read }) {
  let filter = EVERYTHING;
  let most = PAGE;
  /** @type {Set<string>} */
  const ticked = new Set();
  /** @type {Said.Recommendation[]} */
  let found = [];
  /** What the rows stand for now: a tally changes none of it. @type {Record<string, any>} */
  let shown = {};

  const conducts = () => role === "chair" || read().room.region_id === region;
  const names = (/** @type {Said.Recommendation} */ one) =>
    [labelWords(one), ...agenda.regions.filter(({ id }) => one.region_ids.includes(id)).map(({ name }) => name)]
      .join(" ");

  /** Everything of this room that the page knows. */
  const here = () => {
    const { recommendations, queue, room } = read();
    const own = Object.values(recommendations).filter((one) => one.room_id === room.id);
    return inOrder([...Object.values(queue), ...own]);
  };
  const tickedHere = () => here().filter((one) => ticked.has(one.id));

  /** Draw anew, whatever stands. */
  const redraw = () => {
    shown = {};
    show();
  };

  function show() {
    const state = read();
    const { room, recommendations, rounds, sets, you, queue, waiting, alike } = state;
    const now = { recommendations, rounds, sets, you, queue, waiting, alike };
    if (Object.entries(now).every(([name, value]) => shown[name] === value)) return;
    shown = now;
    const everything = here();
    const known = new Set(everything.map((one) => one.id));
    for (const id of [...ticked]) if (!known.has(id)) ticked.delete(id);
    const choice = filtered(everything, filter, names);
    found = choice.found;
    showHead(state, everything, choice.counts);
    const bound = boundIn(state);
    list(/** @type {HTMLElement} */ (one("[data-list='proposals']", root)), found.slice(0, most), "id", "podium-row",
      (row, recommendation) => {
        const { id } = recommendation;
        const acts = actsOn(recommendation, {
          conducts: conducts(), own: Boolean(you?.recommendations.includes(id)), bound: bound.has(id),
        });
        showRow(row, recommendation, agenda.regions, {
          ...acts, tickable: acts.canAccept || acts.canReject, canReword: acts.canUndo && room.kind === "plenary",
          bound: bound.has(id) ? t("podium.bound", { n: bound.get(id) ?? 0 }) : "",
        }, alike[id]);
        const box = /** @type {HTMLInputElement} */ (one("[data-tick-row]", row));
        box.checked = ticked.has(id);
        box.setAttribute("aria-label", t("podium.tick", { title: recommendation.title }));
      });
    showHanded(state);
    showTicked(bound);
  }

  /** @param {State} state @param {Said.Recommendation[]} everything @param {Record<string, number>} counts */
  function showHead({ waiting }, everything, counts) {
    const waits = everything.filter((one) => one.status === "proposed").length;
    const known = everything.length + Math.max(0, (waiting ?? 0) - waits);
    fill(root, {
      proposalCount: number(known), noProposals: known === 0, rowsMore: found.length > most,
      mergeable: Object.values(read().recommendations).filter((one) => one.status === "accepted").length > 1,
      findable: known > MANY || filter !== EVERYTHING, noneFound: known > 0 && found.length === 0,
    });
    list(
      /** @type {HTMLElement} */ (one("[data-list='statuses']", root)),
      ["", ...STATUSES].filter((status) => !status || counts[status] || filter.status === status),
      (status) => status || "all", "status-choice",
      (button, status) => {
        fill(button, {
          status, pressed: String(filter.status === status), count: number(counts[status] ?? 0),
          name: t(`podium.filter.${status || "all"}`),
        });
      }
    );
  }

  /** @param {State} state */
  function showHanded(state) {
    const acts = { canTranslate: role === "chair", canReadHistory: role === "chair" };
    list(
      /** @type {HTMLElement} */ (one("[data-list='handed']", root)),
      handedOver(state, agenda.regions), "id", "handed-group",
      (element, group) => {
        fill(element, { legend: group.legend });
        list(
          /** @type {HTMLElement} */ (one("[data-list='rows']", element)),
          group.recommendations, "id", "podium-row",
          (row, one) => showRow(row, one, agenda.regions, {
            ...acts, canReword: acts.canTranslate && one.status === "accepted",
          }, state.alike[one.id])
        );
      }
    );
  }

  /** Say what can be done with what is ticked. @param {Map<string, number>} bound */
  function showTicked(bound) {
    const free = new Set(bound.keys());
    const now = tickedHere();
    const [accepts, rejects] = ["accept_recommendation", "reject_recommendation"].map(
      (type) => fitFor(now, type, free).length
    );
    const able = found.filter((one) => isTickable(one, free));
    fill(root, {
      anyTicked: now.length > 0, tickedWords: t("podium.ticked", { n: now.length }),
      tickAll: conducts() && able.length > 1,
      tickAllWords: t("podium.tick_all", { n: able.length }),
      acceptTicked: accepts > 0, acceptWords: t("podium.accept_many", { n: accepts }),
      rejectTicked: rejects > 0, rejectWords: t("podium.reject_ask_many", { n: rejects }),
    });
    const box = /** @type {HTMLInputElement} */ (one("[data-tick-all]", root));
    const some = able.filter((one) => ticked.has(one.id)).length;
    box.checked = some > 0 && some === able.length;
    box.indeterminate = some > 0 && some < able.length;
  }

  /** @param {Said.Recommendation} one @param {Set<string>} bound */
  const isTickable = (one, bound) =>
    fitFor([one], "accept_recommendation", bound).length + fitFor([one], "reject_recommendation", bound).length > 0;

  /** Choose what is shown. @param {Partial<import("./filters.js").Filter>} change */
  function choose(change) {
    const next = { ...filter, ...change };
    filter = Object.values(next).some(Boolean) ? next : EVERYTHING;
    most = PAGE;
    redraw();
  }

  root.addEventListener("input", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if ("find" in input.dataset) choose({ typed: input.value });
    else if (input.dataset.filter) choose({ [input.dataset.filter]: input.value });
    else if ("tickAll" in input.dataset) tickAll(input.checked);
    else if ("tickRow" in input.dataset) {
      const id = input.closest("[data-key]")?.getAttribute("data-key") ?? "";
      if (input.checked) ticked.add(id);
      else ticked.delete(id);
      redraw();
    }
  });

  /** Tick all that are found, whether they are drawn or not. @param {boolean} on */
  function tickAll(on) {
    const bound = new Set(boundIn(read()).keys());
    for (const one of found) {
      if (on && isTickable(one, bound)) ticked.add(one.id);
      else ticked.delete(one.id);
    }
    redraw();
  }

  return {
    show, redraw, choose,
    /** Draw more rows than before. */
    more() {
      most += PAGE;
      redraw();
    },
    /** Those that are ticked, in the order of the list, on which an act can be done. @param {string} type */
    tickedFor: (type) => fitFor(tickedHere(), type, new Set(boundIn(read()).keys())),
    /** @param {string[]} ids */
    untick(ids = [...ticked]) {
      for (const id of ids) ticked.delete(id);
      redraw();
    },
  };
}
