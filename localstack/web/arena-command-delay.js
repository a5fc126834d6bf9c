/**
 * How much later than its newest views show a server applies what is sent now: the way there and
 * back. A ping tells it roughly; each command that was applied tells between which two views it
 * was. Pure: time is an argument.
 */

const DELAY_MS_MAX = 2_000;
/** One measurement moves the estimate half of the way: the next may have met other traffic. */
const GAIN = 0.5;

export class CommandDelay {
  #ms = NaN;
  #pingMs = NaN;

  /** Milliseconds; 0 until anything is known. */
  get ms() {
    return Number.isNaN(this.#ms) ? 0 : this.#ms;
  }

  /** The round trip of the last ping in milliseconds; said again, it tells nothing new. */
  pinged(/** @type {number} */ roundTripMs) {
    if (!Number.isFinite(roundTripMs) || roundTripMs === this.#pingMs) {
      return;
    }
    this.#pingMs = roundTripMs;
    this.#moveTo(roundTripMs, Number.isNaN(this.#ms) ? 1 : GAIN);
  }

  /**
   * A command took at least `fromMs` and less than `untilMs`: within them every estimate is right.
   * @param {number} fromMs
   * @param {number} untilMs
   */
  applied(fromMs, untilMs) {
    if (Number.isNaN(this.#ms)) {
      this.#moveTo((fromMs + untilMs) / 2, 1);
    } else if (this.#ms < fromMs) {
      this.#moveTo(fromMs, GAIN);
    } else if (this.#ms > untilMs) {
      this.#moveTo(untilMs, GAIN);
    }
  }

  #moveTo(/** @type {number} */ ms, /** @type {number} */ gain) {
    const before = Number.isNaN(this.#ms) ? ms : this.#ms;
    this.#ms = Math.max(0, Math.min(DELAY_MS_MAX, before + (ms - before) * gain));
  }
}
