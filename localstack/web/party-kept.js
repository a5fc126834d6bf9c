import { keepSession, keptSession } from "./kept.js";

/**
 * What a browser keeps of a party between page loads: the place in it, the name that was used last,
 * and what is switched on. A browser that keeps nothing is no error.
 */

/** A party lasts for four hours at most. */
const PARTY_MS = 4 * 3_600_000;

/** Who comes back later than that wants another party. */
const END_MS = 3_600_000;

/** @typedef {{name: string, icon: string, sounds: boolean, confetti: boolean}} Preferences */

/**
 * @typedef {object} KeptPlace
 * @property {import("./atrium-shapes.js").RoomReady} ready
 * @property {number} [nextSeq] of commands; a number belongs to one command for good
 * @property {{name: string, icon: string}} [player] undefined of who watches
 */

/**
 * What it takes to show the standings again.
 *
 * @typedef {object} KeptEnd
 * @property {string} roomCode
 * @property {import("./party-shapes.js").PartyEnd} end
 * @property {import("./party-shapes.js").PartyState} [state] the last view
 * @property {import("./party-shapes.js").You} [you]
 */

/**
 * A phone's place is the browser's: a tab that the phone has closed comes back to it. A screen's is
 * its tab's, and its session is its own: it may stand in the browser of somebody who plays.
 *
 * @typedef {object} KeptOf
 * @property {string} key
 * @property {() => Storage} storage of the place
 * @property {() => Storage} preferences where those are kept
 * @property {boolean} ownSession whether the page signs in for itself, not for the browser
 */

const browser = () => localStorage;
const tab = () => sessionStorage;

/** @type {KeptOf} */
export const ON_PHONE = Object.freeze({
  ...{ key: "atrium.party", storage: browser, preferences: browser, ownSession: false },
});

/** A phone that is one window of several in the same browser. @type {KeptOf} */
export const ON_OWN_PHONE = Object.freeze({
  ...{ key: "atrium.party", storage: tab, preferences: tab, ownSession: true },
});

/** What is switched on is the browser's. @type {KeptOf} */
export const ON_SCREEN = Object.freeze({
  ...{ key: "atrium.screen", storage: tab, preferences: browser, ownSession: true },
});

/**
 * Who is signed in, for a page of that kind.
 * @param {KeptOf} of
 * @param {KeptParty} kept of the same
 * @returns {{get: () => any, set: (session: object | undefined) => void}}
 */
export const sessionsOf = ({ ownSession }, kept) =>
  ownSession
    ? {
        get: () => kept.session,
        set: (session) => {
          kept.session = session;
        },
      }
    : { get: keptSession, set: keepSession };

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

  /** How the last party ended, until it is left. @returns {KeptEnd | undefined} */
  get end() {
    const kept = read(this.#of.storage, `${this.#of.key}.end`);
    const usable = kept?.expiresAt > this.#nowMs() && Array.isArray(kept.end?.standings);
    return usable ? kept : undefined;
  }

  set end(/** @type {KeptEnd | undefined} */ end) {
    const expiresAt = this.#nowMs() + END_MS;
    write(this.#of.storage, `${this.#of.key}.end`, end && { ...end, expiresAt });
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
 * What is switched on: a screen may sound where a phone is still.
 * @param {KeptOf} of
 * @param {Preferences} defaults
 * @param {() => Storage} [storage]
 * @returns {Preferences}
 */
export function keptPreferences(of, defaults, storage = of.preferences) {
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
export const keepPreferences = (of, preferences, storage = of.preferences) =>
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
