import { AtriumError } from "./atrium-errors.js";
import { waitBeforeAttempt } from "./atrium-lasting-link.js";

/** More commands than this that wait for an answer are a bug or a dead room. */
const WAITING_MAX = 16;

/** The room heard nothing of it, or nothing happened: the same number is good. */
const SAID_AGAIN = Object.freeze(["unavailable", "busy", "rate-limited", "room-frozen"]);

const AGAIN_WAITS = Object.freeze({ firstMs: 400, longestMs: 2_000 });

/** What is refused for a longer time is the caller's: nobody expects it to happen then. */
const AGAIN_WAIT_MS_MAX = 2_000;

/** About a minute of refusals, or some minutes without answers: then it is the caller's. */
const AGAIN_MAX = 32;

/** A later number was taken, by an earlier page of ours: that is not so again and again. */
const NEW_NUMBERS_MAX = 4;

/**
 * @typedef {object} Waiting
 * @property {string} action
 * @property {object} fields
 * @property {number} [seq] once it has left
 * @property {number} again how often it was sent again
 * @property {number} renumbered
 * @property {() => void} resolve
 * @property {(error: AtriumError) => void} reject
 */

/**
 * The commands of one seat on their way to a strict room, one after the other: each is kept until
 * its own answer came, and sent again under its number after a reconnection. So none is lost, none
 * happens twice, and no number is left out.
 */
export class StrictOutbox {
  /** @type {Waiting[]} the first one is on its way */
  #queue = [];
  #surroundings;
  #ports;
  #nextSeq;
  #attempt = 0;
  #underWay = false;
  #timer;
  /** @type {AtriumError | undefined} */
  #stopped;

  /**
   * @param {import("./atrium-link.js").Surroundings} surroundings
   * @param {object} ports
   * @param {() => boolean} ports.isOpen whether the room hears us
   * @param {(action: string, fields: object) => Promise<any>} ports.request resolves with the
   *     answer, rejects with an AtriumError
   * @param {(next: number) => void} [ports.numbered] told of each new number to come, before the
   *     one below it leaves: a later page goes on there, for a number belongs to one command
   * @param {number} [nextSeq] where an earlier page stopped; 1 if there was none
   */
  constructor(surroundings, ports, nextSeq = 1) {
    this.#surroundings = surroundings;
    this.#ports = { numbered: () => {}, ...ports };
    this.#nextSeq = nextSeq;
  }

  /** Commands without an answer. */
  get waiting() {
    return this.#queue.length;
  }

  /**
   * Sends a command as soon as it may leave.
   * @param {string} action
   * @param {object} fields beside `seq`
   * @returns {Promise<void>} once the room has accepted it
   * @throws {AtriumError} the room's refusal, `too-many-requests`, or why the room was left
   */
  command(action, fields) {
    return new Promise((resolve, reject) => {
      if (this.#stopped) {
        throw this.#stopped;
      }
      if (this.#queue.length >= WAITING_MAX) {
        throw new AtriumError({
          code: "too-many-requests",
          message: "Too many commands are still without an answer.",
          action,
          retryable: true,
        });
      }
      const counts = { again: 0, renumbered: 0 };
      this.#queue.push({ action, fields, ...counts, resolve: () => resolve(undefined), reject });
      this.#send();
    });
  }

  /** The room hears us (again). */
  opened() {
    this.#abandonAttempt();
    this.#send();
  }

  /** The last number of ours that the room applied: new ones go on behind it. */
  learnApplied(/** @type {number} */ applied) {
    this.#nextSeq = Math.max(this.#nextSeq, applied + 1);
  }

  /**
   * An answer came without the request that it belongs to, such as one that was late.
   * @param {number | undefined} seq undefined of one that is about no command
   * @param {AtriumError} [refusal] undefined if it was accepted
   * @returns {boolean} whether it was one of ours
   */
  answered(seq, refusal) {
    const head = this.#queue[0];
    if (head === undefined || seq === undefined || head.seq !== seq) {
      return false;
    }
    this.#abandonAttempt();
    this.#decide(head, refusal);
    return true;
  }

  /** Nothing leaves any more; what waits is told why. */
  stop(/** @type {AtriumError} */ error) {
    this.#stopped = error;
    this.#abandonAttempt();
    for (const { reject } of this.#queue.splice(0)) {
      reject(error);
    }
  }

  /** Whatever is still to come of it is of no interest. */
  #abandonAttempt() {
    this.#attempt++;
    this.#underWay = false;
    this.#surroundings.clearTimer(this.#timer);
  }

  #send() {
    const head = this.#queue[0];
    if (head === undefined || this.#underWay || !this.#ports.isOpen()) {
      return;
    }
    if (head.seq === undefined) {
      head.seq = this.#nextSeq++;
      this.#ports.numbered(this.#nextSeq);
    }
    this.#underWay = true;
    const attempt = ++this.#attempt;
    this.#ports.request(head.action, { ...head.fields, seq: head.seq }).then(
      () => attempt === this.#attempt && this.#decide(head),
      (error) => attempt === this.#attempt && this.#decide(head, error),
    );
  }

  #decide(/** @type {Waiting} */ head, /** @type {AtriumError | undefined} */ refusal = undefined) {
    this.#underWay = false;
    if (refusal === undefined) {
      this.#settle(head.resolve);
    } else if (refusal.closeCode !== undefined || refusal.code === "not-connected") {
      this.#abandonAttempt(); // The next connection sends it again.
    } else if (refusal.code === "command-passed" && head.renumbered < NEW_NUMBERS_MAX) {
      head.renumbered++;
      head.seq = undefined;
      this.#send();
    } else if (this.#mayComeAgain(head, refusal)) {
      this.#sendLater(head, refusal);
    } else {
      this.#settle(() => head.reject(refusal));
    }
  }

  #mayComeAgain(
    /** @type {Waiting} */ head,
    /** @type {AtriumError} */ { code, retryAfterMs = 0 },
  ) {
    const unanswered = code === "time-out" || code === "too-many-requests";
    const notYet = SAID_AGAIN.includes(code);
    const soon = code === "unavailable" || retryAfterMs <= AGAIN_WAIT_MS_MAX;
    return (unanswered || (notYet && soon)) && head.again < AGAIN_MAX;
  }

  #sendLater(
    /** @type {Waiting} */ head,
    /** @type {AtriumError} */ { code, retryAfterMs = 0 },
  ) {
    const ownMs = waitBeforeAttempt(head.again, AGAIN_WAITS, this.#surroundings.random);
    // Who had no answer has waited long enough.
    const waitMs = code === "time-out" ? 0 : Math.max(ownMs, retryAfterMs);
    head.again++;
    this.#underWay = true;
    const attempt = ++this.#attempt;
    this.#timer = this.#surroundings.setTimer(
      () => {
        if (attempt === this.#attempt) {
          this.#underWay = false;
          this.#send();
        }
      },
      Math.min(waitMs, AGAIN_WAIT_MS_MAX),
    );
  }

  #settle(/** @type {() => void} */ tell) {
    this.#queue.shift();
    tell();
    this.#send();
  }
}
