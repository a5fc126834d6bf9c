/**
 * Where the field stands on the canvas: a square of it fits into the view. It follows the living
 * field softly as it shrinks, but leaves none of the onlooker's own warriors out of sight; a field
 * too large for the view is shown round them; and who only watches may follow a player. World units
 * are subunits, screen units CSS pixels.
 */

/** Smaller cells than this are too small to play on: then not all of the field is shown. */
const CELL_PX_MIN = 9;
/** Beside those who are followed so many cells are seen. */
const FOLLOWED_CELLS = 7;
const RIM_CELLS = 1.25;

/** @typedef {{x: number, y: number, reach: number}} Square `reach`: half of its side */

export class Camera {
  /** Pixels per subunit. */
  scale = 0;
  /** Subunits at the middle of the view. */
  centreX = 0;
  centreY = 0;
  #screenX = 0;
  #screenY = 0;

  /**
   * @param {{min: number, max: number, subunits: number}} arena
   * @param {{width: number, height: number}} view in CSS pixels
   * @param {number} seconds since the last call; Infinity to be there at once
   * @param {readonly {x: number, y: number}[]} own to be kept in sight
   * @param {readonly {x: number, y: number}[]} followed to be looked at from near; mostly empty
   */
  follow(arena, view, seconds, own = [], followed = []) {
    const side = Math.min(view.width, view.height);
    const { x, y, reach } = seen(arena, side, own, followed);
    const scale = side / (2 * (reach + arena.subunits * RIM_CELLS));
    // Near enough is there: a camera that stands still is cheap to draw for.
    const near =
      Math.abs(scale / this.scale - 1) < 0.002 &&
      Math.abs(x - this.centreX) < 4 &&
      Math.abs(y - this.centreY) < 4;
    const share = this.scale === 0 || near ? 1 : 1 - Math.exp(-seconds * 3);
    this.scale += (scale - this.scale) * share;
    this.centreX += (x - this.centreX) * share;
    this.centreY += (y - this.centreY) * share;
    this.#screenX = view.width / 2;
    this.#screenY = view.height / 2;
  }

  /** @param {number} x subunits @returns {number} pixels */
  x(x) {
    return (x - this.centreX) * this.scale + this.#screenX;
  }

  /** @param {number} y subunits @returns {number} pixels */
  y(y) {
    return (y - this.centreY) * this.scale + this.#screenY;
  }

  /**
   * @param {number} left pixels
   * @param {number} top pixels
   * @returns {{x: number, y: number}} subunits
   */
  toWorld(left, top) {
    return {
      x: (left - this.#screenX) / this.scale + this.centreX,
      y: (top - this.#screenY) / this.scale + this.centreY,
    };
  }
}

/** @returns {Square} */
function seen(
  /** @type {{min: number, max: number, subunits: number}} */ arena,
  /** @type {number} */ side,
  /** @type {readonly {x: number, y: number}[]} */ own,
  /** @type {readonly {x: number, y: number}[]} */ followed,
) {
  const centre = (arena.min + arena.max) / 2;
  const half = (arena.max - arena.min) / 2;
  const reach = Math.max(
    half,
    ...own.map(({ x, y }) => Math.max(Math.abs(x - centre), Math.abs(y - centre))),
  );
  const whole = { x: centre, y: centre, reach };
  const cell = arena.subunits;
  if (followed.length > 0) {
    return within(round(followed, FOLLOWED_CELLS * cell), whole);
  }
  const largest = (side / (2 * CELL_PX_MIN) - RIM_CELLS) * cell;
  if (own.length > 0 && reach > largest) {
    const square = round(own, 2 * cell);
    return within({ ...square, reach: Math.max(square.reach, largest) }, whole);
  }
  return whole;
}

/** @returns {Square} that has all of them in it, and so much beside them */
function round(
  /** @type {readonly {x: number, y: number}[]} */ places,
  /** @type {number} */ beside,
) {
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [north, south] = [Math.min(...ys), Math.max(...ys)];
  return {
    x: (west + east) / 2,
    y: (north + south) / 2,
    reach: Math.max(east - west, south - north) / 2 + beside,
  };
}

/** The square, moved to where it shows no more than it must of what lies outside of the other. */
function within(/** @type {Square} */ square, /** @type {Square} */ outer) {
  const reach = Math.min(square.reach, outer.reach);
  const free = outer.reach - reach;
  const held = (/** @type {number} */ at, /** @type {number} */ middle) =>
    Math.min(middle + free, Math.max(middle - free, at));
  return { x: held(square.x, outer.x), y: held(square.y, outer.y), reach };
}
