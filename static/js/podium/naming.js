// @ts-check
/**
 * What a moderator enters for a region that takes part by its named position: item by item where it stands, with words.
 * Refuses to know who confirms it. Invariants: what is typed is never overwritten, neither by a refusal nor by what
 * somebody else enters meanwhile, and outlives a page that is loaded again; what counts is what the service says.
 */
import { all, fill, list, one } from "../page/dom.js";
import { labelWords } from "../page/numbers.js";
import { onDevice, readFrom } from "../page/storage.js";
import { number, t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";
import { act, sayNear } from "./acts.js";

/** @typedef {import("../line/state.js").State} State */
/** @typedef {{state: string, words: string}} Said where a region stands, as it is entered */

const SHOWN = ["open", "closing", "closed"];
const LONGEST = 200;
/** @type {Said} */
const NOTHING = { state: "", words: "" };
/** What stood in the form when it was last as the service says. @type {WeakMap<HTMLFormElement, Said>} */
const adopted = new WeakMap();

/** @param {Said} one @param {Said} other */
const alike = (one, other) => one.state === other.state && one.words.trim() === other.words.trim();

/** @param {HTMLFormElement} form @returns {Said} */
function chosenIn(form) {
  const given = new FormData(form);
  // a radio that is disabled is not in the data
  const radio = /** @type {HTMLInputElement | null} */ (one("input:checked", form));
  return { state: radio?.value ?? "", words: String(given.get("words") ?? "") };
}

/** @param {HTMLFormElement} form @param {Said} said */
function put(form, { state, words }) {
  for (const input of all("input", form))
    /** @type {HTMLInputElement} */ (input).checked = /** @type {HTMLInputElement} */ (input).value === state;
  /** @type {HTMLTextAreaElement} */ (one("textarea", form)).value = words;
}

/**
 * @param {HTMLElement} podium
 * @param {{holder: string, read: () => State, ask: (command: any) => Promise<any>}} page
 * @returns {() => void} shows what one's region says in the round that is up
 */
export function makeNaming(podium, { holder, read, ask }) {
  const root = one("[data-naming]", podium);
  if (!root) return () => {};
  const place = /** @type {HTMLElement} */ (one("[data-list='items']", root));

  /** The newest round in which something can be entered, or was. */
  const upNow = () =>
    Object.values(read().rounds)
      .filter(({ id, state }) => id in read().named && SHOWN.includes(state))
      .sort((a, b) => a.number - b.number)
      .at(-1);
  /** @param {HTMLElement} form */
  const nameOf = (form) => ["plenum-naming", holder, upNow()?.id, idOf(form)].join(":");
  /** @param {HTMLElement} form */
  const idOf = (form) => /** @type {HTMLElement} */ (form.closest("[data-key]")).dataset.key ?? "";

  /** What the service says of an item. @param {string} id @returns {Said} */
  const standing = (id) => read().named[upNow()?.id ?? ""]?.positions[id] ?? NOTHING;

  /** Take in what stands, unless something else is being typed. @param {HTMLFormElement} form @param {string} id */
  function adopt(form, id) {
    const [before, now] = [adopted.get(form), standing(id)];
    const typed = chosenIn(form);
    if (!before) {
      const kept = /** @type {Said | null} */ (readFrom(onDevice, nameOf(form)));
      put(form, kept ?? now);
    } else if (alike(typed, before)) put(form, now);
    else if (!alike(typed, now)) return; // somebody else entered something: it is said, and both are there
    adopted.set(form, now);
    if (alike(chosenIn(form), now)) onDevice.removeItem(nameOf(form));
  }

  /** @param {HTMLElement} row @param {Said.Round} round @param {string} id */
  function showRow(row, round, id) {
    const form = /** @type {HTMLFormElement} */ (one("form", row));
    const recommendation = read().recommendations[id];
    if (!alike(adopted.get(form) ?? { state: "?", words: "" }, standing(id))) adopt(form, id);
    const [typed, now, open] = [chosenIn(form), standing(id), round.state === "open"];
    const changed = !alike(typed, now);
    const behind = changed && !alike(adopted.get(form) ?? NOTHING, now);
    const called = labelWords(recommendation);
    fill(row, {
      ...wordsOf(recommendation), number: number(round.slate.indexOf(id) + 1), field: `naming-${id}`, open, over: !open,
      legend: t("naming.legend", { number: called }),
      count: t("share.of", { part: [...typed.words].length, all: LONGEST }),
      meanwhile: behind ? t("naming.meanwhile", { state: t(`named.state.${now.state}`), words: now.words }) : "",
      at: changed ? "changed" : now.state ? "entered" : "none",
      stands: t(changed ? "naming.changed" : now.state ? "naming.entered" : "named.none"),
    });
  }

  function show() {
    const round = upNow();
    const named = round && read().named[round.id];
    fill(/** @type {HTMLElement} */ (root), { naming: Boolean(named) });
    if (!round || !named) return;
    const items = round.slate.filter((id) => read().recommendations[id]);
    fill(/** @type {HTMLElement} */ (root), {
      open: round.state === "open", over: round.state !== "open",
      entered: t("naming.of_all", { n: Object.keys(named.positions).length, all: items.length }),
      confirmed: named.version ? t("named.confirmed", { n: named.confirmed, all: named.seats }) : "",
    });
    list(place, items, (id) => id, "naming-row", (row, id) => showRow(row, round, id));
  }

  root.addEventListener("input", ({ target }) => {
    const form = /** @type {HTMLFormElement} */ (/** @type {HTMLElement} */ (target).closest("form"));
    const said = chosenIn(form);
    if (alike(said, standing(idOf(form)))) onDevice.removeItem(nameOf(form));
    else onDevice.setItem(nameOf(form), JSON.stringify(said));
    show();
  });

  root.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = /** @type {HTMLElement} */ (one("button", form));
    const said = chosenIn(form);
    if (!said.state) return sayNear(button, t("naming.choose"));
    await act(button, ask, {
      type: "record_position", round_id: upNow()?.id ?? "", recommendation_id: idOf(form), ...said,
    });
    show();
  });

  return show;
}
