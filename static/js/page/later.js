// @ts-check
/**
 * Scripts that a page does not need for its first picture: they come when they are near, or some seconds after. Refuses
 * to know what is in them. Invariants: a script is taken into use once; where it could not be had it is asked for
 * again, by the next who wants it and by the clock.
 */

/**
 * @template T
 * @typedef {{here: T | null, come: () => Promise<T>, soon: (wait_ms: number) => void}} Later what is made of a script:
 *   nothing before it is there
 */

/**
 * Say how a script is fetched and taken into use.
 * @template T
 * @param {() => Promise<T>} bring
 * @returns {Later<T>}
 */
export function later(bring) {
  /** @type {Promise<T> | null} */
  let coming = null;
  /** @type {Later<T>} */
  const script = {
    here: null,
    come: () => {
      coming ??= bring().then(
        (made) => (script.here = made),
        (fault) => {
          coming = null;
          throw fault;
        }
      );
      return coming;
    },
    soon: (wait_ms) => {
      setTimeout(() => script.here || script.come().catch(() => script.soon(wait_ms)), wait_ms);
    },
  };
  return script;
}

/**
 * Bring a form to life: when it or what opens it is touched, or some time after the page. Sent before that, it is busy
 * until it is alive and goes out then, also where the line is away meanwhile.
 * @param {HTMLElement} form @param {number} wait_ms @param {() => Promise<unknown>} bring
 */
export function comesNear(form, wait_ms, bring) {
  let [alive, sent] = [false, false];
  const script = later(async () => {
    await bring();
    alive = true;
    form.removeAttribute("aria-busy");
    if (sent) setTimeout(() => /** @type {HTMLFormElement} */ (form).requestSubmit());
    return true;
  });
  const place = form.closest("details") ?? form;
  place.addEventListener("focusin", () => script.come().catch(() => {})); // the clock asks again
  form.addEventListener("submit", (event) => {
    if (alive) return;
    event.preventDefault();
    sent = true;
    form.setAttribute("aria-busy", "true");
    script.come().catch(() => {});
  });
  script.soon(wait_ms);
}
