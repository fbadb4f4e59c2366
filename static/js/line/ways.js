// @ts-check
/**
 * The first of the two ways on which frames go to a room and come back: a socket. Refuses to know what is said.
 * Invariant: a way that was closed is not heard any more.
 */

export const SUBPROTOCOL = "plenum.v1";
const ENDINGS = /** @type {Record<number, string>} */ ({
  4401: "no_credential", 4403: "not_your_room", 4409: "other_device", 1008: "policy",
});

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
