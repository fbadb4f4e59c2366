// @ts-check
/**
 * A count of hands or paper in one region: of every item how many of each mark, and how many of none. It comes when
 * somebody opens it. Refuses to compare counts: the service says when the other's may be seen. Invariants: what is
 * typed is overwritten by nothing that others do and by no refusal, and outlives a page that is loaded again; what
 * differs is marked beside the own figure, never in its place.
 */
import { all, fill, list, one } from "../page/dom.js";
import { onDevice, readFrom } from "../page/storage.js";
import { number, t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";
import { act, sayNear } from "./acts.js";
import { unitsOf } from "./beside_ballots.js";

/** @typedef {import("./beside_ballots.js").Page} Page */
/** @typedef {Record<string, Record<string, number>>} Marks of every item how many of each mark */
/** @typedef {Pick<Said.Counted, "entered" | "other" | "agreed">} Known what may be read of a count */

/** @type {Known} */
const NOTHING = { entered: null, other: null, agreed: null };

/** @param {HTMLElement} podium @param {Page} page @returns {() => void} shows the panel as it is now */
export function makeCounting(podium, page) {
  const root = /** @type {HTMLElement} */ (one("[data-counting]", podium));
  const form = /** @type {HTMLFormElement} */ (one("[data-counting-form]", root));
  const select = /** @type {HTMLSelectElement} */ (one("select", form));
  const items = /** @type {HTMLElement} */ (one("[data-list='items']", form));
  const own = page.role === "chair" ? "chair" : `moderator:${page.region}`;
  /** What was read of a count, and as of which of its states. @type {Map<string, {of: string, known: Known}>} */
  const readings = new Map();
  /** Of which count the fields are. */
  let shown = "";

  const channel = () => /** @type {HTMLInputElement} */ (one("input[name='channel']:checked", form)).value;
  const key = () => [page.round()?.id, select.value, channel()].join(" ");
  const count = () => page.read().counts[key()];
  const kept = () => ["plenum-counting", page.holder, key()].join(":");
  const inputs = () => /** @type {HTMLInputElement[]} */ (all("[data-list='cells'] input", form));
  /** @param {HTMLElement} input */
  const placeOf = (input) => {
    const cell = /** @type {HTMLElement} */ (input.closest("[data-key]"));
    const row = /** @type {HTMLElement} */ (cell.parentElement?.closest("[data-key]"));
    return { mark: cell.dataset.key ?? "", item: row.dataset.key ?? "" };
  };

  /** @returns {Marks} */
  function typed() {
    /** @type {Marks} */
    const marks = {};
    for (const input of inputs()) {
      const { item, mark } = placeOf(input);
      (marks[item] ??= {})[mark] = Math.max(0, Math.floor(Number(input.value) || 0));
    }
    return marks;
  }

  /** @param {Marks | null} marks */
  function put(marks) {
    for (const input of inputs()) {
      const { item, mark } = placeOf(input);
      input.value = marks ? String(marks[item]?.[mark] ?? 0) : "";
    }
  }

  /** @param {Marks} marks @param {string} item */
  const sum = (marks, item) => Object.values(marks[item] ?? {}).reduce((so_far, many) => so_far + many, 0);

  /** Say how many votes there are, or which item has another sum. @param {Said.Round} round */
  function sums(round) {
    const marks = typed();
    const first = sum(marks, round.slate[0]);
    const at = round.slate.findIndex((id) => sum(marks, id) !== first);
    if (at < 0) return { words: t("counting.votes", { n: number(first) }), even: true };
    const votes = sum(marks, round.slate[at]);
    return { words: t("refusal.malformed.count_uneven", { number: number(at + 1), votes, first }), even: false };
  }

  /** Read what may be known of the count, where that is another than before. */
  async function learn() {
    const [of, now] = [key(), JSON.stringify(count() ?? null)];
    if (readings.get(of)?.of === now || now === "null") return;
    const before = readings.get(of)?.known ?? NOTHING;
    readings.set(of, { of: now, known: before });
    const [round_id, region_id, how] = of.split(" ");
    try {
      const { entered, other, agreed } = await page.ask({ type: "read_count", round_id, region_id, channel: how });
      readings.set(of, { of: now, known: { entered, other, agreed } });
    } catch {
      readings.delete(of); // asked again at the next drawing
    }
    show();
  }

  /** @param {string} by */
  const called = (by) =>
    by === "chair" ? t("role.chair")
    : `${t("role.moderator")}, ${page.regionsOf([by.slice("moderator:".length)])[0]?.name ?? by}`;

  /** @param {Known} known */
  function stateWords(known) {
    const now = count();
    const by = now?.entered_by ?? [];
    if (now?.differs) return t(by.includes(own) ? "counting.differs" : "counting.others");
    if (by.length) return by.includes(own) ? t("counting.mine") : t("counting.theirs", { who: called(by[0]) });
    if (known.agreed) return t("counting.agreed", { n: known.agreed.votes });
    return t(now?.agreed_by.length ? "counting.agreed_others" : "counting.none");
  }

  /** @param {HTMLElement} row @param {Said.Round} round @param {string} id @param {Known} known */
  function showRow(row, round, id, known) {
    const place = number(round.slate.indexOf(id) + 1);
    fill(row, {
      ...wordsOf(page.read().recommendations[id]), number: place, legend: t("counting.legend", { number: place }),
    });
    const cells = /** @type {HTMLElement} */ (one("[data-list='cells']", row));
    list(cells, [...round.marks, "none"], (mark) => mark, "counting-cell", (cell, mark) => {
      const [mine, theirs] = [known.entered?.marks[id]?.[mark], known.other?.marks[id]?.[mark]];
      const differs = mine !== undefined && theirs !== undefined && mine !== theirs;
      fill(cell, {
        mark: t(`mark.${mark}`), field: `counting-${id}-${mark}`, described: `counting-${id}-${mark}-other`, differs,
        other: differs ? t("counting.other", { n: theirs }) : "",
      });
    });
  }

  function show() {
    const round = page.round();
    if (!round || root.hidden) return;
    list(select, page.regionsOf(unitsOf(round, page)), "id", "counting-region", (option, region) =>
      fill(option, { id: region.id, name: region.name }));
    const known = readings.get(key())?.known ?? NOTHING;
    list(items, round.slate, (id) => id, "counting-row", (row, id) => showRow(row, round, id, known));
    if (shown !== key()) {
      shown = key();
      put(readFrom(onDevice, kept()) ?? known.entered?.marks ?? known.agreed?.marks ?? null);
    } else if (inputs().every((input) => !input.value)) put(known.entered?.marks ?? known.agreed?.marks ?? null);
    fill(root, { state: stateWords(known), sums: sums(round).words, even: sums(round).even });
    void learn();
  }

  form.addEventListener("input", ({ target }) => {
    if (/** @type {HTMLElement} */ (target).closest("[data-list='cells']"))
      onDevice.setItem(kept(), JSON.stringify(typed()));
    show();
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const round = page.round();
    const button = /** @type {HTMLElement} */ (one("button", form));
    if (!round) return;
    if (!sums(round).even) return sayNear(button, sums(round).words);
    const [round_id, region_id, how] = key().split(" ");
    const place = kept();
    const reply = await act(button, page.ask, {
      type: "enter_count", round_id, region_id, channel: how, marks: typed(),
    });
    if (reply) onDevice.removeItem(place);
    show();
  });

  return show;
}
