// @ts-check
/**
 * Finding one's own name on the arrival page while typing. Refuses to keep what was typed and to choose for anybody.
 * Invariants: what is shown answers what is typed now; a choice that is still among the names stays chosen.
 */
import { fill, list, one } from "../page/dom.js";
import { placed, showChips } from "../page/chips.js";

export const FEWEST_LETTERS = 3;
const TYPING_MS = 250;

/** Whether there is enough to look for: spaces are no letters. @param {string} typed */
export const enough = (typed) => [...typed.replace(/\s/gu, "")].length >= FEWEST_LETTERS;

/**
 * Take the search into use.
 * @param {HTMLElement} search its form, which without this script is sent
 */
export function findNames(search) {
  const field = /** @type {HTMLInputElement} */ (one("input[name=q]", search));
  const form = /** @type {HTMLElement} */ (one("[data-names-form]"));
  const names = /** @type {HTMLElement} */ (one("[data-list='names']"));
  const go = /** @type {HTMLElement} */ (one("[data-names-go]"));
  const [none, problem] = [one("[data-names-none]"), one("[data-search-problem]")];
  const regions = placed(JSON.parse(names.dataset.regions ?? "[]"));
  const plain = go.textContent ?? "";
  /** @type {any} */
  let timer = null;
  let turn = 0;

  const button = one("[data-search-go]", search);
  if (button) button.hidden = true;

  async function look() {
    const mine = ++turn;
    const q = field.value.trim();
    if (!enough(q)) return show([], false, "");
    try {
      const answer = await fetch(`/api/join/names?${new URLSearchParams({ code: search.dataset.code ?? "", q })}`);
      const said = await answer.json();
      if (mine === turn) show(said.names ?? [], answer.ok, answer.ok ? "" : said.message);
    } catch {
      if (mine === turn) show([], false, search.dataset.lost ?? "");
    }
  }

  /** @param {any[]} found @param {boolean} answered @param {string} said */
  function show(found, answered, said) {
    list(names, found, "seat_id", "name-choice", (row, seat) => {
      fill(row, seat);
      showChips(one("[data-chips]", row), regions.filter((region) => region.id === seat.region_id));
    });
    form.hidden = found.length === 0;
    none?.toggleAttribute("hidden", !answered || found.length > 0);
    if (problem) {
      problem.textContent = said;
      problem.hidden = !said;
    }
    sayChosen();
  }

  /** The button repeats the name, so that nobody takes a seat by a slip of the finger. */
  function sayChosen() {
    const chosen = one("input:checked", names)?.closest("[data-key]");
    const name = chosen ? one("[data-text='name']", chosen)?.textContent ?? "" : "";
    go.textContent = name ? (go.dataset.says ?? "").replace("{name}", () => name) : plain;
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, TYPING_MS);
  });
  search.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    look();
  });
  names.addEventListener("change", sayChosen);
  sayChosen();
  if (enough(field.value) && form.hidden) look(); // typed before this script came
}
