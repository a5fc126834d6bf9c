import { ArenaCanvas } from "./arena-canvas.js";

/**
 * The arena behind the lobby: a few warriors wander about, with nobody's match behind it.
 */

const FRAME_MS = 33;
const CELLS = 32;
const SUBUNITS = 256;
const WAYS = Object.freeze(
  /** @type {const} */ ({
    n: [0, -1],
    ne: [0.7, -0.7],
    e: [1, 0],
    se: [0.7, 0.7],
    s: [0, 1],
    sw: [-0.7, 0.7],
    w: [-1, 0],
    nw: [-0.7, -0.7],
  }),
);
const ANIMALS = ["fox", "owl", "bear", "wolf", "lion", "hawk", "boar", "stag", "hare", "crow"];
const POWER_UPS = Object.freeze([
  { id: "1", kind: "rage", x: 9, y: 12 },
  { id: "2", kind: "haste", x: 22, y: 9 },
  { id: "3", kind: "shield", x: 19, y: 23 },
  { id: "4", kind: "heal", x: 11, y: 21 },
]);

export class Backdrop {
  #arena;
  #canvas;
  #warriors = Array.from({ length: 14 }, (_, seat) => wanderer(seat));
  #lastMs = 0;
  #request = 0;
  #tick = 0;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.#canvas = canvas;
    this.#arena = new ArenaCanvas(canvas);
  }

  /** Draws on, or stops and hides; calling it again with the same changes nothing. */
  show(/** @type {boolean} */ shown) {
    this.#canvas.hidden = !shown;
    if (shown && this.#request === 0) {
      this.#request = requestAnimationFrame((nowMs) => this.#draw(nowMs));
    } else if (!shown) {
      cancelAnimationFrame(this.#request);
      this.#request = 0;
    }
  }

  #draw(/** @type {number} */ nowMs) {
    this.#request = requestAnimationFrame((later) => this.#draw(later));
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (nowMs - this.#lastMs < (calm ? 1_000 : FRAME_MS)) {
      return;
    }
    const seconds = Math.min(0.1, (nowMs - this.#lastMs) / 1_000);
    this.#lastMs = nowMs;
    this.#tick++;
    if (!calm) {
      for (const warrior of this.#warriors) {
        wander(warrior, seconds);
      }
    }
    this.#arena.calm = calm;
    this.#arena.draw(
      {
        tick: this.#tick,
        phase: "fighting",
        endsAt: 0,
        arena: { cells: CELLS, subunits: SUBUNITS, min: 0, max: CELLS * SUBUNITS, shrink: "none" },
        warriors: this.#warriors,
        powerUps: /** @type {any} */ (POWER_UPS),
      },
      { ownSeat: undefined, selected: new Set(), iconOf: (seat) => ANIMALS[seat % ANIMALS.length] },
      seconds,
    );
  }
}

function wanderer(/** @type {number} */ seat) {
  const angle = (seat / 14) * 2 * Math.PI;
  const reach = 1_400 + (seat % 3) * 800;
  return {
    id: `${seat}-0`,
    seat,
    x: 4_096 + Math.cos(angle) * reach,
    y: 4_096 + Math.sin(angle) * reach,
    direction: /** @type {any} */ (Object.keys(WAYS)[seat % 8]),
    hp: 100 - ((seat * 13) % 60),
    rage: seat === 4 ? 1 : 0,
    haste: seat === 7 ? 1 : 0,
    shield: seat === 10 ? 18 : 0,
    eliminations: 0,
    turnInS: 1 + (seat % 4),
  };
}

function wander(/** @type {any} */ warrior, /** @type {number} */ seconds) {
  warrior.turnInS -= seconds;
  const outside = Math.hypot(warrior.x - 4_096, warrior.y - 4_096) > 3_600;
  if (warrior.turnInS < 0 || outside) {
    warrior.turnInS = 0.8 + Math.random() * 2.5;
    const inward = Math.round(Math.atan2(4_096 - warrior.y, 4_096 - warrior.x) / (Math.PI / 4));
    const compass = ["e", "se", "s", "sw", "w", "nw", "n", "ne"];
    const turn = outside ? inward : Math.floor(Math.random() * 8);
    warrior.direction = compass[(turn + 8) % 8];
  }
  const way = WAYS[/** @type {"n"} */ (warrior.direction)];
  warrior.x += way[0] * seconds * 420;
  warrior.y += way[1] * seconds * 420;
}
