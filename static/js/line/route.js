// @ts-check
/**
 * Which of the two ways frames go: sockets first; calls where handshakes fail and calls get through; back to a socket
 * as soon as one opens. Refuses to know what is said, and to wait. Invariant: only one way is heard at a time.
 */
import { later } from "../page/later.js";
import { bySocket } from "./ways.js";

const REFUSALS = 2; // so many handshakes in a row have to fail before calls are tried
const FRESH_MS = 3_000;
const SOON_MS = 4_000; // after the page the way by calls is fetched, before it is known whether it is needed

/** @typedef {import("./ways.js").Way} Way */

/** @param {URL} address of the room's socket, over HTTP @param {import("./ways.js").Ear} ear */
export function makeRoute(address, ear) {
  /** @type {Way | null} */
  let way = null;
  /** @type {Way | null} a socket that is tried while calls are made */
  let probe = null;
  let [refused, begun, isOpen] = [0, 0, false];
  const calling = later(() => import("./calls.js"));
  calling.soon(SOON_MS);

  /** @param {typeof bySocket} make */
  const made = (make) => {
    /** @type {Way} */
    const mine = make(address, {
      opened: () => {
        if (mine === probe) {
          way?.close();
          [way, probe] = [mine, null];
        }
        isOpen = true;
        ear.opened();
      },
      heard: (message) => way === mine && ear.heard(message),
      closed: (code) => way === mine && ear.closed(code),
    });
    return mine;
  };

  /** @param {typeof bySocket} make */
  const go = (make) => {
    way?.close();
    [isOpen, begun] = [false, Date.now()];
    way = made(make);
  };

  return {
    open: () => go(bySocket),
    /** @param {any} command */
    say: (command) => way?.say(command),
    /** Leave the way that is gone; where it never opened, that counts as a refusal. */
    leave: () => {
      refused = way?.calls ? REFUSALS - 1 : isOpen ? 0 : refused + 1;
      way?.close();
      probe?.close();
      [way, probe, isOpen] = [null, null, false];
    },
    /** Go by calls where sockets were refused and calls get through. @param {() => void} onWay */
    callInstead: (onWay) => {
      if (refused < REFUSALS) return;
      calling.come().then(async ({ isReached, byCalls }) => {
        if (!(await isReached()) || way) return;
        go(byCalls);
        onWay();
      }, () => {}); // not reached either: the next attempt asks again
    },
    /** While calls are made, try whether sockets go through again. */
    tryAgain: () => {
      probe?.close();
      probe = made(bySocket);
    },
    /** Whether a way is just being tried. */
    isFresh: () => Boolean(way) && Date.now() - begun < FRESH_MS,
    get calls() {
      return Boolean(way?.calls);
    },
    get isOpen() {
      return isOpen;
    },
  };
}
