// The job in Socket.IO: WebSocket alone, no compression, the Redis adapter, commands to the store pipelined by
// themselves.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import { Redis } from "ioredis";
import { Server } from "socket.io";

const MARKS = ["for", "with_changes", "against", "abstain"];
const { PEER_PORT, PEER_STORE, PEER_SLATE, PEER_REGIONS } = process.env;
const slate = PEER_SLATE.split(",");
const regions = [...Array(Number(PEER_REGIONS)).keys()];

const store = new Redis({ path: PEER_STORE, enableAutoPipelining: true });
store.defineCommand("castBallot", { numberOfKeys: 2, lua: readFileSync(new URL("cast.lua", import.meta.url), "utf8") });

const http = createServer();
const io = new Server(http, {
  transports: ["websocket"],
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
  adapter: createAdapter(store.duplicate(), store.duplicate()),
});

const changed = new Set();

io.on("connection", (socket) => {
  const seat = socket.handshake.query.seat;
  const region = Number(seat.slice(1)) % regions.length;
  socket.on("cast_ballot", async (ballot, acknowledge) => {
    const round = ballot.round_id;
    const revision = await store.castBallot(
      `ballots:${round}`,
      `counts:${round}`,
      seat,
      region,
      JSON.stringify(ballot.marks),
    );
    acknowledge({ type: "ballot_cast", ref: ballot.ref, round_id: round, epoch: 1, revision });
    changed.add(round);
  });
});

async function tell(round) {
  const counts = await store.hgetall(`counts:${round}`);
  const cells = slate.map((item) =>
    regions.map((region) => MARKS.map((mark) => Number(counts[`${item}:${region}:${mark}`] ?? 0))),
  );
  const turnout = Object.fromEntries(regions.map((region) => [region, Number(counts[`cast:${region}`] ?? 0)]));
  io.emit("tally_changed", {
    type: "tally_changed",
    round_id: round,
    tally_version: Number(counts.casts),
    turnout,
    cells,
  });
}

setInterval(() => {
  for (const round of changed) tell(round);
  changed.clear();
}, 100);

http.listen({ port: Number(PEER_PORT), host: "127.0.0.1", backlog: 4096 });
