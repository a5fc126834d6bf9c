/**
 * Keeps a session alive: asks for another before it ends, as long as the server gives one.
 *
 * @module
 */

/** So long before its end another session is asked for: time enough for a whole evening's play. */
export const RENEWED_BEFORE_MS = 2 * 3_600_000;

/** After a failure, or where what was given ends soon too, it is asked for again. */
const ASKED_AGAIN_MS = 60_000;

/** Timers count no further. */
const WAIT_MS_MAX = 2_147_483_647;

/** Who is signed in, and until when. */
export class SessionKeeper {
  #surroundings;
  #renew;
  /** @type {import("./atrium-shapes.js").Session | undefined} */
  #session;
  /** @type {Promise<void> | undefined} */
  #renewing;
  #timer;

  /**
   * @param {import("./atrium-link.js").Surroundings & {wallNow: () => number}} surroundings
   * @param {() => Promise<unknown>} renew asks for another session and sets it
   */
  constructor(surroundings, renew) {
    this.#surroundings = surroundings;
    this.#renew = renew;
  }

  get session() {
    return this.#session;
  }

  set session(session) {
    this.#session = session;
    const dueInMs = (session?.expiresAt ?? 0) - RENEWED_BEFORE_MS - this.#surroundings.wallNow();
    // Never at once: whoever is given short sessions must not ask without end.
    this.#wait(Math.max(dueInMs, ASKED_AGAIN_MS));
  }

  /** Resolves once the session has been renewed, if it is time; a failure is no error yet. */
  async fresh() {
    if (this.#isDue) {
      await this.#renewed();
    }
  }

  get #isLive() {
    return (this.#session?.expiresAt ?? 0) > this.#surroundings.wallNow();
  }

  get #isDue() {
    const nowMs = this.#surroundings.wallNow();
    return this.#isLive && (this.#session?.expiresAt ?? 0) - nowMs <= RENEWED_BEFORE_MS;
  }

  #renewed() {
    this.#renewing ??= this.#renew()
      .then(
        () => {},
        // What it fails with is told by the next call that wants a session.
        () => this.#wait(ASKED_AGAIN_MS),
      )
      .finally(() => {
        this.#renewing = undefined;
      });
    return this.#renewing;
  }

  #wait(/** @type {number} */ delayMs) {
    this.#surroundings.clearTimer(this.#timer);
    this.#timer = undefined;
    if (this.#isLive) {
      this.#timer = this.#surroundings.setTimer(() => this.fresh(), Math.min(delayMs, WAIT_MS_MAX));
      // In Node it must not keep a program alive that has nothing else to do.
      this.#timer?.unref?.();
    }
  }
}
