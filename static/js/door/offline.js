// @ts-check
/**
 * The page without a line: it goes away by itself when the service answers again, whether it was the phone that was cut
 * off or the service that was away. Refuses to keep or to know anything. Invariants: the link on it does the same by
 * hand; a hall full of phones does not knock in step.
 */
const [SHORTEST_MS, SPREAD_MS] = [1_500, 2_000];

/** @type {ReturnType<typeof setTimeout>} */
let next;

const wait = () => {
  next = setTimeout(look, SHORTEST_MS + Math.random() * SPREAD_MS);
};

const look = async () => {
  clearTimeout(next);
  try {
    if ((await fetch("/health", { cache: "no-store" })).ok) return location.reload();
  } catch {
    // still nobody there
  }
  wait();
};

addEventListener("online", look);
wait();
