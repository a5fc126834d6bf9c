import { CommandLog, CommandPace } from "./atrium-commands.js";
import { waitBeforeAttempt } from "./atrium-lasting-link.js";

/** What is refused for a longer time is the caller's: nobody expects it to happen then. */
const AGAIN_WAIT_MS_MAX = 2_000;

/** Commands sent again while none is applied: then whoever sent them hears of it. */
const AGAIN_IN_A_ROW_MAX = 32;

/**
 * Between two rounds of a room that takes nothing for the time being. The first is short: what is
 * sent behind a missing number waits half a second for it, and no longer.
 */
const UNAVAILABLE_WAITS = Object.freeze({ firstMs: 400, longestMs: 2_000 });

/** So many rounds without an answer, about a minute: then whoever sent it hears of it. */
const UNAVAILABLE_ROUNDS_MAX = 32;

/**
 * Who sends far too much is told of some refusals in a second and not of the others, and where not
 * even a number was read, no refusal names one.
 */
const REFUSED_IN_SILENCE_MS = 1_000;

/**
 * The commands of one seat on their way to its room: held until they may leave, numbered as they
 * leave, and sent again when they must be.
 */
export class RoomOutbox {
  #surroundings;
  #ports;
  #log = new CommandLog();
  #pace;
  #timer;
  #resendDue = false;
  #againInARow = 0;
  #unavailableRounds = 0;
  #unavailableUntilMs = -Infinity;
  #applied = 0;
  /** Until then the room may take one of an earlier page's commands, under a number of ours. */
  #othersUntilTick = -Infinity;
  #tick = -Infinity;
  #silenceUntilMs = -Infinity;
  #sawView = false;
  #stopped = false;

  /**
   * @param {import("./atrium-link.js").Surroundings} surroundings
   * @param {object} ports
   * @param {() => boolean} ports.isOpen whether the room hears us
   * @param {(command: import("./atrium-commands.js").Command) => void} ports.send
   * @param {number} [commandsPerSecond]
   */
  constructor(surroundings, ports, commandsPerSecond) {
    this.#surroundings = surroundings;
    this.#ports = ports;
    this.#pace = new CommandPace(commandsPerSecond);
  }

  /** Commands that the journal does not hold yet, oldest first. */
  get pending() {
    return this.#log.pending;
  }

  /** Sends it as soon as it may leave, unless a newer one about its subject comes before that. */
  hold(/** @type {string} */ subject, /** @type {object} */ fields) {
    if (!this.#stopped) {
      this.#pace.hold(subject, fields);
      this.#sendHeld();
    }
  }

  /** The room may have lost what it took: the next view tells what is to be sent again. */
  resendAfterView() {
    this.#resendDue = true;
    this.#log.doubtAll();
  }

  /**
   * This page is new to a room that plays already. What an earlier page sent last applies at the
   * next tick; until then no view names it, and its number is given again.
   * @param {number} tick of the room
   */
  cameLate(tick) {
    this.#othersUntilTick = tick;
  }

  /**
   * A view told what arrived.
   * @param {number} applied the last number that the room applied
   * @param {number} durable the last one that is stored
   * @param {number} tick of the view
   * @returns {import("./atrium-commands.js").Command[]} what is stored now for certain
   */
  acknowledge(applied, durable, tick) {
    const stored = this.#log.acknowledge(applied, durable);
    this.#tick = Math.max(this.#tick, tick);
    this.#pace.acknowledge(durable);
    if (applied > this.#applied) {
      this.answered();
    }
    this.#applied = applied;
    this.#sawView = true;
    return stored;
  }

  /** What that view lets leave: first what must be sent again, then what was held. */
  send() {
    // The view inside `entered` is read while greeting: the next one comes 50 ms later.
    if (this.#resendDue && this.#sawView && this.#ports.isOpen()) {
      this.#resendDue = false;
      this.#pace.sendAgain(this.#log.newest);
    }
    this.#sendHeld();
  }

  /** The room takes commands. */
  answered() {
    this.#againInARow = 0;
    this.#unavailableRounds = 0;
  }

  /**
   * Whether it is the refusal of a command that now waits until it may be sent again.
   * @param {any} refusal the data of an `error`
   */
  comesAgain(refusal) {
    if (!Number.isFinite(refusal.seq)) {
      this.#log.doubtAll();
      this.#silenceUntilMs = this.#surroundings.now() + REFUSED_IN_SILENCE_MS;
    }
    const again = !this.#stopped && this.#waitsAgain(refusal);
    if (!again) {
      this.#log.doubt(refusal.seq);
    }
    return again;
  }

  #waitsAgain(/** @type {any} */ { code, retryAfterMs, seq }) {
    if (code === "unavailable") {
      return this.#comesAgainAsItIs(seq, retryAfterMs);
    }
    const tooEarly = code === "rate-limited" || code === "busy" || code === "room-frozen";
    const soon = Number.isFinite(retryAfterMs) && retryAfterMs <= AGAIN_WAIT_MS_MAX;
    if (!tooEarly || !soon) {
      return false;
    }
    this.#pace.pause(this.#surroundings.now() + retryAfterMs);
    const command =
      Number.isFinite(seq) && this.#againInARow < AGAIN_IN_A_ROW_MAX
        ? this.#log.refuse(seq)
        : undefined;
    if (command) {
      this.#againInARow++;
      this.#pace.holdAgain(command.subject, command.fields);
      this.#sendHeld();
    }
    return command !== undefined;
  }

  /** Nothing has happened, and the room waits for this very number. */
  #comesAgainAsItIs(/** @type {any} */ seq, /** @type {any} */ retryAfterMs) {
    const command = this.#log.find(seq);
    if (!command) {
      return false;
    }
    const nowMs = this.#surroundings.now();
    // All that were on their way together are refused together: they make one round.
    if (nowMs >= this.#unavailableUntilMs) {
      const round = this.#unavailableRounds++;
      const ownMs = waitBeforeAttempt(round, UNAVAILABLE_WAITS, this.#surroundings.random);
      const askedMs = Number.isFinite(retryAfterMs) ? retryAfterMs : 0;
      this.#unavailableUntilMs = nowMs + Math.max(ownMs, Math.min(askedMs, AGAIN_WAIT_MS_MAX));
    }
    if (this.#unavailableRounds > UNAVAILABLE_ROUNDS_MAX) {
      this.#log.refuse(seq);
      return false;
    }
    this.#pace.pause(this.#unavailableUntilMs);
    this.#pace.sendAgain([command]);
    this.#sendHeld();
    return true;
  }

  /** Nothing leaves any more. */
  stop() {
    this.#stopped = true;
    this.#surroundings.clearTimer(this.#timer);
    this.#pace.clear();
  }

  #sendHeld() {
    this.#surroundings.clearTimer(this.#timer);
    // What is sent again goes first: a room takes no number after a higher one.
    if (!this.#sawView || this.#resendDue || this.#stopped || !this.#ports.isOpen()) {
      return; // The next view tries again.
    }
    const nowMs = this.#surroundings.now();
    for (const { subject, fields, seq } of this.#pace.take(nowMs)) {
      const again = seq !== undefined;
      const command = again ? { seq, subject, fields } : this.#log.add(subject, fields);
      if (this.#tick <= this.#othersUntilTick || nowMs < this.#silenceUntilMs) {
        this.#log.doubt(command.seq);
      } else if (again && seq > this.#applied) {
        this.#log.trust(seq);
      }
      this.#ports.send(command);
    }
    const waitMs = this.#pace.waitMs(nowMs);
    if (waitMs !== undefined) {
      this.#timer = this.#surroundings.setTimer(() => this.#sendHeld(), waitMs);
    }
  }
}
