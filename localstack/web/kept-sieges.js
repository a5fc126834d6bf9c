/**
 * What the browser keeps of registrations for sieges: the nonce, which nobody else has, and what was
 * asked with it. It has to last until the siege starts, so it is kept for all tabs; it is written
 * down before the server is asked, which may take the fee without our hearing of it. A browser that
 * keeps nothing is no error: then one must stay on the page.
 */

const KEY = "atrium.sieges";

/** Of all players of this browser; the earliest starts go first. */
export const SIEGES_MAX = 48;

/**
 * @typedef {object} KeptSiege
 * @property {string} playerId
 * @property {number} slot start of the siege, in server milliseconds
 * @property {number} warriors
 * @property {number} fee of a warrior, as the list said
 * @property {string} nonce secret until `enter`
 * @property {string} nonceHash
 * @property {"asked" | "registered" | "leaving" | "late"} state `asked`, `leaving`: no answer yet to
 *     the registration, to its cancellation; `late`: asked for after the start
 * @property {number} keptAt milliseconds since 1970 of this browser's clock
 */

/** For browsers that refuse to keep anything: as long as the page is there. */
function inMemory() {
  /** @type {Map<string, string>} */
  const values = new Map();
  return {
    getItem: (/** @type {string} */ key) => values.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => {
      values.set(key, value);
    },
  };
}

const isEntry = (/** @type {any} */ entry) =>
  typeof entry?.playerId === "string" &&
  Number.isSafeInteger(entry.slot) &&
  Number.isInteger(entry.warriors) &&
  typeof entry.nonce === "string" &&
  typeof entry.nonceHash === "string" &&
  ["asked", "registered", "leaving", "late"].includes(entry.state);

/** The registrations that a browser keeps. */
export class KeptSieges {
  #storage;
  #instead = inMemory();

  /** @param {() => Pick<Storage, "getItem" | "setItem">} [storage] `localStorage` if left out */
  constructor(storage = () => localStorage) {
    this.#storage = storage;
  }

  /**
   * @param {string | undefined} playerId
   * @returns {KeptSiege[]} one player's, by their start
   */
  of(playerId) {
    return this.#all().filter((entry) => entry.playerId === playerId);
  }

  /** Keeps one, instead of what is kept of this player and start. */
  keep(/** @type {KeptSiege} */ entry) {
    const all = [...this.#without(entry.playerId, entry.slot), entry];
    this.#write(all.sort((one, other) => one.slot - other.slot).slice(-SIEGES_MAX));
  }

  drop(/** @type {string | undefined} */ playerId, /** @type {number} */ slot) {
    this.#write(this.#without(playerId, slot));
  }

  #without(/** @type {string | undefined} */ playerId, /** @type {number} */ slot) {
    // Read anew each time: another tab may have registered meanwhile.
    return this.#all().filter((entry) => entry.playerId !== playerId || entry.slot !== slot);
  }

  /** @returns {KeptSiege[]} */
  #all() {
    try {
      const kept = JSON.parse(this.#current().getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isEntry) : [];
    } catch {
      return [];
    }
  }

  #current() {
    try {
      return this.#storage();
    } catch {
      return this.#instead;
    }
  }

  #write(/** @type {KeptSiege[]} */ all) {
    const text = JSON.stringify(all);
    try {
      this.#current().setItem(KEY, text);
    } catch {
      // Full, or private: what cannot be kept for later is kept for now.
      this.#storage = () => this.#instead;
      this.#instead.setItem(KEY, text);
    }
  }
}
