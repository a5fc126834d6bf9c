import { AtriumError, HOST_SILENT } from "./atrium-errors.js";

/** A room that is handed on more often than this without one view in between is going nowhere. */
const MOVES_IN_A_ROW_MAX = 5;

/** Every so many times in a row the address is tried although its host is said to be silent. */
const TRIED_ALL_THE_SAME_EVERY = 4;

/** What the record's `status` is once nobody plays the room any more. */
const ENDED = Object.freeze(["finished", "void"]);

/**
 * Where a room is: as `match-found` told it, as its hosts tell it, and where neither helps as its
 * record says. Asks for that no more than once at a time.
 */
export class RoomPlace {
  #direct;
  #locate;
  /** Of the record that told the address; what a host tells may be newer. */
  #recordEpoch = -1;
  #movesInARow = 0;
  #silentInARow = 0;
  /** @type {Promise<import("./atrium-shapes.js").MatchRecord | undefined> | undefined} */
  #looking;

  /**
   * @param {string} direct
   * @param {() => Promise<import("./atrium-shapes.js").MatchRecord | undefined>} locate asks for
   *     the room's record
   */
  constructor(direct, locate) {
    this.#direct = direct;
    this.#locate = locate;
  }

  /**
   * The address for a connection: as it was told, and once that failed wherever the room is by now.
   * @param {number} attempt 0 for one that follows no failure
   * @returns {Promise<string>}
   * @throws {AtriumError} see {@link RoomPlace#look}, or `host-silent`: nobody plays the room
   *     before its `retryAfterMs`
   */
  async address(attempt) {
    if (attempt > 0) {
      const record = await this.look();
      const failed = this.#direct;
      if (record?.direct) {
        this.#take(record);
      }
      // Who has just taken many rooms over may be late to say that he lives.
      this.#mindSilence(this.#direct === failed ? record : undefined);
    }
    return this.#direct;
  }

  #mindSilence(/** @type {import("./atrium-shapes.js").MatchRecord | undefined} */ record) {
    const retryAfterMs = record?.retryAfterMs;
    if (!Number.isFinite(retryAfterMs)) {
      this.#silentInARow = 0;
      return;
    }
    this.#silentInARow++;
    if (this.#silentInARow % TRIED_ALL_THE_SAME_EVERY > 0) {
      throw new AtriumError({
        code: HOST_SILENT,
        message: "The room's host does not answer; another will have the room.",
        retryable: true,
        retryAfterMs,
      });
    }
  }

  /**
   * Asks for the room's record.
   * @returns {Promise<import("./atrium-shapes.js").MatchRecord | undefined>} undefined if nobody
   *     knows now
   * @throws {AtriumError} `room-over`, or `room-not-found`: there is nothing to come back to
   */
  look() {
    this.#looking ??= this.#ask().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #ask() {
    let record;
    try {
      record = await this.#locate();
    } catch (error) {
      if (error instanceof AtriumError && error.code === "room-not-found") {
        throw error;
      }
      return undefined; // The last address is as good as any.
    }
    if (record && ENDED.includes(record.status)) {
      throw roomOver(record.status);
    }
    return record;
  }

  /**
   * Goes where the record says, if another host has the room than the one that we are at.
   * @param {import("./atrium-shapes.js").MatchRecord} record
   * @param {object} us
   * @param {number} us.epoch of the last message
   * @param {boolean} us.greeted false while we still knock: then the same address is no news
   * @returns {boolean} whether to connect there
   */
  overtakenBy(record, { epoch, greeted }) {
    const elsewhere =
      typeof record.direct === "string" &&
      record.epoch > Math.max(epoch, this.#recordEpoch) &&
      (greeted || record.direct !== this.#direct);
    if (elsewhere) {
      this.#take(record);
    }
    return elsewhere;
  }

  /**
   * A host said where the room is.
   * @returns {boolean} false if it is not to be followed any more
   */
  follow(/** @type {unknown} */ direct) {
    this.#movesInARow++;
    if (typeof direct !== "string" || this.#movesInARow > MOVES_IN_A_ROW_MAX) {
      return false;
    }
    this.#direct = direct;
    return true;
  }

  /** A view came from there. */
  arrived() {
    this.#movesInARow = 0;
    this.#silentInARow = 0;
  }

  #take(/** @type {import("./atrium-shapes.js").MatchRecord} */ { direct, epoch }) {
    this.#direct = direct ?? this.#direct;
    this.#recordEpoch = Math.max(this.#recordEpoch, epoch);
  }
}

/** What whoever was in the room is told. */
export function roomOver(/** @type {string} */ how) {
  return new AtriumError({ code: "room-over", message: `The room has ended: ${how}.` });
}
