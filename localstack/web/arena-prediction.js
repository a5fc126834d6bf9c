import { CommandDelay } from "./arena-command-delay.js";
import { foretell } from "./atrium-v1-arena.js";

/**
 * Where one's own warriors are now, rather than where the last views saw them: from the newest view
 * on they walk as the rules say, and take each command that the view does not show yet at the tick
 * at which the server will. The next view is the truth: everything is worked out anew from it, by
 * the command numbers that it acknowledges, and what was wrong before fades within a moment. Only
 * walking is predicted; who strikes, falls or takes what lies there is the server's to say.
 *
 * Pure: time is an argument, in milliseconds of the browser's clock.
 */

/** Nothing is predicted farther beyond the newest view: then the server is heard too little of. */
export const AHEAD_MS_MAX = 500;
/** An error fades by 1/e in this time: after 150 ms a fortieth is left. */
const FADE_MS = 40;
/** What was wrong by more, two cells, is put right at once: gliding there would be a lie, too. */
export const JUMP_SUBUNITS = 512;
/** A command that views do not show so long after its time is lost, or refused in silence. */
const BELIEVED_MS_MAX = 1_000;
/** Far more than leave within the time for which commands are believed in. */
const COMMANDS_MAX = 128;

/** The rules' subunits a tick, for rooms whose views do not tell them. */
export const PACE = Object.freeze({
  straight: 17,
  diagonal: 12,
  straightHaste: 25,
  diagonalHaste: 18,
});

/**
 * @typedef {import("./atrium-shapes.js").Warrior} Warrior
 * @typedef {import("./atrium-shapes.js").View} View
 * @typedef {{x: number, y: number}} Place in subunits, and fractions of them
 */

/**
 * @typedef {object} SentCommand
 * @property {number} seq
 * @property {string} warriorId
 * @property {import("./atrium-shapes.js").Direction} direction
 * @property {number} fromTick the first tick whose step goes that way
 * @property {number} clockTick what the clock said when it left
 * @property {number} clockMs milliseconds a tick then
 * @property {boolean} measures whether its acknowledgement tells how long the way is: not if it
 *     left twice, or while the server's clock slipped
 */

export class Prediction {
  #clock;
  #delay = new CommandDelay();
  /** @type {View | undefined} the newest */
  #view;
  #seat = NaN;
  #pace = PACE;
  #frozen = false;
  /** @type {Map<number, SentCommand>} by seq, rising */
  #commands = new Map();
  /** What clock and delay said when anything last changed: between, time passes evenly. */
  #beat = { tick: NaN, atMs: NaN, msPerTick: NaN };
  /** @type {Map<string, Place & {atMs: number}>} how far what is shown was off then, by id */
  #errors = new Map();
  /** @type {Map<string, Place>} as last shown */
  #shown = new Map();
  /** @type {Set<string>} ids of those whom the newest view has no more, but the picture has */
  #fallen = new Set();

  /** @param {import("./arena-clock.js").TickClock} clock hears of views before this does */
  constructor(clock) {
    this.#clock = clock;
  }

  /** Milliseconds from sending a command to the view that would show it. */
  get delayMs() {
    return this.#delay.ms;
  }

  /** How many commands are predicted that no view shows yet. */
  get waiting() {
    return this.#commands.size;
  }

  /** How far the one that is farthest off is shown from where it is thought to be, in subunits. */
  errorAt(/** @type {number} */ nowMs) {
    const errors = [...this.#errors.keys()].map((id) => {
      const { x, y } = this.#errorOf(id, nowMs);
      return Math.hypot(x, y);
    });
    return Math.max(0, ...errors);
  }

  /** What tests and the curious are told. */
  figuresAt(/** @type {number} */ nowMs) {
    return {
      on: true,
      aheadTicks: this.tickAt(nowMs) - (this.#view?.tick ?? NaN),
      delayMs: this.delayMs,
      waiting: this.waiting,
      errorSubunits: this.errorAt(nowMs),
    };
  }

  /**
   * A view has come, the newest.
   * @param {View} view
   * @param {object} told
   * @param {number} told.seat one's own
   * @param {readonly {seq: number}[]} told.pending the commands that may still be on their way
   * @param {number} told.roundTripMs of the last ping, NaN if there was none
   * @param {typeof PACE} [told.pace] of this room
   * @param {number} nowMs
   */
  takeView(view, { seat, pending, roundTripMs, pace }, nowMs) {
    this.#change(nowMs, () => {
      this.#delay.pinged(roundTripMs);
      this.#learnDelay(view, view.applied[seat] ?? 0);
      this.#view = view;
      this.#seat = seat;
      this.#pace = pace ?? PACE;
      this.#forgetSettled(view.applied[seat] ?? 0, new Set(pending.map(({ seq }) => seq)));
    });
  }

  /**
   * A command leaves, or leaves again.
   * @param {import("./atrium-commands.js").Command} command
   * @param {number} nowMs
   */
  sent({ seq, fields }, nowMs) {
    const { warriorId, direction, action } = /** @type {any} */ (fields);
    const clockTick = this.#clock.tickAt(nowMs);
    if (direction === undefined || action !== undefined || Number.isNaN(clockTick)) {
      return; // Not a move, or nobody knows yet what time it is.
    }
    this.#change(nowMs, () => {
      const clockMs = this.#clock.msPerTick;
      // What comes before a tick is made is in its step.
      const fromTick = Math.floor(clockTick + this.#delay.ms / clockMs) + 1;
      const measures = !this.#commands.has(seq);
      const command = { seq, warriorId, direction, fromTick, clockTick, clockMs, measures };
      this.#commands.set(seq, command);
      if (this.#commands.size > COMMANDS_MAX) {
        this.#commands.delete(Math.min(...this.#commands.keys()));
      }
    });
  }

  /** The room does not take that command. */
  refused(/** @type {number | undefined} */ seq, /** @type {number} */ nowMs) {
    if (seq !== undefined && this.#commands.has(seq)) {
      this.#change(nowMs, () => this.#commands.delete(seq));
    }
  }

  /** The server's clock stands still, or goes on. */
  freeze(/** @type {boolean} */ frozen, /** @type {number} */ nowMs) {
    this.#change(nowMs, () => {
      this.#frozen = frozen;
    });
  }

  /**
   * The server has set its clock back, which the {@link TickClock} has heard.
   * @param {{ms: number, tick: number}} slip by how much, and after which tick
   * @param {number} nowMs
   */
  slipped({ ms, tick }, nowMs) {
    this.#change(nowMs, () => {
      const ticks = ms / this.#clock.msPerTick;
      for (const command of this.#commands.values()) {
        command.measures = false;
        if (command.fromTick > tick) {
          command.fromTick = Math.max(tick + 1, command.fromTick - Math.round(ticks));
        }
      }
    });
  }

  /** Another host has the room, whose ticks begin again earlier: commands will leave again. */
  forget() {
    this.#view = undefined;
    this.#frozen = false;
    this.#commands.clear();
    this.#errors.clear();
  }

  /**
   * The tick that is shown of one's own warriors, a fraction; NaN before the first view.
   * @param {number} nowMs
   */
  tickAt(nowMs) {
    if (!this.#view) {
      return NaN;
    }
    const first = this.#view.tick;
    const { tick, atMs, msPerTick } = this.#beat;
    const stands = this.#frozen || this.#view.data.phase === "finished";
    const last = first + (stands ? 0 : AHEAD_MS_MAX / msPerTick);
    return Math.max(first, Math.min(tick + (nowMs - atMs) / msPerTick, last));
  }

  /**
   * A warrior of one's own at the end of a tick, as the rules and the commands on their way make
   * him.
   * @param {string} id
   * @param {number} tick a whole one, not before the newest view's
   * @returns {Warrior | undefined} undefined if the newest view does not show him
   */
  warriorAt(id, tick) {
    const view = this.#view;
    const seen = view?.data.warriors.find((warrior) => warrior.id === id);
    if (!view || !seen || seen.seat !== this.#seat) {
      return undefined;
    }
    const { cells, subunits } = view.data.arena;
    const last = cells * subunits - 1;
    let warrior = seen;
    let at = view.tick;
    for (const command of this.#commands.values()) {
      const from = Math.max(command.fromTick, at + 1);
      if (command.warriorId === id && from <= tick) {
        warrior = foretell(warrior, from - 1 - at, this.#pace, last);
        warrior.direction = command.direction;
        at = from - 1;
      }
    }
    return foretell(warrior, tick - at, this.#pace, last);
  }

  /**
   * A frame's warriors, one's own where they are now. Who has just fallen glides back to where he
   * was seen to.
   * @param {readonly Warrior[]} warriors
   * @param {number} nowMs
   * @returns {Warrior[]}
   */
  apply(warriors, nowMs) {
    const shown = new Map();
    const all = warriors.map((warrior) => {
      if (warrior.seat !== this.#seat) {
        return warrior;
      }
      const from = this.#placed(warrior.id, nowMs) ?? this.#fallenOf(warrior, nowMs);
      const error = this.#errorOf(warrior.id, nowMs);
      const place = { x: from.x + error.x, y: from.y + error.y };
      shown.set(warrior.id, place);
      return { ...warrior, ...place, direction: from.direction };
    });
    this.#shown = shown;
    for (const id of [...this.#errors.keys(), ...this.#fallen]) {
      if (!shown.has(id)) {
        this.#errors.delete(id);
        this.#fallen.delete(id);
      }
    }
    return all;
  }

  /** Runs a change and keeps what is shown where it is: the difference fades. */
  #change(/** @type {number} */ nowMs, /** @type {() => void} */ change) {
    const before = new Map(this.#shown);
    for (const id of before.keys()) {
      const place = this.#placed(id, nowMs);
      if (place) {
        const error = this.#errorOf(id, nowMs);
        before.set(id, { x: place.x + error.x, y: place.y + error.y });
      }
    }
    change();
    const msPerTick = this.#clock.msPerTick;
    const tick = this.#clock.tickAt(nowMs) + this.#delay.ms / msPerTick;
    this.#beat = { tick, atMs: nowMs, msPerTick };
    for (const [id, { x, y }] of before) {
      const place = this.#placed(id, nowMs);
      if (place) {
        this.#setError(id, { x: x - place.x, y: y - place.y }, nowMs);
      }
    }
  }

  #placed(/** @type {string} */ id, /** @type {number} */ nowMs) {
    const tick = this.tickAt(nowMs);
    const from = Number.isNaN(tick) ? undefined : this.warriorAt(id, Math.floor(tick));
    const to = from && this.warriorAt(id, Math.floor(tick) + 1);
    if (!from || !to) {
      return undefined;
    }
    const share = tick - Math.floor(tick);
    const x = from.x + (to.x - from.x) * share;
    const y = from.y + (to.y - from.y) * share;
    return { x, y, direction: to.direction };
  }

  /** The newest view has him no more, and the picture is not so far yet. */
  #fallenOf(/** @type {Warrior} */ warrior, /** @type {number} */ nowMs) {
    const before = this.#shown.get(warrior.id);
    if (before && !this.#fallen.has(warrior.id)) {
      this.#fallen.add(warrior.id);
      this.#setError(warrior.id, { x: before.x - warrior.x, y: before.y - warrior.y }, nowMs);
    }
    return warrior;
  }

  #setError(
    /** @type {string} */ id,
    /** @type {Place} */ { x, y },
    /** @type {number} */ nowMs,
  ) {
    const off = Math.hypot(x, y);
    if (off > JUMP_SUBUNITS || off === 0) {
      this.#errors.delete(id);
    } else {
      this.#errors.set(id, { x, y, atMs: nowMs });
    }
  }

  /** @returns {Place} */
  #errorOf(/** @type {string} */ id, /** @type {number} */ nowMs) {
    const error = this.#errors.get(id);
    const left = error ? Math.exp(-(nowMs - error.atMs) / FADE_MS) : 0;
    return error ? { x: error.x * left, y: error.y * left } : { x: 0, y: 0 };
  }

  /** Between the view before and this one the commands were applied that this one first shows. */
  #learnDelay(/** @type {View} */ view, /** @type {number} */ applied) {
    const before = this.#view;
    if (!before || before.epoch !== view.epoch || before.tick >= view.tick || this.#frozen) {
      return;
    }
    for (const { seq, clockTick, clockMs, measures } of this.#commands.values()) {
      if (seq <= applied && measures) {
        this.#delay.applied(
          (before.tick - clockTick) * clockMs,
          (view.tick - clockTick) * clockMs,
        );
      }
    }
  }

  #forgetSettled(/** @type {number} */ applied, /** @type {ReadonlySet<number>} */ pending) {
    const believed = BELIEVED_MS_MAX / this.#clock.msPerTick;
    const tick = this.#view?.tick ?? 0;
    for (const { seq, fromTick } of this.#commands.values()) {
      if (seq <= applied || !pending.has(seq) || tick - fromTick > believed) {
        this.#commands.delete(seq);
      }
    }
  }
}
