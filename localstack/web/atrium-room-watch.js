import { waitBeforeAttempt } from "./atrium-lasting-link.js";

/** Looked at this often whether it was quiet for too long. */
const TURN_MS = 500;

/** Views with a longer gap between them follow what happens, not the clock. */
const STEADY_GAP_MS = 1_000;

/** Views without a gap for that long: from now on a gap means that something is wrong. */
const STEADY_AFTER_MS = 2_000;

/** It was wrong: each time that nothing was, it takes twice as long, up to this. */
const STEADY_AFTER_MS_MAX = 60_000;

/**
 * The waits of a room whose silence is strange: about two seconds each for as long as hosts may
 * take to take a room over, then ever more.
 */
const STRANGE = Object.freeze({ firstMs: 2_000, longestMs: 30_000, constantLooks: 5 });

/** Of a room that is silent by nature: so that it costs next to nothing. */
const NATURAL = Object.freeze({ firstMs: 8_000, longestMs: 30_000, constantLooks: 1 });

/**
 * Notices that a room has gone quiet, and has somebody look for it. A host whose room hangs, or
 * that the network no longer reaches, closes nothing: its socket looks alive, or like one whose
 * other end has nothing to say.
 *
 * It never asks more than once in a second, and half of each wait is dice. A room whose views only
 * follow changes is soon asked for no more than four times a minute, for its waits do not begin
 * anew with each view. Nobody is asked while the page is hidden.
 */
export class RoomWatch {
  #surroundings;
  #look;
  #timer;
  /** Counts starts, so that a look that was overtaken begins no second turn. */
  #starts = 0;
  /** @type {"off" | "knocking" | "listening"} */
  #mode = "off";
  #heardMs = -Infinity;
  #steadyFromMs = Infinity;
  #steadyAfterMs = STEADY_AFTER_MS;
  /** The last start or look: silence before it has been dealt with. */
  #sinceMs = 0;
  #strange = false;
  #looks = 0;
  #waitMs = 0;

  /**
   * @param {import("./atrium-link.js").Surroundings} surroundings
   * @param {() => Promise<void>} look never rejects
   */
  constructor(surroundings, look) {
    this.#surroundings = surroundings;
    this.#look = look;
  }

  /** While a connection is being made: whatever that takes long for, it may be a dead host. */
  knock() {
    this.#start("knocking");
  }

  /** While views are to come. */
  listen() {
    if (this.#mode !== "listening") {
      this.#start("listening");
    }
  }

  stop() {
    this.#mode = "off";
    this.#starts++;
    this.#surroundings.clearTimer(this.#timer);
  }

  /** The room has shown or told something of itself: what only its host says does not count. */
  heard() {
    const nowMs = this.#surroundings.now();
    if (nowMs - this.#heardMs > STEADY_GAP_MS) {
      this.#steadyFromMs = nowMs;
      if (this.#strange && this.#looks > 0) {
        this.#steadyAfterMs = Math.min(2 * this.#steadyAfterMs, STEADY_AFTER_MS_MAX);
      }
    }
    this.#heardMs = nowMs;
  }

  #start(/** @type {"knocking" | "listening"} */ mode) {
    this.stop();
    this.#mode = mode;
    this.#sinceMs = this.#surroundings.now();
    this.#begin(this.#isStrange());
    this.#nextTurn();
  }

  #isStrange() {
    const steadyMs = this.#heardMs - this.#steadyFromMs;
    return this.#mode === "knocking" || steadyMs >= this.#steadyAfterMs;
  }

  #begin(/** @type {boolean} */ strange) {
    this.#strange = strange;
    this.#looks = 0;
    this.#drawWait();
  }

  #drawWait() {
    const { constantLooks, ...waits } = this.#strange ? STRANGE : NATURAL;
    const attempt = Math.max(0, this.#looks - constantLooks + 1);
    this.#waitMs = waitBeforeAttempt(attempt, waits, this.#surroundings.random);
  }

  #nextTurn() {
    this.#timer = this.#surroundings.setTimer(() => this.#turn(), TURN_MS);
  }

  async #turn() {
    const start = this.#starts;
    const strange = this.#isStrange();
    const spokeSteadily = strange && this.#looks > 0 && this.#heardMs > this.#sinceMs;
    if (strange !== this.#strange || spokeSteadily) {
      this.#begin(strange);
    }
    const quietMs = this.#surroundings.now() - Math.max(this.#heardMs, this.#sinceMs);
    if (quietMs >= this.#waitMs && !this.#surroundings.isHidden()) {
      this.#looks++;
      this.#drawWait();
      await this.#look();
      if (start !== this.#starts) {
        return;
      }
      this.#sinceMs = this.#surroundings.now();
    }
    this.#nextTurn();
  }
}
