// @ts-check
/**
 * Keys of the podium: each presses a button that is there. Refuses to do what no visible button does, to hear a key
 * while somebody types or a dialog asks, and to be in the way: they can be switched off. Invariant: a key never does
 * more than its button.
 */
import { all, one } from "../page/dom.js";
import { onDevice } from "../page/storage.js";

const KEPT = "plenum.shortcuts";
/** @type {Record<string, string>} */
const KEYS = {
  n: "[data-act='next']", p: "[data-act='pause_round'], [data-act='resume_round']", "+": "[data-act='extend_round']",
  "?": "[data-act='keys']",
  1: "[data-view='list'], [data-view='slate']", 2: "[data-view='matrix'], [data-view='turnout']",
  3: "[data-view='rankings'], [data-view='text']", 4: "[data-view='line']", 5: "[data-view='why']",
  6: "[data-view='units']", 7: "[data-view='roll']", 8: "[data-view='reading']",
  ArrowRight: "[data-step-by='1']", ArrowLeft: "[data-step-by='-1']",
};
/** Keyboards of other scripts: the key in the same place. @type {Record<string, string>} */
const PLACES = { KeyN: "n", KeyP: "p" };

/**
 * Say which button a key presses, or nothing.
 * @param {{key: string, code?: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean}} event
 * @param {boolean} busy somebody types, or a dialog asks
 * @param {boolean} [rtl]
 */
export function buttonOf({ key, code = "", ctrlKey, metaKey, altKey }, busy, rtl = false) {
  if (busy || ctrlKey || metaKey || altKey) return "";
  const mirrored = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" }[key];
  return KEYS[rtl && mirrored ? mirrored : key] ?? KEYS[key.toLowerCase()] ?? KEYS[PLACES[code] ?? ""] ?? "";
}

/**
 * Listen, unless the reader switched the keys off.
 * @param {HTMLInputElement} toggle the box in the dialog that explains them
 */
export function bindShortcuts(toggle) {
  toggle.checked = onDevice.getItem(KEPT) !== "off";
  toggle.addEventListener("change", () => onDevice.setItem(KEPT, toggle.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const busy = Boolean(target.closest("input, select, textarea, [contenteditable]") || one("dialog[open]"));
    const selector = buttonOf(event, busy, document.documentElement.dir === "rtl");
    const button =
      selector && (toggle.checked || event.key === "?")
        ? all(selector).find(
            (found) => !(/** @type {HTMLButtonElement} */ (found).disabled) && found.offsetParent !== null
          )
        : null;
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}
