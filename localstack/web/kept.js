/**
 * What the browser keeps between page loads: who is signed in (for this browser), which match one is
 * in, and which siege has begun meanwhile (for this tab). A browser that keeps nothing is no error.
 */

const SESSION_KEY = "atrium.session";
const MATCH_KEY = "atrium.match";
const CALLED_KEY = "atrium.called";

function read(/** @type {() => Storage} */ storage, /** @type {string} */ key) {
  try {
    const kept = JSON.parse(storage().getItem(key) ?? "null");
    return kept && kept.expiresAt > Date.now() ? kept : undefined;
  } catch {
    return undefined;
  }
}

function write(
  /** @type {() => Storage} */ storage,
  /** @type {string} */ key,
  /** @type {object | undefined} */ value,
) {
  try {
    if (value) {
      storage().setItem(key, JSON.stringify(value));
    } else {
      storage().removeItem(key);
    }
  } catch {
    // Private windows may refuse; then one signs in again.
  }
}

const browser = () => localStorage;
const tab = () => sessionStorage;

/** @returns {(import("./atrium-shapes.js").Session & {name: string, icon: string}) | undefined} */
export const keptSession = () => read(browser, SESSION_KEY);

export const keepSession = (/** @type {object | undefined} */ session) =>
  write(browser, SESSION_KEY, session);

/** @returns {import("./atrium-shapes.js").Match | undefined} */
export const keptMatch = () => read(tab, MATCH_KEY);

export const keepMatch = (/** @type {object | undefined} */ match) => write(tab, MATCH_KEY, match);

/** @returns {import("./atrium-shapes.js").Match | undefined} */
export const keptCalled = () => read(tab, CALLED_KEY);

export const keepCalled = (/** @type {object | undefined} */ match) =>
  write(tab, CALLED_KEY, match);
