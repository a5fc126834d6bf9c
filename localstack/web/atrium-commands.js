/**
 * The commands of one seat: numbered, kept until the room's journal has them, and sent no faster
 * than the room allows. Pure: time comes in as an argument.
 */

/**
 * @typedef {object} Command
 * @property {number} seq rises by one with every command of the seat, from 1
 * @property {string} subject what it is about (a warrior): the next one about it replaces it
 * @property {object} fields what is sent beside `seq`
 */

/** A command as it is said to the room; one without an action is the arena's. */
export const saidOf = (/** @type {Command} */ { fields, seq }) => ({
  action: "move-warrior",
  ...fields,
  seq,
});

/**
 * Commands that the room's journal does not hold yet. After a takeover a host may have lost what
 * was applied but not durable, so these are sent again, under their old numbers; a room applies
 * each number once. Prediction replays the same list over each view.
 */
export class CommandLog {
  #nextSeq = 1;
  /** @type {Command[]} rising seq */
  #pending = [];
  /** @type {Set<number>} numbers of pending ones of which a view that names them proves nothing */
  #doubtful = new Set();
  #limit;

  /** @param {number} [limit] of commands kept; beyond it, replaced ones go first */
  constructor(limit = 128) {
    this.#limit = limit;
  }

  /** Newest last. */
  get pending() {
    return [...this.#pending];
  }

  /**
   * What to send again after a takeover, oldest first: of each subject the newest, for the ones
   * before it would only hold it up.
   */
  get newest() {
    const bySubject = new Map(this.#pending.map((command) => [command.subject, command]));
    return this.#pending.filter((command) => bySubject.get(command.subject) === command);
  }

  /** The command of that number, undefined if none is kept. */
  find(/** @type {number} */ seq) {
    return this.#pending.find((command) => command.seq === seq);
  }

  /**
   * @param {string} subject
   * @param {object} fields
   * @returns {Command}
   */
  add(subject, fields) {
    const command = { seq: this.#nextSeq++, subject, fields };
    this.#pending.push(command);
    if (this.#pending.length > this.#limit) {
      // The newest command of each subject is the one whose loss would show.
      const replaced = this.#pending.findIndex((older, index) =>
        this.#pending.slice(index + 1).some((newer) => newer.subject === older.subject),
      );
      const [{ seq }] = this.#pending.splice(Math.max(0, replaced), 1);
      this.#doubtful.delete(seq);
    }
    return command;
  }

  /**
   * Learns that the host refused a command before any game saw it. Its number is spent: a higher
   * one may have been applied by now, and then it would be taken for a repeat.
   * @param {number} seq
   * @returns {Command | undefined} what to send again under a new number: the newest about the
   *     same subject, for of several that are refused at once not each is told; undefined if no
   *     such command is kept
   */
  refuse(seq) {
    const index = this.#pending.findIndex((command) => command.seq === seq);
    if (index < 0) {
      return undefined;
    }
    const [refused] = this.#pending.splice(index, 1);
    this.#doubtful.delete(seq);
    return (
      this.#pending.findLast(
        (newer) => newer.seq > seq && newer.subject === refused.subject,
      ) ?? refused
    );
  }

  /**
   * Learns from a view what arrived. Also after a page was loaded anew: numbers go on behind what
   * the room has seen, for a lower one would be taken for a repeat.
   * @param {number} applied the last number that the room applied, 0 if none
   * @param {number} durable the last number that its journal stored, 0 if none
   * @returns {Command[]} what the journal has now for certain, oldest first: a view names the last
   *     number alone, and one below it may have been refused
   */
  acknowledge(applied, durable) {
    this.#nextSeq = Math.max(this.#nextSeq, applied + 1, durable + 1);
    const firstKept = this.#pending.findIndex((command) => command.seq > durable);
    const gone = this.#pending.splice(0, firstKept < 0 ? this.#pending.length : firstKept);
    const stored = gone.filter(({ seq }) => !this.#doubtful.has(seq));
    gone.forEach(({ seq }) => this.#doubtful.delete(seq));
    return stored;
  }

  /** The room refused it for good, or may have: a later number that is stored says nothing of it. */
  doubt(/** @type {number} */ seq) {
    if (this.find(seq)) {
      this.#doubtful.add(seq);
    }
  }

  /** The connection was lost, and with it perhaps a refusal of any of them. */
  doubtAll() {
    this.#doubtful = new Set(this.#pending.map(({ seq }) => seq));
  }

  /** It leaves again and the room has not seen it: a refusal of it would be heard. */
  trust(/** @type {number} */ seq) {
    this.#doubtful.delete(seq);
  }
}

/**
 * Holds commands back so that no second sees more than `perSecond` of them, new ones and those that
 * are sent again; of the new ones only the newest of each subject is kept. (A room counts more than
 * 30 a second as cheating, and its host takes 40.)
 */
export class CommandPace {
  /** @type {Command[]} rising seq; no more than a {@link CommandLog} keeps */
  #again = [];
  /** @type {Map<string, object>} */
  #held = new Map();
  /** @type {number[]} when the last ones left, oldest first */
  #left = [];
  #perSecond;
  #pausedUntilMs = -Infinity;

  /** @param {number} [perSecond] */
  constructor(perSecond = 24) {
    this.#perSecond = perSecond;
  }

  /** Keeps it for the next {@link CommandPace#take}, in place of an older one of the subject. */
  hold(/** @type {string} */ subject, /** @type {object} */ fields) {
    this.#held.delete(subject);
    this.#held.set(subject, fields);
  }

  /** As {@link CommandPace#hold}, unless a newer one of the subject is held already. */
  holdAgain(/** @type {string} */ subject, /** @type {object} */ fields) {
    if (!this.#held.has(subject)) {
      this.#held.set(subject, fields);
    }
  }

  /**
   * Keeps commands that were sent before, to leave under their numbers and ahead of all that is
   * held: a room takes no number after a higher one.
   * @param {readonly Command[]} commands
   */
  sendAgain(commands) {
    const bySeq = new Map([...this.#again, ...commands].map((command) => [command.seq, command]));
    this.#again = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
  }

  /** What is stored by now need not be sent again. */
  acknowledge(/** @type {number} */ durable) {
    this.#again = this.#again.filter((command) => command.seq > durable);
  }

  /** Lets nothing leave before that time: the room said when it takes more. */
  pause(/** @type {number} */ untilMs) {
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, untilMs);
  }

  /** Forgets what is held, for a room that is over. */
  clear() {
    this.#again = [];
    this.#held.clear();
  }

  /**
   * What may leave now, in this order; what is sent again has its number.
   * @param {number} nowMs
   * @returns {Array<{subject: string, fields: object, seq?: number}>}
   */
  take(nowMs) {
    this.#left = this.#left.filter((leftMs) => nowMs - leftMs < 1_000);
    const leaving = [];
    while (this.#waits() && this.#left.length < this.#perSecond && nowMs >= this.#pausedUntilMs) {
      this.#left.push(nowMs);
      leaving.push(this.#again.shift() ?? this.#nextHeld());
    }
    return leaving;
  }

  #waits() {
    return this.#again.length + this.#held.size > 0;
  }

  #nextHeld() {
    const [[subject, fields]] = this.#held;
    this.#held.delete(subject);
    return { subject, fields };
  }

  /**
   * When to call {@link CommandPace#take} next.
   * @param {number} nowMs
   * @returns {number | undefined} milliseconds from now, undefined if nothing waits
   */
  waitMs(nowMs) {
    if (!this.#waits()) {
      return undefined;
    }
    const paceMs =
      this.#left.length < this.#perSecond ? 0 : Math.max(1, this.#left[0] + 1_000 - nowMs);
    return Math.max(paceMs, this.#pausedUntilMs - nowMs);
  }
}
