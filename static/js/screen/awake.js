// @ts-check
/**
 * The hall's screen stays awake as long as its page is in sight. Refuses to insist: where the browser has no such lock,
 * or will not give one, the page goes on without. Invariant: whenever the page comes into sight again, and whenever the
 * lock was taken away meanwhile, it is asked for anew.
 */

/**
 * Keep the screen awake.
 * @param {Pick<Document, "visibilityState" | "addEventListener">} page
 * @param {{wakeLock?: {request: (kind: "screen") => Promise<{addEventListener: (event: "release",
 *   act: () => void) => void}>}}} device
 */
export function keepAwake(page, device) {
  let asking = false;
  let held = false;
  const ask = async () => {
    if (asking || held || page.visibilityState !== "visible" || !device.wakeLock) return;
    asking = true;
    try {
      const lock = await device.wakeLock.request("screen");
      held = true;
      lock.addEventListener("release", () => {
        held = false;
        ask();
      });
    } catch {
      // an empty battery, or a browser that is not asked by a person: it is asked again when the page comes into sight
    } finally {
      asking = false;
    }
  };
  page.addEventListener("visibilitychange", ask);
  ask();
}
