// @ts-check
/**
 * What a browser keeps for a page: on the device, or as long as a tab is open. The one place that knows that a browser
 * may refuse to keep anything, or have no room. Invariant: nothing here ever throws, and what could not be kept is
 * remembered as long as the page stands.
 */

/**
 * Guard one storage of the browser.
 * @param {() => Storage} find looked for each time: where it is forbidden, looking for it throws
 */
export function guarded(find) {
  /** @type {Map<string, string>} */
  const memory = new Map();

  /** @template Found @param {(storage: Storage) => Found} act @param {Found} otherwise */
  const tried = (act, otherwise) => {
    try {
      return act(find());
    } catch {
      return otherwise;
    }
  };

  return {
    /** @param {string} name @returns {string | null} */
    getItem: (name) => memory.get(name) ?? tried((storage) => storage.getItem(name), null),
    /** @param {string} name @param {string} value */
    setItem: (name, value) => {
      memory.delete(name);
      const kept = tried((storage) => {
        storage.setItem(name, value);
        return true;
      }, false);
      if (!kept) memory.set(name, value);
    },
    /** @param {string} name */
    removeItem: (name) => {
      memory.delete(name);
      tried((storage) => storage.removeItem(name), undefined);
    },
    /** How many things are kept. */
    get length() {
      return tried((storage) => storage.length, 0);
    },
    /** The name of one of them. @param {number} at @returns {string | null} */
    key: (at) => tried((storage) => storage.key(at), null),
  };
}

/**
 * Read what was written as JSON; what cannot be read is not there.
 * @param {Pick<Storage, "getItem">} storage @param {string} name @returns {any}
 */
export function readFrom(storage, name) {
  try {
    return JSON.parse(storage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

export const onDevice = guarded(() => localStorage);
export const inTab = guarded(() => sessionStorage);
