// @ts-check
/**
 * The regions of a meeting: name, letters and order, which is that of every strip and column. Refuses to know who sits
 * in them. Invariant: each keeps its id, however it is called.
 *
 * @typedef {{id: string, name: string, short: string}} Region
 */
import { fill, list, one } from "../../page/dom.js";
import { t } from "../../page/strings.js";

/** Find an id that no region has. @param {readonly Region[]} regions */
function freeId(regions) {
  let place = regions.length + 1;
  while (regions.some((region) => region.id === `R${place}`)) place += 1;
  return `R${place}`;
}

/** @param {{change: (regions: Region[], what?: string) => void, now: () => readonly Region[]}} wishes */
export function showRegions({ change, now }) {
  const place = /** @type {HTMLElement} */ (one("[data-regions]"));
  const section = /** @type {HTMLElement} */ (one("[data-regions-part]"));
  let focusNext = "";
  const idOf = (/** @type {EventTarget | null} */ found) =>
    /** @type {HTMLElement | null} */ (/** @type {Element} */ (found).closest("[data-key]"))?.dataset.key ?? "";

  section.addEventListener("input", (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const id = idOf(field);
    const name = field.dataset.region;
    if (name) change(now().map((one) => (one.id === id ? { ...one, [name]: field.value } : one)), `${id} ${name}`);
  });
  section.addEventListener("click", (event) => {
    const act = /** @type {Element} */ (event.target).closest("button")?.dataset.act;
    if (!act) return;
    const [regions, id] = [[...now()], idOf(event.target)];
    const at = regions.findIndex((one) => one.id === id);
    if (act === "add") {
      focusNext = freeId(regions);
      return change([...regions, { id: focusNext, name: "", short: "" }]);
    }
    const to = act === "up" ? at - 1 : at + 1;
    focusNext = act === "remove" ? regions[at + 1]?.id ?? regions[at - 1]?.id ?? "" : id;
    if (act === "remove") regions.splice(at, 1);
    else if (to >= 0 && to < regions.length) regions.splice(to, 0, ...regions.splice(at, 1));
    return change(regions);
  });

  return {
    /** @param {readonly Region[]} regions */
    show(regions) {
      list(place, regions, "id", "region", (element, region, at) => {
        fill(element, {
          place: at + 1, called: t("desk.region.name", { place: at + 1 }),
          letters: t("desk.region.letters", { place: at + 1 }),
        });
        for (const name of /** @type {const} */ (["name", "short"])) {
          const field = /** @type {HTMLInputElement | null} */ (one(`[data-region=${name}]`, element));
          if (field && field.value !== region[name]) field.value = region[name];
        }
      });
      if (focusNext) one(`[data-key="${focusNext}"] [data-region=name]`, place)?.focus();
      focusNext = "";
    },
  };
}
