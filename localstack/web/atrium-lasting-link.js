import { AtriumError, closeReason, HOST_SILENT } from "./atrium-errors.js";
import { Events } from "./atrium-events.js";
import { Link } from "./atrium-link.js";

/**
 * @typedef {object} BackOff
 * @property {number} attempts how often in a row to try before giving up
 * @property {number} firstMs the first wait, doubled each time
 * @property {number} longestMs no wait is longer
 */

/** About half a minute in all: longer than a room's host takes to be replaced. */
const DEFAULT_BACK_OFF = Object.freeze({ attempts: 9, firstMs: 200, longestMs: 6_000 });

/** The longest wait that is taken from a record; the host may live all the same. */
const HOST_SILENT_MS_MAX = 5_000;

/**
 * How long to wait before attempt `attempt` (from 0): doubled each time, bounded, and a random half
 * of it taken off, so that a thousand clients of a lost host do not come back in one instant.
 * @param {number} attempt
 * @param {BackOff} backOff
 * @param {() => number} random
 * @returns {number} milliseconds
 */
export function waitBeforeAttempt(attempt, backOff, random) {
  const fullMs = Math.min(backOff.longestMs, backOff.firstMs * 2 ** attempt);
  return fullMs / 2 + (fullMs / 2) * random();
}

/**
 * A link that comes back: opens a socket, greets, and does both again when the socket is lost for a
 * reason that a reconnection can mend. Events: `message` (a server message), `state` (see
 * {@link LastingLink#state}), `closed` (an AtriumError: it will not come back).
 */
export class LastingLink extends Events {
  /** @type {Link | undefined} */
  #link;
  #surroundings;
  #options;
  #backOff;
  #timer;
  #attempt = 0;
  /** Counts tries, so that one that was overtaken by `reopen` or `close` notices. */
  #tries = 0;
  #everGreeted = false;
  /** @type {"connecting" | "open" | "waiting" | "closed"} */
  #state = "connecting";
  #serverOffsetMs = NaN;
  #bestRoundTripMs = Infinity;
  #roundTripMs = NaN;

  /**
   * @param {import("./atrium-link.js").Surroundings} surroundings
   * @param {object} options
   * @param {(attempt: number) => Promise<string>} options.address the URL to open, asked for before
   *     each attempt: 0 for one that follows no failure; who rejects with `host-silent` is asked
   *     again after its `retryAfterMs`; that counts as no attempt, so it must not go on for ever
   * @param {(link: Link) => Promise<void>} options.greet says who we are; a rejection ends the
   *     attempt, and the whole link unless the error is retryable
   * @param {Partial<BackOff>} [options.backOff]
   * @param {number} [options.firstAttempts] at most so many until it was greeted once; 3 if left out
   * @param {import("./atrium-wire.js").RoomWire} [options.wire] says what each socket speaks;
   *     JSON if left out
   * @param {object} [options.link] options of {@link Link}
   */
  constructor(surroundings, options) {
    super();
    this.#surroundings = surroundings;
    this.#options = options;
    this.#backOff = { ...DEFAULT_BACK_OFF, ...options.backOff };
  }

  /** `connecting`, `open` (greeted), `waiting` (for the next attempt) or `closed` (for good). */
  get state() {
    return this.#state;
  }

  /** The last round trip in milliseconds; NaN until there was one. */
  get roundTripMs() {
    return this.#roundTripMs;
  }

  /** The server's wall clock now, in its milliseconds; NaN until a `pong` told it. */
  serverNow() {
    return this.#surroundings.now() + this.#serverOffsetMs;
  }

  /**
   * Opens and greets, trying again as often as the back-off allows.
   * @returns {Promise<void>} resolves at the first success, rejects with the AtriumError that ended
   *     the last attempt
   */
  open() {
    return new Promise((resolve, reject) => {
      const stopState = this.on("state", (state) => {
        if (state === "open") {
          stopState();
          stopClosed();
          resolve();
        }
      });
      const stopClosed = this.on("closed", (error) => {
        stopState();
        stopClosed();
        reject(error);
      });
      this.#tryOnce();
    });
  }

  /** See {@link Link#send}. */
  send(action, fields) {
    this.#current(action).send(action, fields);
  }

  /** See {@link Link#request}. */
  async request(action, fields) {
    return this.#current(action).request(action, fields);
  }

  /** See {@link Link#probe}; a socket that is closed so counts as lost. */
  probe(/** @type {number} */ waitMs) {
    if (this.#state === "open") {
      this.#link?.probe(waitMs);
    }
  }

  /** Drops the socket and connects anew at once, without counting it as a failure. */
  reopen() {
    if (this.#state !== "closed") {
      this.#attempt = 0;
      this.#surroundings.clearTimer(this.#timer);
      this.#dropSocket();
      this.#tryOnce();
    }
  }

  /**
   * Ends it for good.
   * @param {AtriumError} [error] why; left out for an end that was wished for
   */
  close(error) {
    if (this.#state === "closed") {
      return;
    }
    this.#setState("closed");
    this.#surroundings.clearTimer(this.#timer);
    this.#dropSocket();
    this.emit("closed", error ?? AtriumError.fromClose(1000));
  }

  #current(/** @type {string} */ action) {
    if (this.#state !== "open" || !this.#link) {
      throw new AtriumError({
        code: "not-connected",
        message: "There is no connection to the server right now.",
        action,
        retryable: true,
      });
    }
    return this.#link;
  }

  async #tryOnce() {
    const thisTry = ++this.#tries;
    const overtaken = () => thisTry !== this.#tries || this.#state === "closed";
    const wire = this.#options.wire;
    let opened = false;
    this.#setState("connecting");
    try {
      const url = await this.#options.address(this.#attempt);
      if (overtaken()) {
        return;
      }
      const link = new Link(url, this.#surroundings, {
        ...this.#options.link,
        codec: wire?.codec(),
        onUnreadable: () => wire?.notReadable(),
        onMessage: (message) => this.emit("message", message),
        onPong: (pong) => this.#learnClock(pong),
        onClose: (closeCode) => this.#lost(link, closeCode),
      });
      this.#link = link;
      await link.opened;
      opened = true;
      await this.#options.greet(link);
      if (overtaken()) {
        return;
      }
      this.#attempt = 0;
      this.#everGreeted = true;
      this.#setState("open");
      link.ping().then(
        (pong) => this.#learnClock(pong),
        () => {},
      );
    } catch (error) {
      if (overtaken()) {
        return;
      }
      if (this.#link && !opened) {
        wire?.notOpened();
      }
      this.#dropSocket();
      this.#tryLater(asAtriumError(error));
    }
  }

  #lost(/** @type {Link} */ link, /** @type {number} */ closeCode) {
    // While greeting, the rejected greeting is what is answered to.
    if (this.#link === link && this.#state === "open") {
      this.#link = undefined;
      this.#tryLater(AtriumError.fromClose(closeCode), closeReason(closeCode).reconnect);
    }
  }

  #tryLater(/** @type {AtriumError} */ error, mayRetry = error.retryable) {
    // A first connection that fails is worth a few tries, unless who asked for it knows better.
    const attempts = this.#everGreeted
      ? this.#backOff.attempts
      : Math.min(this.#options.firstAttempts ?? 3, this.#backOff.attempts);
    if (!mayRetry || this.#attempt >= attempts) {
      this.close(error);
      return;
    }
    let waitMs = error.retryAfterMs ?? 0;
    // Who was told when a host is replaced has not tried anything.
    if (error.code === HOST_SILENT) {
      waitMs = Math.min(waitMs, HOST_SILENT_MS_MAX);
    } else {
      waitMs = Math.max(
        Math.min(waitMs, this.#backOff.longestMs),
        waitBeforeAttempt(this.#attempt, this.#backOff, this.#surroundings.random),
      );
      this.#attempt++;
    }
    this.#setState("waiting");
    this.#timer = this.#surroundings.setTimer(() => this.#tryOnce(), waitMs);
  }

  #dropSocket() {
    // Forgotten first: its closing is then nobody's loss.
    const link = this.#link;
    this.#link = undefined;
    link?.close();
  }

  #learnClock(/** @type {{roundTripMs: number, serverTime: number}} */ pong) {
    this.#roundTripMs = pong.roundTripMs;
    // The quickest round trip knows the server's clock best.
    if (Number.isFinite(pong.serverTime) && pong.roundTripMs <= this.#bestRoundTripMs) {
      this.#bestRoundTripMs = pong.roundTripMs;
      this.#serverOffsetMs = pong.serverTime + pong.roundTripMs / 2 - this.#surroundings.now();
    }
  }

  #setState(/** @type {"connecting" | "open" | "waiting" | "closed"} */ state) {
    if (this.#state !== "closed") {
      this.#state = state;
      this.emit("state", state);
    }
  }
}

function asAtriumError(/** @type {unknown} */ error) {
  return error instanceof AtriumError
    ? error
    : new AtriumError({
        code: "unreachable",
        message: "The server cannot be reached.",
        retryable: true,
        cause: error,
      });
}
