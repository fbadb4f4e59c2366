// @ts-check
/**
 * The two ways on which frames go to a room and come back: a socket, and one call a frame where sockets are refused on
 * the way. Refuses to know what is said. Invariants: a way that was closed is not heard any more; calls are made one
 * after the other, so that no answer overtakes another.
 */

export const SUBPROTOCOL = "plenum.v1";
const REACH_MS = 3_000;
const ENDINGS = /** @type {Record<number, string>} */ ({
  4401: "no_credential", 4403: "not_your_room", 4409: "other_device", 1008: "policy",
});
const NO_CREDENTIAL = 4401;

/** Say why a close is for good, or null if it is worth another try. @param {number} code */
export const ending = (code) => ENDINGS[code] ?? null;

/**
 * Wait longer after each failure, never in step with the others.
 * @param {number} attempt from 0 @param {number} dice in [0, 1)
 */
export const backoff = (attempt, dice) =>
  Math.round(Math.min(8_000, 500 * 2 ** Math.min(attempt, 5)) * (0.5 + dice / 2));

/**
 * @typedef {{opened: () => void, heard: (message: any) => void, closed: (code: number) => void}} Ear
 * @typedef {{calls: boolean, say: (command: any) => void, close: () => void}} Way
 */

/** @param {URL} url of the room, over HTTP @param {Ear} ear @returns {Way} */
export function bySocket(url, ear) {
  const address = new URL(url);
  address.protocol = address.protocol.replace("http", "ws");
  const socket = new WebSocket(address, SUBPROTOCOL);
  let over = false;
  socket.onopen = () => over || ear.opened();
  socket.onmessage = ({ data }) => over || ear.heard(JSON.parse(data));
  socket.onclose = ({ code }) => over || ear.closed(code);
  return {
    calls: false,
    say: (command) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(command)),
    close: () => {
      over = true;
      socket.close();
    },
  };
}

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
        if (answer.status === 403 && command.type === "hello") end(NO_CREDENTIAL);
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
