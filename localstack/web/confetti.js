/**
 * Paper that falls over the page for some seconds; drawn on one canvas that takes no clicks. The
 * fall itself is pure.
 */

const COLOURS = Object.freeze(["#ffd98a", "#e9b65c", "#ff6a4d", "#53e0a1", "#7cc4ff", "#f3ecdd"]);
const PIECES = 160;
const FALL_MS = 4_500;
/** In heights of the page a second, and a second squared. */
const GRAVITY = 0.55;
const FRAME_MS_MAX = 50;

/**
 * @typedef {object} Piece places in widths and heights of the page
 * @property {number} x
 * @property {number} y
 * @property {number} speedX
 * @property {number} speedY
 * @property {number} turn
 * @property {number} turnSpeed
 * @property {string} colour
 */

/**
 * Pieces thrown up from both lower corners.
 * @param {() => number} random in [0, 1)
 * @returns {Piece[]}
 */
export function thrown(random) {
  return Array.from({ length: PIECES }, (_, index) => {
    const fromLeft = index % 2 === 0;
    const outwards = 0.12 + 0.5 * random();
    return {
      x: fromLeft ? -0.02 : 1.02,
      y: 0.85 + 0.15 * random(),
      speedX: fromLeft ? outwards : -outwards,
      speedY: -(0.55 + 0.55 * random()),
      turn: random() * Math.PI,
      turnSpeed: (random() - 0.5) * 14,
      colour: COLOURS[index % COLOURS.length],
    };
  });
}

/**
 * @param {Piece} piece
 * @param {number} seconds
 * @returns {Piece} where it is by then
 */
export function fallen(piece, seconds) {
  return {
    ...piece,
    x: piece.x + piece.speedX * seconds,
    y: piece.y + piece.speedY * seconds + (GRAVITY * seconds * seconds) / 2,
    speedX: piece.speedX * 0.5 ** (seconds / 1.6),
    speedY: piece.speedY + GRAVITY * seconds,
    turn: piece.turn + piece.turnSpeed * seconds,
  };
}

/** Throws it while it is switched on and nobody has asked for less motion. */
export class Confetti {
  #canvas;
  #request = 0;
  on;

  /**
   * @param {HTMLCanvasElement} canvas that covers the page
   * @param {boolean} on
   */
  constructor(canvas, on) {
    this.#canvas = canvas;
    this.on = on;
  }

  throw() {
    if (!this.on || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      return;
    }
    this.stop();
    const canvas = this.#canvas;
    canvas.hidden = false;
    canvas.width = canvas.clientWidth;
    canvas.height = canvas.clientHeight;
    let pieces = thrown(Math.random);
    let lastMs = performance.now();
    const endMs = lastMs + FALL_MS;
    const draw = (/** @type {number} */ nowMs) => {
      if (nowMs >= endMs || !this.on) {
        this.stop();
        return;
      }
      const seconds = Math.min(FRAME_MS_MAX, Math.max(0, nowMs - lastMs)) / 1_000;
      lastMs = nowMs;
      pieces = pieces.map((piece) => fallen(piece, seconds));
      paint(canvas, pieces);
      this.#request = requestAnimationFrame(draw);
    };
    this.#request = requestAnimationFrame(draw);
  }

  stop() {
    cancelAnimationFrame(this.#request);
    this.#canvas.hidden = true;
  }
}

function paint(/** @type {HTMLCanvasElement} */ canvas, /** @type {Piece[]} */ pieces) {
  const context = canvas.getContext("2d");
  if (!context) {
    return;
  }
  const { width, height } = canvas;
  const side = Math.max(6, Math.min(width, height) / 60);
  context.clearRect(0, 0, width, height);
  for (const { x, y, turn, colour } of pieces) {
    context.save();
    context.translate(x * width, y * height);
    context.rotate(turn);
    context.scale(1, Math.cos(turn * 2));
    context.fillStyle = colour;
    context.fillRect(-side / 2, -side / 3, side, (side * 2) / 3);
    context.restore();
  }
}
