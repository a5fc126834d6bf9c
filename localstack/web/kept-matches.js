/**
 * What the browser keeps of the matches that were played in it, so that they can be verified later:
 * the seat, the nonce, and the hash chain over one's own commands. A browser that keeps nothing is
 * no error: then that much less can be verified.
 */

const KEY = "atrium.matches";

/** The oldest goes first. */
export const MATCHES_MAX = 20;

/** How often a match that runs is written down, at most. */
export const WRITE_EVERY_MS = 1_000;

/**
 * @typedef {object} KeptMatch
 * @property {string} roomId
 * @property {string} game
 * @property {number} playedAt milliseconds since 1970 of this browser's clock
 * @property {number} seat
 * @property {string} nonce of the draw; no secret once play has begun
 * @property {import("./atrium-own-inputs.js").OwnInputsRecord} inputs
 */

/**
 * @param {Pick<Storage, "getItem" | "setItem">} [storage]
 * @returns {KeptMatch[]} newest first
 */
export function keptMatches(storage) {
  try {
    const kept = JSON.parse((storage ?? localStorage).getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isMatch) : [];
  } catch {
    return [];
  }
}

const isMatch = (/** @type {any} */ match) =>
  typeof match?.roomId === "string" &&
  Number.isInteger(match.seat) &&
  typeof match.nonce === "string" &&
  Array.isArray(match.inputs?.ranges);

/**
 * @param {string} roomId
 * @param {Pick<Storage, "getItem" | "setItem">} [storage]
 */
export const keptMatchOf = (roomId, storage) =>
  keptMatches(storage).find((match) => match.roomId === roomId);

function keep(
  /** @type {KeptMatch} */ match,
  /** @type {Pick<Storage, "getItem" | "setItem"> | undefined} */ storage,
) {
  // Read anew each time: another tab may have played one meanwhile.
  const others = keptMatches(storage).filter(({ roomId }) => roomId !== match.roomId);
  try {
    const all = JSON.stringify([match, ...others].slice(0, MATCHES_MAX));
    (storage ?? localStorage).setItem(KEY, all);
  } catch {
    // Private windows may refuse, and a full storage does.
  }
}

/** Writes one match down while it runs, not at every view. */
export class MatchKeeper {
  #match;
  #storage;
  #now;
  /** @type {import("./atrium-own-inputs.js").OwnInputsRecord | undefined} */
  #unwritten;
  #writtenMs = -Infinity;
  #over = false;

  /**
   * @param {{roomId: string, game: string, nonce: string}} match
   * @param {object} [ports]
   * @param {Pick<Storage, "getItem" | "setItem">} [ports.storage] `localStorage` if left out
   * @param {() => number} [ports.now] milliseconds since 1970
   */
  constructor(match, { storage, now = () => Date.now() } = {}) {
    this.#match = match;
    this.#storage = storage;
    this.#now = now;
  }

  /** What an earlier page kept of this match. */
  get before() {
    return keptMatchOf(this.#match.roomId, this.#storage)?.inputs;
  }

  /** A room told its `own-inputs`. */
  take(/** @type {import("./atrium-own-inputs.js").OwnInputsRecord} */ inputs) {
    this.#unwritten = inputs;
    if (this.#over || this.#now() - this.#writtenMs >= WRITE_EVERY_MS) {
      this.flush();
    }
  }

  /** The match is over: what is still being hashed is written down as soon as it comes. */
  close() {
    this.#over = true;
    this.flush();
  }

  /** Writes down what is not written yet: the page goes. */
  flush() {
    const inputs = this.#unwritten;
    if (!inputs) {
      return;
    }
    this.#unwritten = undefined;
    this.#writtenMs = this.#now();
    const { roomId, game, nonce } = this.#match;
    const { seat } = inputs;
    keep({ roomId, game, playedAt: this.#writtenMs, seat, nonce, inputs }, this.#storage);
  }
}
