// @ts-check
/**
 * What was done, so that it can be undone and done again without end. Refuses to know what is done. Invariant: what is
 * typed into one field without a pause for another one is one step.
 */

/**
 * @template T
 * @param {T} begins
 */
export function keepHistory(begins) {
  /** @type {T[]} */
  let past = [];
  /** @type {T[]} */
  let future = [];
  let now = begins;
  let last = "";
  return {
    now: () => now,
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
    /**
     * Go on to another state; `what` names a field that is being typed into.
     * @param {T} state @param {string} [what]
     */
    push(state, what = "") {
      if (!what || what !== last) past = [...past, now];
      [now, future, last] = [state, [], what];
    },
    /** Take back one step. */
    undo() {
      const before = past.at(-1);
      if (before === undefined) return;
      [past, future, now, last] = [past.slice(0, -1), [now, ...future], before, ""];
    },
    /** Take one step again. */
    redo() {
      const [next, ...rest] = future;
      if (next === undefined) return;
      [past, future, now, last] = [[...past, now], rest, next, ""];
    },
  };
}
