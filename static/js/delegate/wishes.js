// @ts-check
/**
 * What the owner of a phone may wish: a language for this tab, and nudges. Refuses to touch a ballot. Invariant:
 * another language is another page, and the half-filled ballot waits on the phone for it, at the same place.
 */
import { all, one } from "../page/dom.js";
import { wanted, want } from "./signals.js";

/** Bring the wishes to life. @param {string} slot */
export function liveWishes(slot) {
  const form = /** @type {HTMLFormElement | null} */ (one("[data-wishes]"));
  if (!form) return;
  const go = one("[data-wishes-go]", form);
  if (go) go.hidden = true;
  for (const found of all("[data-nudge]", form)) {
    const box = /** @type {HTMLInputElement} */ (found);
    const way = /** @type {import("./signals.js").Way} */ (box.dataset.nudge);
    /** @type {HTMLElement} */ (box.closest("label")).hidden = way === "vibrate" && !("vibrate" in navigator);
    box.checked = wanted(way);
    box.addEventListener("change", () => want(way, box.checked));
  }
  const select = /** @type {HTMLSelectElement} */ (one("select", form));
  const change = () => {
    const chosen = select.value;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    const named = `plenum-language-${slot}=${encodeURIComponent(chosen)}`;
    document.cookie = `${named}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    if (location.search) location.replace(location.pathname + location.hash);
    else location.reload();
  };
  select.addEventListener("change", change);
  if (select.value !== document.documentElement.lang) change(); // chosen before this was there
}
