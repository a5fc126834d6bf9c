/**
 * Where the field stands on the canvas: a square of it fits into the view, and follows the living
 * field softly as it shrinks, but leaves none of the onlooker's own warriors out of sight. World
 * units are subunits, screen units CSS pixels.
 */
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
   */
  follow(arena, view, seconds, own = []) {
    const centre = (arena.min + arena.max) / 2;
    const reach = Math.max(
      (arena.max - arena.min) / 2,
      ...own.map(({ x, y }) => Math.max(Math.abs(x - centre), Math.abs(y - centre))),
    );
    const scale = Math.min(view.width, view.height) / (2 * (reach + arena.subunits * 1.25));
    // Near enough is there: a camera that stands still is cheap to draw for.
    const near = Math.abs(scale / this.scale - 1) < 0.002 && Math.abs(centre - this.centreX) < 4;
    const share = this.scale === 0 || near ? 1 : 1 - Math.exp(-seconds * 3);
    this.scale += (scale - this.scale) * share;
    this.centreX += (centre - this.centreX) * share;
    this.centreY += (centre - this.centreY) * share;
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
