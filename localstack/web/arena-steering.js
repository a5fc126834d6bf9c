/**
 * Which warriors are commanded, and where keys and a stick send them. Pure.
 */

const KEY_WAYS = Object.freeze({
  ArrowUp: "n",
  KeyW: "n",
  ArrowDown: "s",
  KeyS: "s",
  ArrowLeft: "w",
  KeyA: "w",
  ArrowRight: "e",
  KeyD: "e",
});

/** Letting go of a diagonal lifts one finger a little before the other: that is no new way. */
const RELEASE_MS = 90;

const COMPASS = Object.freeze(/** @type {const} */ (["e", "se", "s", "sw", "w", "nw", "n", "ne"]));

/**
 * The way that the pressed keys point, `undefined` for none or for keys that cancel out.
 * @param {ReadonlySet<string>} ways of `n e s w`
 */
export function directionOf(ways) {
  const vertical = ways.has("n") === ways.has("s") ? "" : ways.has("n") ? "n" : "s";
  const horizontal = ways.has("e") === ways.has("w") ? "" : ways.has("e") ? "e" : "w";
  return /** @type {import("./atrium-shapes.js").Direction | undefined} */ (
    vertical + horizontal || undefined
  );
}

/**
 * The way that a stick points.
 * @param {number} x to the right
 * @param {number} y down
 * @param {number} deadRadius nearer to the middle than this is no way
 */
export function directionOfStick(x, y, deadRadius) {
  if (Math.hypot(x, y) < deadRadius) {
    return undefined;
  }
  const eighth = Math.round(Math.atan2(y, x) / (Math.PI / 4));
  return COMPASS[(eighth + 8) % 8];
}

/** Arrow keys and WASD. A way is kept when the keys are let go, as warriors keep theirs. */
export class KeySteering {
  /** @type {Set<string>} codes of keys */
  #pressed = new Set();
  /** @type {{direction: any, dueMs: number} | undefined} */
  #later;
  #last;

  /**
   * @param {string} code `KeyboardEvent.code`
   * @returns {import("./atrium-shapes.js").Direction | undefined} a new way, if it makes one
   */
  press(code) {
    if (!(code in KEY_WAYS) || this.#pressed.has(code)) {
      return undefined;
    }
    this.#pressed.add(code);
    this.#later = undefined;
    return this.#changeTo(this.#direction());
  }

  /**
   * @param {string} code
   * @param {number} nowMs
   */
  release(code, nowMs) {
    if (this.#pressed.delete(code)) {
      const direction = this.#direction();
      this.#later = direction ? { direction, dueMs: nowMs + RELEASE_MS } : undefined;
    }
  }

  /**
   * To be called with every frame.
   * @param {number} nowMs
   * @returns {import("./atrium-shapes.js").Direction | undefined} a new way, if it is time for one
   */
  due(nowMs) {
    if (!this.#later || nowMs < this.#later.dueMs) {
      return undefined;
    }
    const { direction } = this.#later;
    this.#later = undefined;
    return this.#changeTo(direction);
  }

  /** All keys are up, for a window that lost its focus; the next press counts as new. */
  clear() {
    this.#pressed.clear();
    this.#later = undefined;
    this.#last = undefined;
  }

  #direction() {
    return directionOf(
      new Set([...this.#pressed].map((code) => KEY_WAYS[/** @type {"KeyW"} */ (code)])),
    );
  }

  #changeTo(/** @type {any} */ direction) {
    if (!direction || (direction === this.#last && this.#pressed.size > 1)) {
      return undefined;
    }
    this.#last = direction;
    return direction;
  }
}

/** Whom commands go to: one own warrior, or all of them. */
export class Selection {
  /** @type {string[]} living own warriors, in order */
  #own = [];
  /** @type {string | "all"} */
  #chosen = "all";

  /** @returns {readonly string[]} */
  get own() {
    return this.#own;
  }

  get isAll() {
    return this.#chosen === "all";
  }

  /** @returns {ReadonlySet<string>} */
  get selected() {
    return new Set(this.isAll ? this.#own : [this.#chosen]);
  }

  /** Learns who lives; a chosen one that fell hands over to all. */
  update(/** @type {string[]} */ living) {
    this.#own = living;
    if (!this.isAll && !living.includes(this.#chosen)) {
      this.#chosen = "all";
    }
  }

  choose(/** @type {string} */ warriorId) {
    if (this.#own.includes(warriorId)) {
      this.#chosen = warriorId;
    }
  }

  chooseAll() {
    this.#chosen = "all";
  }

  /** The next one; after the last, all. */
  next() {
    const index = this.isAll ? 0 : this.#own.indexOf(this.#chosen) + 1;
    this.#chosen = this.#own[index] ?? "all";
  }
}
