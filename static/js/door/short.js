// @ts-check
/**
 * A badge: the letters behind the # of its address go into the field and out of the address, and are sent when their
 * holder taps. Refuses to send anything by itself: whoever only looks at a link uses nothing up. Invariant: the letters
 * are never part of an address that is sent.
 */
import { one } from "../page/dom.js";
import { fragment } from "./fragment.js";

const field = /** @type {HTMLInputElement | null} */ (one("[data-short-code]"));

/** Take what stands behind the #, also where another badge is scanned into the same tab. */
function take() {
  const code = fragment(location.hash);
  if (!code || !field) return;
  history.replaceState(null, "", location.pathname);
  field.value = code.slice(0, field.maxLength);
  one("[data-short-go]")?.focus();
}

addEventListener("hashchange", take);
take();
