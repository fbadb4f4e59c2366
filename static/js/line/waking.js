// @ts-check
/**
 * When a page may have slept, or is on another network: what browsers say of it. Refuses to know what follows from it.
 * Invariant: a page that nobody sees is not woken by it.
 */

/**
 * Call back whenever somebody looks at this page again, or its network may be another.
 * @param {() => void} wake
 */
export function onWaking(wake) {
  const seen = () => document.visibilityState !== "hidden" && wake();
  for (const said of ["pageshow", "focus", "online"]) addEventListener(said, seen);
  for (const said of ["visibilitychange", "resume"]) document.addEventListener(said, seen);
  /** @type {any} */ (globalThis.navigator)?.connection?.addEventListener?.("change", seen);
}
