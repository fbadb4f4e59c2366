/**
 * A page without its picture: the scripts of one release keep the line to a room and reduce what they hear.
 *
 * Run as `node page.mjs FOLDER ROOM_ADDRESS CREDENTIAL`, FOLDER holding connection.js and state.js. Each line of
 * standard input is a command of the page, answered by one line `{"reply"}` or `{"refusal"}`; `"show"` is answered by
 * one line `{"state", "status"}`. Refuses to know which release it is.
 */

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder, address, credential] = process.argv.slice(2);
const Plain = globalThis.WebSocket;

// What a browser has and its scripts reach for; the credential goes where a program shows it, in place of the cookie.
globalThis.WebSocket = class extends Plain {
  constructor(url, protocol) {
    super(url, { protocols: [protocol], headers: { Authorization: `Bearer ${credential}` } });
  }
};
globalThis.location = { href: address };
globalThis.addEventListener = () => {};
globalThis.document = { addEventListener: () => {}, visibilityState: "visible" };

const { connect } = await import(pathToFileURL(`${folder}/connection.js`));
const { emptyState, reduce } = await import(pathToFileURL(`${folder}/state.js`));

let state = emptyState();
const line = connect({
  url: address,
  onMessage: (message) => {
    state = reduce(state, message);
  },
});

const say = (value) => console.log(JSON.stringify(value));
for await (const written of createInterface({ input: process.stdin })) {
  const command = JSON.parse(written);
  if (command === "show") say({ state, status: line.status });
  else line.ask(command).then((reply) => say({ reply }), (refusal) => say({ refusal }));
}
process.exit(0);
