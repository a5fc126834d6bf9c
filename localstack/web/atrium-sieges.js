/**
 * What the lobby knows of one's registrations for sieges: the nonces that their rooms will ask for.
 * `match-found` names a room and no start, and a siege that begins is the latest whose time has
 * come. Pure but for the map.
 */

/** The game that sieges are. */
export const SIEGE_GAME = "arena.siege";

/** Our clock and the server's differ by so much at most, once it has told its time. */
const CLOCKS_DIFFER_MS = 2_000;

/**
 * Which of some starts a siege is that has just begun.
 * @param {Iterable<number>} slots starts, in server milliseconds
 * @param {number} serverNowMs
 * @returns {number | undefined} the latest whose time has come; if the clocks say that none has, the
 *     next; undefined without any
 */
export function begunSlot(slots, serverNowMs) {
  const rising = [...slots].sort((one, other) => one - other);
  return rising.findLast((slot) => slot <= serverNowMs + CLOCKS_DIFFER_MS) ?? rising[0];
}

/** Refusals behind which the server may have done it all the same. */
const DOUBTFUL = Object.freeze(["time-out", "internal", "unavailable"]);

/**
 * Whether it is open what became of a request: no answer came, or one that does not tell. The same
 * may be asked again, and the answer to that tells.
 * @param {any} error
 */
export const isDoubtful = (error) =>
  DOUBTFUL.includes(error?.code) || error?.closeCode !== undefined;

/** The nonces of one player's registrations, by the start of the siege. */
export class SiegeNonces {
  /** @type {Map<number, string>} */
  #nonces = new Map();

  expect(/** @type {number} */ slot, /** @type {string} */ nonce) {
    this.#nonces.set(slot, nonce);
  }

  forget(/** @type {number} */ slot) {
    this.#nonces.delete(slot);
  }

  /** Expects these and no others. */
  replace(/** @type {readonly {slot: number, nonce: string}[]} */ registrations) {
    this.#nonces = new Map(registrations.map(({ slot, nonce }) => [slot, nonce]));
  }

  /**
   * A siege has begun: its registration is over.
   * @param {number} serverNowMs
   * @returns {{slot: number, nonce: string} | undefined} undefined if we registered for none
   */
  take(serverNowMs) {
    const slot = begunSlot(this.#nonces.keys(), serverNowMs);
    const nonce = slot === undefined ? undefined : this.#nonces.get(slot);
    if (slot === undefined || nonce === undefined) {
      return undefined;
    }
    this.#nonces.delete(slot);
    return { slot, nonce };
  }
}
