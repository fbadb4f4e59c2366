// @ts-check
/**
 * What lets a phone open Plenum from its home screen: the keeper of the shell is called, and the way back to one's seat
 * is remembered. Refuses to hold more than that way. Invariant: without it, or without TLS, everything else works as
 * before.
 */
import { onDevice } from "./storage.js";

const SEAT = "plenum-seat";
const { shell = "", lang = "en", slot = "", page = "" } = document.body.dataset;

/**
 * Vouch for the one address of a script that a script of ours names: browsers with Trusted Types take no other.
 * @param {string} address @returns {any}
 */
function trusted(address) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  return types
    ? types.createPolicy("plenum", { createScriptURL: (/** @type {string} */ url) => url }).createScriptURL(address)
    : address;
}

if ("serviceWorker" in navigator)
  addEventListener("load", () => {
    const address = trusted(`/service-worker.js?${new URLSearchParams({ shell, lang })}`);
    // a browser that keeps nothing does without
    navigator.serviceWorker.register(address, { scope: "/" }).catch(() => {});
  });

if (page === "delegate" && slot) onDevice.setItem(SEAT, `/tab/${slot}/`);
const way = page === "join" ? onDevice.getItem(SEAT) : null;
if (way && /^\/tab\/[a-z0-9]+\/$/.test(way)) {
  if (location.search === "?home") location.replace(way);
  const back = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-back-to-seat]"));
  if (back) {
    back.href = way;
    back.hidden = false;
  }
}
