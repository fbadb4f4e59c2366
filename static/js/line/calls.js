// @ts-check
/**
 * The second way on which frames go to a room and come back: one call a frame, where sockets are refused on the way.
 * It comes some seconds after the page. Refuses to know what is said. Invariants: a way that was closed is not heard
 * any more; calls are made one after the other, so that no answer overtakes another.
 */

/** @typedef {import("./ways.js").Ear} Ear */
/** @typedef {import("./ways.js").Way} Way */

const REACH_MS = 3_000;
const POLICY = 1008;

/** @param {URL} url of the room's socket @param {Ear} ear @returns {Way} */
export function byCalls(url, ear) {
  const address = new URL(url);
  address.pathname = `/api/rooms/${url.pathname.split("/").at(-1)}/acts`;
  const leaving = new AbortController();
  /** @param {number} code */
  const end = (code) => {
    if (leaving.signal.aborted) return;
    leaving.abort();
    ear.closed(code);
  };

  /** @param {any} command */
  const call = async (command) => {
    if (leaving.signal.aborted) return;
    try {
      const answer = await fetch(address, {
        method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(command),
        cache: "no-store", signal: leaving.signal,
      });
      const said = [await answer.json()].flat();
      for (const message of said) {
        if (leaving.signal.aborted) return;
        if (answer.status === 403 && command.type === "hello") end(message.current?.close ?? POLICY);
        else ear.heard({ type: "refused", ref: command.ref, current: null, ...message });
      }
    } catch {
      end(0); // not reached, or what stands between answered in its place
    }
  };

  let last = Promise.resolve();
  const say = (/** @type {any} */ command) => {
    last = last.then(() => call(command));
  };
  queueMicrotask(() => leaving.signal.aborted || ear.opened());
  return { calls: true, say, close: () => leaving.abort() };
}

/** Say whether calls reach the service: what stands between may answer in its place. @returns {Promise<boolean>} */
export async function isReached() {
  try {
    const answer = await fetch("/health", { cache: "no-store", signal: AbortSignal.timeout(REACH_MS) });
    return answer.ok && (await answer.text()).trim() === "live";
  } catch {
    return false;
  }
}
