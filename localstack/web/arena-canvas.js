import { drawHaste, drawRage, drawShield } from "./arena-auras.js";
import { Camera } from "./arena-camera.js";
import { ArenaEffects } from "./arena-effects.js";
import { ArenaGround } from "./arena-ground.js";
import { drawMood } from "./arena-mood.js";
import { hpColour, seatLook } from "./arena-palette.js";
import { TokenPictures } from "./arena-tokens.js";

/** More pixels than twice the CSS ones cost time and show nothing. */
const PIXEL_RATIO_MAX = 2;
const WARRIOR_RADIUS_SUBUNITS = 165;
const WARRIOR_RADIUS_PX_MIN = 8.5;

const HEADINGS = Object.freeze({
  n: -90,
  ne: -45,
  e: 0,
  se: 45,
  s: 90,
  sw: 135,
  w: 180,
  nw: -135,
});

/**
 * @typedef {import("./arena-views.js").Frame} Frame
 * @typedef {object} Onlooker
 * @property {number | undefined} ownSeat
 * @property {number | undefined} followedSeat who only watches, and whom
 * @property {string | undefined} mood the kind of special event that is on
 * @property {ReadonlySet<string>} selected
 * @property {(seat: number) => string} iconOf
 */

/** Draws frames of the arena; knows nothing of sockets and keys. */
export class ArenaCanvas {
  #canvas;
  #pen;
  #camera = new Camera();
  #pictures = new TokenPictures();
  #ground = new ArenaGround();
  #view = { width: 0, height: 0 };
  #ratio = 1;
  #timeS = 0;
  /** @type {Map<string, {heading: number, hurtS: number, shownHp: number}>} */
  #looks = new Map();
  effects = new ArenaEffects();
  /** No pulsing, bobbing and bursting, and a camera that does not glide. */
  calm = false;
  /** How many warriors the last frame showed. */
  warriorsDrawn = 0;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.#canvas = canvas;
    const pen = canvas.getContext("2d", { alpha: false });
    if (!pen) {
      throw new Error("this browser gives no 2D canvas");
    }
    this.#pen = pen;
  }

  get camera() {
    return this.#camera;
  }

  /** Shows a warrior flinching. */
  hurt(/** @type {string} */ warriorId) {
    const look = this.#looks.get(warriorId);
    if (look) {
      look.hurtS = 0.22;
    }
  }

  /** The picture of a warrior, for the moment after it fell. */
  pictureOf(/** @type {number} */ seat, /** @type {string} */ icon) {
    return this.#pictures.warrior(seat, icon, this.#deviceRadius());
  }

  /**
   * @param {Frame} frame
   * @param {Onlooker} onlooker
   * @param {number} seconds since the last frame
   */
  draw(frame, onlooker, seconds) {
    this.#fitToElement();
    if (this.#view.width === 0) {
      return;
    }
    this.#timeS += seconds;
    this.effects.calm = this.calm;
    const own = frame.warriors.filter((warrior) => warrior.seat === onlooker.ownSeat);
    const followed = frame.warriors.filter(({ seat }) => seat === onlooker.followedSeat);
    const glideS = this.calm ? Infinity : seconds;
    this.#camera.follow(frame.arena, this.#view, glideS, own, followed);
    const pen = this.#pen;
    pen.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    this.#ground.draw(pen, frame.arena, this.#camera, this.#view, this.#ratio);
    if (onlooker.mood) {
      const place = { arena: frame.arena, camera: this.#camera, view: this.#view };
      drawMood(pen, onlooker.mood, place, this.#motion);
    }
    this.#ground.drawBorder(pen, frame.arena, this.#camera, this.#view, this.#motion);
    for (const powerUp of frame.powerUps) {
      this.#drawPowerUp(powerUp, frame.arena.subunits);
    }
    // Own warriors last: nobody may cover them.
    const ordered = [...frame.warriors].sort(
      (one, other) =>
        Number(one.seat === onlooker.ownSeat) - Number(other.seat === onlooker.ownSeat) ||
        one.y - other.y,
    );
    for (const warrior of ordered) {
      this.#drawWarrior(warrior, onlooker, seconds);
    }
    this.warriorsDrawn = ordered.length;
    this.effects.draw(pen, this.#camera, seconds);
    this.#forgetLooks(frame);
  }

  get #motion() {
    return { timeS: this.#timeS, calm: this.calm };
  }

  #fitToElement() {
    const width = this.#canvas.clientWidth;
    const height = this.#canvas.clientHeight;
    const ratio = Math.min(PIXEL_RATIO_MAX, globalThis.devicePixelRatio || 1);
    if (width !== this.#view.width || height !== this.#view.height || ratio !== this.#ratio) {
      this.#view = { width, height };
      this.#ratio = ratio;
      this.#canvas.width = Math.round(width * ratio);
      this.#canvas.height = Math.round(height * ratio);
      this.#camera.scale = 0;
    }
  }

  #radius() {
    return Math.max(WARRIOR_RADIUS_PX_MIN, WARRIOR_RADIUS_SUBUNITS * this.#camera.scale);
  }

  /** In steps, so that a gliding camera does not ask for a new picture with every frame. */
  #deviceRadius() {
    return Math.ceil((this.#radius() * this.#ratio) / 4) * 4;
  }

  #drawPowerUp(
    /** @type {import("./atrium-shapes.js").PowerUp} */ powerUp,
    /** @type {number} */ subunits,
  ) {
    const bob = this.calm ? 0 : Math.sin(this.#timeS * 3 + powerUp.x * 1.7 + powerUp.y) * 22;
    const left = this.#camera.x((powerUp.x + 0.5) * subunits);
    const top = this.#camera.y((powerUp.y + 0.5) * subunits + bob);
    const radius = Math.max(9, 190 * this.#camera.scale);
    const picture = this.#pictures.powerUp(powerUp.kind, Math.ceil((radius * this.#ratio) / 4) * 4);
    this.#pen.drawImage(
      picture,
      left - radius * 1.25,
      top - radius * 1.25,
      radius * 2.5,
      radius * 2.5,
    );
  }

  #drawWarrior(
    /** @type {import("./atrium-shapes.js").Warrior} */ warrior,
    /** @type {Onlooker} */ onlooker,
    /** @type {number} */ seconds,
  ) {
    const pen = this.#pen;
    const look = this.#lookOf(warrior, seconds);
    const radius = this.#radius();
    const own = warrior.seat === onlooker.ownSeat;
    const { colour } = seatLook(warrior.seat);
    pen.save();
    pen.translate(this.#camera.x(warrior.x), this.#camera.y(warrior.y));
    if (own) {
      this.#drawOwnRing(radius, onlooker.selected.has(warrior.id));
    } else if (warrior.seat === onlooker.followedSeat) {
      this.#drawFollowedRing(radius);
    }
    if (warrior.haste > 0) {
      const way = { heading: look.heading, walks: warrior.direction !== "stop" };
      drawHaste(pen, radius, this.#motion, way);
    }
    if (warrior.rage > 0) {
      drawRage(pen, radius, this.#motion);
    }
    if (warrior.direction !== "stop") {
      pen.save();
      pen.rotate(look.heading);
      pen.fillStyle = colour;
      pen.beginPath();
      pen.moveTo(radius * 1.62, 0);
      pen.lineTo(radius * 1.12, -radius * 0.42);
      pen.lineTo(radius * 1.12, radius * 0.42);
      pen.closePath();
      pen.fill();
      pen.restore();
    }
    const icon = onlooker.iconOf(warrior.seat);
    const picture = this.#pictures.warrior(warrior.seat, icon, this.#deviceRadius());
    pen.drawImage(picture, -radius * 1.25, -radius * 1.25, radius * 2.5, radius * 2.5);
    if (look.hurtS > 0) {
      pen.fillStyle = `rgb(255 255 255 / ${Math.round((look.hurtS / 0.22) * 42)}%)`;
      pen.beginPath();
      pen.arc(0, 0, radius * 0.95, 0, 2 * Math.PI);
      pen.fill();
    }
    if (warrior.shield > 0) {
      drawShield(pen, radius, warrior.shield);
    }
    this.#drawHp(radius, warrior.hp, look.shownHp, own);
    if (own) {
      this.#drawNumber(radius, warrior.id);
    }
    pen.restore();
  }

  #lookOf(
    /** @type {import("./atrium-shapes.js").Warrior} */ warrior,
    /** @type {number} */ seconds,
  ) {
    const degrees = HEADINGS[/** @type {"n"} */ (warrior.direction)];
    const wanted = degrees === undefined ? undefined : (degrees * Math.PI) / 180;
    let look = this.#looks.get(warrior.id);
    if (!look) {
      look = { heading: wanted ?? 0, hurtS: 0, shownHp: warrior.hp };
      this.#looks.set(warrior.id, look);
    }
    if (wanted !== undefined) {
      const turn = Math.atan2(Math.sin(wanted - look.heading), Math.cos(wanted - look.heading));
      look.heading += turn * (1 - Math.exp(-seconds * 16));
    }
    look.hurtS = Math.max(0, look.hurtS - seconds);
    look.shownHp =
      look.shownHp < warrior.hp ? warrior.hp : Math.max(warrior.hp, look.shownHp - seconds * 28);
    return look;
  }

  #drawOwnRing(/** @type {number} */ radius, /** @type {boolean} */ selected) {
    const pen = this.#pen;
    pen.fillStyle = selected ? "rgb(255 214 120 / 24%)" : "rgb(255 214 120 / 10%)";
    pen.beginPath();
    pen.arc(0, 0, radius * 1.75, 0, 2 * Math.PI);
    pen.fill();
    pen.strokeStyle = "#ffd678";
    pen.lineWidth = selected ? 2.5 : 1.25;
    if (selected) {
      pen.save();
      pen.rotate(this.calm ? 0 : this.#timeS * 1.2);
      for (let arc = 0; arc < 4; arc++) {
        pen.beginPath();
        pen.arc(0, 0, radius * 1.75, (arc * Math.PI) / 2 + 0.25, ((arc + 1) * Math.PI) / 2 - 0.25);
        pen.stroke();
      }
      pen.restore();
    } else {
      pen.stroke();
    }
  }

  #drawFollowedRing(/** @type {number} */ radius) {
    const pen = this.#pen;
    pen.save();
    pen.strokeStyle = "#fff3d6";
    pen.lineWidth = 2;
    pen.setLineDash([4, 5]);
    pen.beginPath();
    pen.arc(0, 0, radius * 1.75, 0, 2 * Math.PI);
    pen.stroke();
    pen.restore();
  }

  #drawHp(
    /** @type {number} */ radius,
    /** @type {number} */ hp,
    /** @type {number} */ shownHp,
    /** @type {boolean} */ own,
  ) {
    const pen = this.#pen;
    const width = Math.max(20, radius * 2.3);
    const height = Math.max(own ? 4.5 : 3.5, radius * 0.24);
    const top = -radius * (own ? 1.75 : 1.3) - height - 3;
    pen.fillStyle = "rgb(8 6 14 / 88%)";
    pen.fillRect(-width / 2 - 1, top - 1, width + 2, height + 2);
    pen.fillStyle = "#fff3d6";
    pen.fillRect(-width / 2, top, (width * Math.min(100, shownHp)) / 100, height);
    pen.fillStyle = hpColour(hp);
    pen.fillRect(-width / 2, top, (width * Math.min(100, hp)) / 100, height);
  }

  #drawNumber(/** @type {number} */ radius, /** @type {string} */ warriorId) {
    const pen = this.#pen;
    const number = Number(warriorId.split("-").at(-1)) + 1;
    if (Number.isInteger(number)) {
      pen.fillStyle = "#ffd678";
      pen.beginPath();
      pen.arc(radius * 1.1, radius * 1.1, Math.max(6.5, radius * 0.48), 0, 2 * Math.PI);
      pen.fill();
      pen.fillStyle = "#1a1325";
      const px = Math.max(10, radius * 0.72);
      pen.font = `800 ${px}px ui-sans-serif, "Helvetica Neue", "Liberation Sans", sans-serif`;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.fillText(String(number), radius * 1.1, radius * 1.1 + px * 0.05);
    }
  }

  #forgetLooks(/** @type {Frame} */ frame) {
    if (this.#looks.size > frame.warriors.length) {
      const living = new Set(frame.warriors.map((warrior) => warrior.id));
      for (const id of this.#looks.keys()) {
        if (!living.has(id)) {
          this.#looks.delete(id);
        }
      }
    }
  }
}
