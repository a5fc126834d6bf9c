import { TickClock } from "./arena-clock.js";

/**
 * The jitter buffer: views come in 20 times a second, more or less evenly; frames come out at
 * whatever rate the screen has, about 100 ms in the past, so that there nearly always is a view on
 * either side to interpolate between. Pure: time is an argument.
 */

/** Five seconds of views: beyond it the page was not drawn, and old views are worth nothing. */
const VIEWS_MAX = 100;
const EVENTS_MAX = 256;
const JITTER_MS_MAX = 200;
/** A playhead farther off than this jumps; nearer, it runs a little faster or slower. */
const JUMP_MS = 500;
/** Fastest a warrior goes is 25 subunits a tick; what moved farther was put there. */
const STEP_SUBUNITS_MAX = 30;

/**
 * @typedef {import("./atrium-shapes.js").View} View
 * @typedef {import("./atrium-shapes.js").RoomEvent} RoomEvent
 * @typedef {import("./atrium-shapes.js").ArenaState & {tick: number}} Frame
 * @typedef {{frame: Frame, views: View[], events: RoomEvent[], jumped: boolean}} Advance
 *     `views` and `events`: passed since the last call, oldest first; `jumped`: time was skipped
 */

export class ViewBuffer {
  /** @type {View[]} rising ticks */
  #views = [];
  /** @type {RoomEvent[]} rising ticks */
  #events = [];
  #viewMs;
  #playhead = NaN;
  #passedTick = -Infinity;
  #lastMs = NaN;

  /**
   * @param {{tickRate: number, viewRate: number, speed: number}} rates of `entered`
   */
  constructor({ tickRate, viewRate, speed }) {
    this.clock = new TickClock({ tickRate, speed });
    this.#viewMs = 1_000 / viewRate;
  }

  /**
   * From now on views come so many times a second; the playhead glides to its new delay.
   * @param {number} viewRate
   */
  changeRate(viewRate) {
    this.#viewMs = 1_000 / viewRate;
  }

  /** Tick of the newest view, -1 before the first. */
  get newestTick() {
    return this.#views.at(-1)?.tick ?? -1;
  }

  /** Tick that is shown, NaN before the first frame. */
  get shownTick() {
    return this.#playhead;
  }

  /** Whether everything that came was also shown. */
  get caughtUp() {
    return this.#playhead >= this.newestTick && this.#events.length === 0;
  }

  /**
   * @param {View} view
   * @param {number} nowMs when it came
   */
  push(view, nowMs) {
    if (view.tick <= this.newestTick) {
      if (view.tick < this.newestTick) {
        return; // Late and of no use. (After a takeover `forget` comes first.)
      }
      this.#views.pop();
    }
    this.#views.push(view);
    this.clock.arrived(view.tick, nowMs);
    if (this.#views.length > VIEWS_MAX) {
      this.#views.shift();
    }
  }

  /**
   * Keeps an event until its tick is shown.
   * @param {RoomEvent} event
   */
  pushEvent(event) {
    this.#events.push(event);
    if (this.#events.length > EVENTS_MAX) {
      this.#events.shift();
    }
  }

  /** Forgets all, for a room that was rewound: its ticks begin again earlier. */
  forget() {
    this.#views = [];
    this.#events = [];
    this.clock.forget();
    this.#playhead = NaN;
    this.#passedTick = -Infinity;
  }

  /**
   * Moves on to `nowMs`.
   * @param {number} nowMs
   * @returns {Advance | undefined} undefined before the first view
   */
  advance(nowMs) {
    if (this.#views.length === 0) {
      return undefined;
    }
    const jumped = this.#move(nowMs);
    const shown = Math.max(this.#playhead, this.#views[0].tick);
    const views = this.#views.filter((view) => view.tick > this.#passedTick && view.tick <= shown);
    const due = this.#events.findIndex((event) => !(event.tick <= shown));
    const events = this.#events.splice(0, due < 0 ? this.#events.length : due);
    this.#passedTick = shown;
    const frame = this.#frameAt(shown);
    this.#dropShown(shown);
    return { frame, views, events, jumped };
  }

  #move(/** @type {number} */ nowMs) {
    const msPerTick = this.clock.msPerTick;
    const target = this.#target(nowMs);
    const elapsed = Number.isNaN(this.#lastMs) ? 0 : Math.max(0, nowMs - this.#lastMs) / msPerTick;
    this.#lastMs = nowMs;
    const before = this.#playhead;
    const error = target - (before + elapsed);
    if (Number.isNaN(before) || Math.abs(error) * msPerTick > JUMP_MS) {
      this.#playhead = Math.min(target, this.newestTick);
      // Never back: what was shown was shown.
      this.#playhead = Number.isNaN(before) ? this.#playhead : Math.max(before, this.#playhead);
      return !Number.isNaN(before) && this.#playhead > before;
    }
    const haste = Math.max(-0.2, Math.min(0.3, (error * msPerTick) / 300));
    this.#playhead = Math.min(before + elapsed * (1 + haste), Math.max(before, this.newestTick));
    return false;
  }

  /** The tick to show: what the server has now, less the delay that makes room for jitter. */
  #target(/** @type {number} */ nowMs) {
    const jitterMs = Math.min(JITTER_MS_MAX, this.clock.jitterMs);
    return this.clock.tickAt(nowMs - 2 * this.#viewMs - jitterMs);
  }

  #frameAt(/** @type {number} */ tick) {
    let index = this.#views.length - 1;
    while (index > 0 && this.#views[index].tick > tick) {
      index--;
    }
    const earlier = this.#views[index];
    const later = this.#views[index + 1] ?? earlier;
    const span = later.tick - earlier.tick;
    return between(earlier, later, span > 0 ? Math.min(1, (tick - earlier.tick) / span) : 0);
  }

  #dropShown(/** @type {number} */ tick) {
    while (this.#views.length > 2 && this.#views[1].tick <= tick) {
      this.#views.shift();
    }
  }
}

/**
 * The picture between two views: positions, hp and the border glide; what is there or not is as in
 * the earlier view.
 * @param {View} earlier
 * @param {View} later
 * @param {number} share 0 is the earlier one, 1 the later
 * @returns {Frame}
 */
export function between(earlier, later, share) {
  const mix = (/** @type {number} */ from, /** @type {number} */ to) => from + (to - from) * share;
  const span = later.tick - earlier.tick;
  const farthest = span * STEP_SUBUNITS_MAX + 256;
  const laterById = new Map(later.data.warriors.map((warrior) => [warrior.id, warrior]));
  const warriors = earlier.data.warriors.map((warrior) => {
    const next = laterById.get(warrior.id);
    if (
      !next ||
      Math.abs(next.x - warrior.x) > farthest ||
      Math.abs(next.y - warrior.y) > farthest
    ) {
      return warrior;
    }
    return {
      ...next,
      x: mix(warrior.x, next.x),
      y: mix(warrior.y, next.y),
      hp: mix(warrior.hp, next.hp),
    };
  });
  const from = earlier.data.arena;
  const to = later.data.arena;
  return {
    ...earlier.data,
    tick: mix(earlier.tick, later.tick),
    arena: { ...from, min: mix(from.min, to.min), max: mix(from.max, to.max) },
    warriors,
  };
}
