/**
 * What a browser keeps of a party between page loads: the place in it, the name that was used last,
 * and what is switched on. A browser that keeps nothing is no error.
 */

/** A party lasts for four hours at most. */
const PARTY_MS = 4 * 3_600_000;

/** @typedef {{name: string, icon: string, sounds: boolean, confetti: boolean}} Preferences */

/**
 * @typedef {object} KeptPlace
 * @property {import("./atrium-shapes.js").RoomReady} ready
 * @property {number} [nextSeq] of commands; a number belongs to one command for good
 * @property {{name: string, icon: string}} [player] undefined of who watches
 */

/**
 * A phone's place is the browser's: a tab that the phone has closed comes back to it. A screen's is
 * its tab's, and its session is its own: it may stand in the browser of somebody who plays.
 *
 * @typedef {object} KeptOf
 * @property {string} key
 * @property {() => Storage} storage
 */

/** @type {KeptOf} */
export const ON_PHONE = Object.freeze({ key: "atrium.party", storage: () => localStorage });

/** @type {KeptOf} */
export const ON_SCREEN = Object.freeze({ key: "atrium.screen", storage: () => sessionStorage });

/** The session and the place of one page. */
export class KeptParty {
  #of;
  #nowMs;

  /**
   * @param {KeptOf} of
   * @param {() => number} [nowMs] wall time
   */
  constructor(of, nowMs = () => Date.now()) {
    this.#of = of;
    this.#nowMs = nowMs;
  }

  /** @returns {KeptPlace | undefined} */
  get place() {
    const kept = read(this.#of.storage, `${this.#of.key}.place`);
    const usable = kept?.expiresAt > this.#nowMs() && typeof kept.ready?.roomId === "string";
    return usable ? kept : undefined;
  }

  set place(/** @type {KeptPlace | undefined} */ place) {
    const expiresAt = this.#nowMs() + PARTY_MS;
    write(this.#of.storage, `${this.#of.key}.place`, place && { ...place, expiresAt });
  }

  /** A session that is this page's alone. @returns {any} */
  get session() {
    const kept = read(this.#of.storage, `${this.#of.key}.session`);
    return kept?.expiresAt > this.#nowMs() ? kept : undefined;
  }

  set session(/** @type {object | undefined} */ session) {
    write(this.#of.storage, `${this.#of.key}.session`, session);
  }
}

/**
 * What is switched on, kept for the browser: a screen may sound where a phone is still.
 * @param {KeptOf} of
 * @param {Preferences} defaults
 * @param {() => Storage} [storage]
 * @returns {Preferences}
 */
export function keptPreferences(of, defaults, storage = () => localStorage) {
  const kept = read(storage, `${of.key}.preferences`) ?? {};
  const text = (/** @type {unknown} */ value, /** @type {string} */ otherwise) =>
    typeof value === "string" ? value : otherwise;
  const flag = (/** @type {unknown} */ value, /** @type {boolean} */ otherwise) =>
    typeof value === "boolean" ? value : otherwise;
  return {
    name: text(kept.name, defaults.name),
    icon: text(kept.icon, defaults.icon),
    sounds: flag(kept.sounds, defaults.sounds),
    confetti: flag(kept.confetti, defaults.confetti),
  };
}

/** @param {KeptOf} of @param {Preferences} preferences @param {() => Storage} [storage] */
export const keepPreferences = (of, preferences, storage = () => localStorage) =>
  write(storage, `${of.key}.preferences`, preferences);

/** @returns {any} */
function read(/** @type {() => Storage} */ storage, /** @type {string} */ key) {
  try {
    return JSON.parse(storage().getItem(key) ?? "null") ?? undefined;
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
    // Private windows may refuse; then one joins again.
  }
}
