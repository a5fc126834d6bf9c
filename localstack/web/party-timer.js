/** The time left in a phase, and when it is said aloud. Pure: time is an argument. */

/** So many seconds before the end a sentence says how many are left. */
const SAID_AT_S = Object.freeze([30, 10, 5]);

/** Behind the end by more than that, the page's idea of the server's clock is wrong. */
const HURRY_S = 10;

/**
 * @param {{endsAt?: number | null} | undefined} state of the room
 * @param {number} serverNowMs
 * @returns {number | undefined} whole seconds, rounded up and never below 0; undefined without a
 *     deadline
 */
export function secondsLeft(state, serverNowMs) {
  const endsAt = state?.endsAt;
  if (!Number.isFinite(endsAt) || !Number.isFinite(serverNowMs)) {
    return undefined;
  }
  return Math.max(0, Math.ceil((Number(endsAt) - serverNowMs) / 1_000));
}

/**
 * @param {{endsAt?: number | null, timeLimit?: number} | undefined} state
 * @param {number} serverNowMs
 * @returns {number} the share of the time that is left, 0 to 1; 0 without a deadline
 */
export function shareLeft(state, serverNowMs) {
  const endsAt = state?.endsAt;
  const limitS = state?.timeLimit ?? 0;
  if (!Number.isFinite(endsAt) || !Number.isFinite(serverNowMs) || limitS <= 0) {
    return 0;
  }
  return Math.min(1, Math.max(0, (Number(endsAt) - serverNowMs) / (limitS * 1_000)));
}

/** @param {number | undefined} seconds left */
export const isHurried = (seconds) => seconds !== undefined && seconds <= HURRY_S;

/**
 * How long a countdown may be left alone: until its whole seconds change.
 * @param {number | null | undefined} endsAt
 * @param {number} serverNowMs
 * @returns {number} milliseconds, 50 to 1,000
 */
export function untilNextSecond(endsAt, serverNowMs) {
  const leftMs = Number(endsAt) - serverNowMs;
  return Number.isFinite(leftMs) && leftMs > 0 ? Math.max(50, leftMs % 1_000 || 1_000) : 1_000;
}

/** Says each warning once for each deadline, and none that was over before anybody looked. */
export class TimeWarnings {
  /** @type {number | null | undefined} */
  #endsAt;
  #lastSeconds = -1;

  /**
   * @param {number | null | undefined} endsAt of the phase
   * @param {number | undefined} seconds left
   * @returns {number | undefined} the seconds to be said now
   */
  due(endsAt, seconds) {
    if (seconds === undefined) {
      return undefined;
    }
    const last = this.#endsAt === endsAt ? this.#lastSeconds : seconds;
    this.#endsAt = endsAt;
    this.#lastSeconds = seconds;
    const crossed = SAID_AT_S.filter((at) => seconds <= at && at < last);
    // A page that slept says the last one that still is true.
    return crossed.length > 0 && seconds > 0 ? Math.min(...crossed) : undefined;
  }
}
