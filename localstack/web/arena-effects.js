import { POWER_UPS } from "./arena-palette.js";

/**
 * What flies and fades: damage numbers, shards of the fallen, rings of collected power-ups. Lives
 * in world units, so that it stays in place while the camera moves.
 */

const EFFECTS_MAX = 260;

/**
 * @typedef {object} Effect
 * @property {"number"|"shard"|"ring"|"ghost"} kind
 * @property {number} x subunits
 * @property {number} y subunits
 * @property {number} ageS
 * @property {number} lifeS
 * @property {string} colour
 * @property {string} [text]
 * @property {boolean} [strong]
 * @property {number} [speedX] subunits per second
 * @property {number} [speedY]
 * @property {number} [size] radius in subunits
 * @property {HTMLCanvasElement} [picture]
 */

export class ArenaEffects {
  /** @type {Effect[]} */
  #effects = [];
  /** Without motion numbers stay where they are, and nothing bursts. */
  calm = false;

  /** A number over a warrior that lost (or gained) hp. */
  hpChanged(
    /** @type {{x: number, y: number}} */ at,
    /** @type {number} */ change,
    /** @type {boolean} */ own,
  ) {
    this.#add({
      kind: "number",
      ...at,
      ageS: 0,
      lifeS: 0.9,
      text: change > 0 ? `+${change}` : String(-change),
      colour: change > 0 ? POWER_UPS.heal.colour : own ? "#ff7b6b" : "#ffffff",
      strong: own && Math.abs(change) > 3,
      // What nibbles at everyone is written smaller than what struck one.
      size: Math.abs(change) > 3 ? (own ? 240 : 190) : 120,
      speedX: this.calm ? 0 : (Math.random() - 0.5) * 220,
      speedY: this.calm ? 0 : -520,
    });
  }

  /** A warrior fell. */
  fell(
    /** @type {{x: number, y: number}} */ at,
    /** @type {string} */ colour,
    /** @type {HTMLCanvasElement | undefined} */ picture,
  ) {
    this.#add({ kind: "ghost", ...at, ageS: 0, lifeS: 0.55, colour, picture, size: 180 });
    this.#add({ kind: "ring", ...at, ageS: 0, lifeS: 0.7, colour, size: 720 });
    for (let shard = 0; shard < (this.calm ? 0 : 18); shard++) {
      const angle = Math.random() * 2 * Math.PI;
      const speed = 300 + Math.random() * 1_000;
      this.#add({
        kind: "shard",
        ...at,
        ageS: 0,
        lifeS: 0.5 + Math.random() * 0.5,
        colour: shard % 3 === 0 ? "#fff3d6" : colour,
        speedX: Math.cos(angle) * speed,
        speedY: Math.sin(angle) * speed,
        size: 30 + Math.random() * 45,
      });
    }
  }

  /** A power-up was taken. */
  collected(/** @type {{x: number, y: number}} */ at, /** @type {string} */ kind) {
    const colour = POWER_UPS[/** @type {"rage"} */ (kind)]?.colour ?? "#ffffff";
    this.#add({ kind: "ring", ...at, ageS: 0, lifeS: 0.5, colour, size: 480 });
  }

  clear() {
    this.#effects = [];
  }

  /**
   * @param {CanvasRenderingContext2D} pen in CSS pixels
   * @param {import("./arena-camera.js").Camera} camera
   * @param {number} seconds since the last frame
   */
  draw(pen, camera, seconds) {
    this.#effects = this.#effects.filter((effect) => (effect.ageS += seconds) < effect.lifeS);
    for (const effect of this.#effects) {
      const drag = Math.exp(-seconds * 3);
      effect.x += (effect.speedX ?? 0) * seconds;
      effect.y += (effect.speedY ?? 0) * seconds;
      effect.speedX = (effect.speedX ?? 0) * drag;
      effect.speedY = (effect.speedY ?? 0) * drag;
      this.#drawOne(pen, camera, effect);
    }
    pen.globalAlpha = 1;
  }

  #drawOne(
    /** @type {CanvasRenderingContext2D} */ pen,
    /** @type {import("./arena-camera.js").Camera} */ camera,
    /** @type {Effect} */ effect,
  ) {
    const age = effect.ageS / effect.lifeS;
    const left = camera.x(effect.x);
    const top = camera.y(effect.y);
    const size = (effect.size ?? 0) * camera.scale;
    switch (effect.kind) {
      case "number": {
        pen.globalAlpha = Math.min(1, 2.2 * (1 - age));
        const px = Math.max(effect.strong ? 14 : 10, (effect.size ?? 0) * camera.scale);
        pen.font = `800 ${px}px ui-sans-serif, "Helvetica Neue", "Liberation Sans", sans-serif`;
        pen.textAlign = "center";
        pen.textBaseline = "middle";
        pen.lineWidth = 3;
        pen.lineJoin = "round";
        pen.strokeStyle = "rgb(12 9 20 / 85%)";
        pen.strokeText(effect.text ?? "", left, top - 200 * camera.scale);
        pen.fillStyle = effect.colour;
        pen.fillText(effect.text ?? "", left, top - 200 * camera.scale);
        break;
      }
      case "shard":
        pen.globalAlpha = 1 - age;
        pen.fillStyle = effect.colour;
        pen.fillRect(left - size / 2, top - size / 2, size, size);
        break;
      case "ring":
        pen.globalAlpha = 0.8 * (1 - age);
        pen.strokeStyle = effect.colour;
        pen.lineWidth = 1 + 3 * (1 - age);
        pen.beginPath();
        pen.arc(left, top, Math.max(1, size * Math.sqrt(age)), 0, 2 * Math.PI);
        pen.stroke();
        break;
      case "ghost":
        if (effect.picture) {
          const side = 2.5 * size * (this.calm ? 1 : 1 + age * 0.9);
          pen.globalAlpha = 1 - age;
          pen.drawImage(effect.picture, left - side / 2, top - side / 2, side, side);
        }
        break;
    }
  }

  #add(/** @type {Effect} */ effect) {
    this.#effects.push(effect);
    if (this.#effects.length > EFFECTS_MAX) {
      this.#effects.shift();
    }
  }
}
