import { SPECIAL_WORDS } from "./words.js";

/**
 * The special events of a match, from what views and events tell. Pure: time is an argument. Kinds
 * that the page does not know are left out, for a later server may have more.
 */

/** What is over at once stays on the screen as long as it takes to read. */
const AT_ONCE_MS = 4_000;

/**
 * @typedef {object} SpecialNow
 * @property {"power-surge"|"blood-moon"|"sanctuary"} kind
 * @property {string} title
 * @property {string} words
 * @property {number} secondsLeft of game time; NaN for what is over at once
 */

export class SpecialNews {
  #atOnceKind = "";
  #untilMs = -Infinity;

  /** An event of the game was shown. */
  tell(
    /** @type {import("./atrium-shapes.js").RoomEvent} */ { type, data },
    /** @type {number} */ nowMs,
  ) {
    if (type === "special-event" && !(data?.ticks > 0)) {
      this.#atOnceKind = String(data?.kind);
      this.#untilMs = nowMs + AT_ONCE_MS;
    }
  }

  /**
   * What is on.
   * @param {import("./atrium-shapes.js").Special | null | undefined} special of the view
   * @param {object} times
   * @param {number} times.serverNowMs of the server's clock
   * @param {number} times.speed seconds of game time in one of wall time
   * @param {number} times.nowMs
   * @returns {SpecialNow | undefined}
   */
  now(special, { serverNowMs, speed, nowMs }) {
    const known = special ? SPECIAL_WORDS[special.kind] : undefined;
    if (special && known) {
      const secondsLeft = Math.max(0, ((special.endsAt - serverNowMs) / 1_000) * speed);
      return { kind: special.kind, ...known, secondsLeft };
    }
    const kind = /** @type {"power-surge"} */ (this.#atOnceKind);
    const atOnce = nowMs < this.#untilMs ? SPECIAL_WORDS[kind] : undefined;
    return atOnce && { kind, ...atOnce, secondsLeft: NaN };
  }
}
