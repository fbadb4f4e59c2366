// @ts-check
/**
 * Leaving a seat or a role on this device: what the browser keeps for this tab goes when the form is sent. Refuses to
 * end anything itself: the cookie and the sockets are the service's. Invariant: nothing of another tab is touched.
 */
import { one } from "./dom.js";
import { onDevice } from "./storage.js";

/**
 * Forget everything that is kept under the slot of a tab, or for whoever holds its seat.
 * @param {Pick<Storage, "length" | "key" | "getItem" | "removeItem">} storage @param {string} slot
 * @param {string} [holder]
 */
export function forget(storage, slot, holder = slot) {
  const names = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "");
  for (const name of names)
    if (name.split(":").some((part) => [slot, holder].includes(part)) || storage.getItem(name) === `/tab/${slot}/`)
      storage.removeItem(name);
}

/** Forget it when the person leaves. @param {string} slot @param {string} [holder] */
export function liveLeave(slot, holder = slot) {
  one("[data-leave]")?.addEventListener("submit", () => {
    forget(onDevice, slot, holder);
  });
}
