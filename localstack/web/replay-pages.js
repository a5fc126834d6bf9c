import { waitBeforeAttempt } from "./atrium-lasting-link.js";
import { ReplayTape } from "./replay-tape.js";

/** Pages are asked for so many seconds of watching before they are shown. */
export const AHEAD_S = 20;

/** How often one page is asked for before it has failed. */
export const ASKED_MAX = 5;

const WAITS = Object.freeze({ firstMs: 500, longestMs: 8_000 });

/** Longer than the minute that a server counts in, nobody waits before an empty field. */
const WAIT_MS_MAX = 61_000;

/**
 * The pages of a match that is over, asked for as one watches it: each costs the server the time of
 * all before it, and few watch to the end. A refusal that may pass is waited for.
 */
export class ReplayPages {
  #ports;
  /** @type {number | null} */
  #next = 0;
  #wantedTick = 0;
  #stopped = false;
  /** @type {Promise<void> | undefined} */
  #working;
  /** @type {ReplayTape | undefined} what has come */
  tape;
  /** @type {any} why no more comes; undefined while all is well */
  failed;

  /**
   * @param {object} ports
   * @param {(from: number) => Promise<import("./atrium-shapes.js").ViewsPage>} ports.page
   * @param {(waitMs: number) => Promise<void>} ports.wait
   * @param {() => number} [ports.random]
   * @param {() => void} ports.changed a page has come, or none will
   */
  constructor(ports) {
    this.#ports = ports;
  }

  /** Whether all of the match has come. */
  get isWhole() {
    return this.#next === null;
  }

  /**
   * Sees to it that what is to be seen at that tick comes.
   * @returns {Promise<void>} once it has, or has failed; never rejects
   */
  async reach(/** @type {number} */ tick) {
    this.#wantedTick = tick;
    if (!this.#working && this.#lacks()) {
      this.#working = this.#load().finally(() => {
        this.#working = undefined;
      });
    }
    await this.#working;
  }

  /** Tries again what has failed. */
  async again() {
    this.failed = undefined;
    await this.reach(this.#wantedTick);
  }

  /** Nobody watches any more. */
  stop() {
    this.#stopped = true;
  }

  #lacks() {
    const comes = !this.#stopped && this.failed === undefined && this.#next !== null;
    return comes && !(this.tape && this.tape.loadedTick >= this.#wantedTick);
  }

  async #load() {
    while (this.#lacks()) {
      const from = /** @type {number} */ (this.#next);
      try {
        const page = await this.#ask(from);
        if (this.#stopped) {
          return;
        }
        if (page.next !== null && !(Number.isInteger(page.next) && page.next > from)) {
          throw new RangeError(`a page from ${from} on that leads to ${page.next}`);
        }
        if (this.tape) {
          this.tape.add(page);
        } else {
          this.tape = new ReplayTape(page);
        }
        this.#next = page.next;
      } catch (error) {
        if (this.#stopped) {
          return;
        }
        this.failed = error;
      }
      this.#ports.changed();
    }
  }

  async #ask(/** @type {number} */ from) {
    for (let round = 0; ; round++) {
      try {
        return await this.#ports.page(from);
      } catch (error) {
        const { retryable, retryAfterMs = 0 } =
          /** @type {import("./atrium-errors.js").AtriumError} */ (error);
        const last = round + 1 >= ASKED_MAX || this.#stopped;
        if (!retryable || last || retryAfterMs > WAIT_MS_MAX) {
          throw error;
        }
        const ownMs = waitBeforeAttempt(round, WAITS, this.#ports.random ?? Math.random);
        await this.#ports.wait(Math.max(retryAfterMs, ownMs));
        if (this.#stopped) {
          throw error;
        }
      }
    }
  }
}
