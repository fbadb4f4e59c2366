// @ts-check
/**
 * Work that can wait a moment, so that no frame has everything to do. Refuses to know what is shown. Invariant: the
 * newest wins: however often it is asked for meanwhile, it is done once, with what is known then.
 */

/**
 * Make a way to ask for some work.
 * @param {(then: () => void) => unknown} moment when it is done @param {() => void} act
 * @returns {() => void}
 */
export function soon(moment, act) {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    moment(() => {
      due = false;
      act();
    });
  };
}

/** Once the next frame has been shown. @param {() => void} then */
export const afterFrame = (then) => requestAnimationFrame(() => setTimeout(then));
