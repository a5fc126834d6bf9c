import { between } from "./arena-views.js";
import { fromBase64 } from "./atrium-journal.js";
import { CompactViews } from "./atrium-v1.js";

/**
 * A match that is over, as far as its pages have come: what is to be seen at each tick. Pure.
 *
 * @typedef {import("./atrium-shapes.js").View} View
 * @typedef {import("./atrium-shapes.js").RoomEvent} RoomEvent
 */

export class ReplayTape {
  /** @type {View[]} rising ticks */
  #views = [];
  /** @type {RoomEvent[]} rising ticks */
  #events = [];
  #page;

  /** @param {import("./atrium-shapes.js").ViewsPage} page the first one */
  constructor(page) {
    this.#page = page;
    this.add(page);
  }

  /**
   * The page after the last one.
   * @param {import("./atrium-shapes.js").ViewsPage} page
   * @throws {import("./atrium-v1.js").CompactFormatError | import("./atrium-journal.js").JournalFormatError}
   *     if it cannot be read
   */
  add(page) {
    const { roomId: room, game, tickRate } = this.#page;
    // Each page begins with a keyframe.
    const reader = new CompactViews({ room, game, msPerTick: 1_000 / tickRate });
    // All of it or nothing: a page that is torn may come again.
    const messages = page.frames.flatMap((frame) => [...reader.read(fromBase64(frame))]);
    for (const message of messages) {
      if (message.type === "state") {
        this.#views.push(message);
      } else {
        this.#events.push(message);
      }
    }
  }

  /** Its id. */
  get game() {
    return this.#page.game;
  }

  /** Ticks of the whole match. */
  get ticks() {
    return this.#page.ticks;
  }

  /** Ticks in a second. */
  get tickRate() {
    return this.#page.tickRate;
  }

  /** The last tick that has come. */
  get loadedTick() {
    return this.#views.at(-1)?.tick ?? 0;
  }

  /** @returns {import("./atrium-shapes.js").Player[]} */
  get players() {
    return this.#page.players.map((player) => ({ ...player, presence: "here" }));
  }

  /** Wall time of a tick in milliseconds, as if the match had been played at speed 1. */
  wallMs(/** @type {number} */ tick) {
    return this.#page.startedAt + (tick * 1_000) / this.tickRate;
  }

  /** When warriors fell, as far as it has come. */
  get falls() {
    return this.#events.filter(({ type }) => type === "warrior-eliminated").map(({ tick }) => tick);
  }

  /**
   * The picture at a tick, or at the nearest that has come.
   * @returns {import("./arena-views.js").Frame | undefined} undefined if nothing has
   */
  frameAt(/** @type {number} */ tick) {
    const index = Math.max(0, this.#viewsUntil(tick) - 1);
    const earlier = this.#views[index];
    if (!earlier) {
      return undefined;
    }
    const later = this.#views[index + 1] ?? earlier;
    const span = later.tick - earlier.tick;
    const share = span > 0 ? Math.max(0, Math.min(1, (tick - earlier.tick) / span)) : 0;
    return between(earlier, later, share);
  }

  /**
   * What lies after one tick, up to another.
   * @param {number} after excluded; -1 for all from the beginning
   * @param {number} until included
   * @returns {{views: View[], events: RoomEvent[]}}
   */
  passed(after, until) {
    const views = this.#views.slice(this.#viewsUntil(after), this.#viewsUntil(until));
    const events = this.#events.filter(({ tick }) => tick > after && tick <= until);
    return { views, events };
  }

  /** How many views there are up to a tick. */
  #viewsUntil(/** @type {number} */ tick) {
    let low = 0;
    let high = this.#views.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#views[middle].tick <= tick) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

/** How fast it may run: seconds of the match in a second. */
export const SPEEDS = Object.freeze([1, 2, 4]);

/** Where a replay stands, and whether it runs. Pure: time is an argument. */
export class ReplayHead {
  #tick = 0;
  #lastMs = NaN;
  playing = true;
  speed = 1;

  get tick() {
    return this.#tick;
  }

  /**
   * Moves on.
   * @param {number} nowMs
   * @param {{tickRate: number, loadedTick: number, ticks: number}} tape
   */
  advance(nowMs, { tickRate, loadedTick, ticks }) {
    const elapsedMs = Number.isNaN(this.#lastMs) ? 0 : Math.max(0, nowMs - this.#lastMs);
    this.#lastMs = nowMs;
    if (this.playing) {
      // What has not come yet is waited for.
      const next = this.#tick + (elapsedMs / 1_000) * tickRate * this.speed;
      this.#tick = Math.max(this.#tick, Math.min(next, loadedTick));
      this.playing = this.#tick < ticks;
    }
  }

  /** Goes to a tick of the match; what has not come there yet is waited for. */
  seek(/** @type {number} */ tick, /** @type {number} */ ticks) {
    this.#tick = Math.max(0, Math.min(tick, ticks));
  }

  /** Plays or pauses; at the end it begins anew. */
  toggle(/** @type {number} */ ticks) {
    if (!this.playing && this.#tick >= ticks) {
      this.#tick = 0;
    }
    this.playing = !this.playing;
  }
}
