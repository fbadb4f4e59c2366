// The job with as little as Node.js can do it with: bare WebSockets (ws), no compression, commands to the store
// pipelined by themselves; a tally is written once, and sent to one socket after the other.
import { readFileSync } from "node:fs";
import { Redis } from "ioredis";
import { WebSocketServer } from "ws";

const MARKS = ["for", "with_changes", "against", "abstain"];
const { PEER_PORT, PEER_STORE, PEER_SLATE, PEER_REGIONS } = process.env;
const slate = PEER_SLATE.split(",");
const regions = [...Array(Number(PEER_REGIONS)).keys()];

const store = new Redis({ path: PEER_STORE, enableAutoPipelining: true });
store.defineCommand("castBallot", { numberOfKeys: 2, lua: readFileSync(new URL("cast.lua", import.meta.url), "utf8") });

const server = new WebSocketServer({
  port: Number(PEER_PORT), host: "127.0.0.1", backlog: 4096, perMessageDeflate: false, clientTracking: true,
});
const changed = new Set();

server.on("connection", (socket, request) => {
  const seat = new URL(request.url, "http://peer").searchParams.get("seat");
  const region = Number(seat.slice(1)) % regions.length;
  socket.on("message", async (frame) => {
    const ballot = JSON.parse(frame);
    const round = ballot.round_id;
    const marks = JSON.stringify(ballot.marks);
    const revision = await store.castBallot(`ballots:${round}`, `counts:${round}`, seat, region, marks);
    socket.send(JSON.stringify({ type: "ballot_cast", ref: ballot.ref, round_id: round, epoch: 1, revision }));
    changed.add(round);
  });
});

async function tell(round) {
  const counts = await store.hgetall(`counts:${round}`);
  const cells = slate.map((item) =>
    regions.map((region) => MARKS.map((mark) => Number(counts[`${item}:${region}:${mark}`] ?? 0))),
  );
  const turnout = Object.fromEntries(regions.map((region) => [region, Number(counts[`cast:${region}`] ?? 0)]));
  const tally = { type: "tally_changed", round_id: round, tally_version: Number(counts.casts), turnout, cells };
  const said = Buffer.from(JSON.stringify(tally));
  for (const socket of server.clients) socket.send(said, { binary: false });
}

setInterval(() => {
  for (const round of changed) tell(round);
  changed.clear();
}, 100);
