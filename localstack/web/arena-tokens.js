import { iconPath, ICON_SIZE } from "./arena-icons.js";
import { POWER_UPS, seatLook } from "./arena-palette.js";

/**
 * Warriors and power-ups as small pictures, painted once per look and size: text, gradients and
 * paths are too dear to draw anew sixty times a second.
 */

/**
 * Resizing makes new sizes all the time: beyond this many pictures we start over. A hundred players
 * in four sizes are some eight megabytes.
 */
const PICTURES_MAX = 400;

export class TokenPictures {
  /** @type {Map<string, HTMLCanvasElement>} */
  #pictures = new Map();

  /**
   * @param {number} seat
   * @param {string} icon
   * @param {number} radius device pixels
   * @returns {HTMLCanvasElement} the token in the middle, `radius * 1.25` to each side
   */
  warrior(seat, icon, radius) {
    return this.#picture(`${seat} ${icon} ${radius}`, radius, (pen) => {
      const { colour, shape, mark } = seatLook(seat);
      pen.translate(0, radius * 0.1);
      pen.fillStyle = "rgb(0 0 0 / 45%)";
      traceShape(pen, shape, radius * 1.04);
      pen.fill();
      pen.translate(0, -radius * 0.1);
      const light = pen.createLinearGradient(0, -radius, 0, radius);
      light.addColorStop(0, `color-mix(in srgb, ${colour} 78%, white)`);
      light.addColorStop(0.35, colour);
      light.addColorStop(1, `color-mix(in srgb, ${colour} 62%, black)`);
      traceShape(pen, shape, radius);
      pen.fillStyle = light;
      pen.fill();
      pen.lineWidth = Math.max(1, radius * 0.1);
      pen.strokeStyle = "rgb(12 9 20 / 85%)";
      pen.stroke();
      paintMark(pen, mark, shape, radius);
      paintIcon(pen, icon, radius * (shape === "diamond" ? 1.08 : 1.28), "#15101f");
    });
  }

  /**
   * @param {"rage"|"heal"|"shield"|"haste"} kind
   * @param {number} radius device pixels
   * @returns {HTMLCanvasElement} as {@link TokenPictures#warrior}
   */
  powerUp(kind, radius) {
    return this.#picture(`${kind} ${radius}`, radius, (pen) => {
      const colour = POWER_UPS[kind]?.colour ?? "#ffffff";
      const glow = pen.createRadialGradient(0, 0, radius * 0.2, 0, 0, radius * 1.2);
      glow.addColorStop(0, `color-mix(in srgb, ${colour} 60%, transparent)`);
      glow.addColorStop(1, "transparent");
      pen.fillStyle = glow;
      pen.fillRect(-radius * 1.25, -radius * 1.25, radius * 2.5, radius * 2.5);
      pen.beginPath();
      pen.roundRect(-radius * 0.72, -radius * 0.72, radius * 1.44, radius * 1.44, radius * 0.3);
      pen.fillStyle = "#171222";
      pen.fill();
      pen.lineWidth = Math.max(1, radius * 0.13);
      pen.strokeStyle = colour;
      pen.stroke();
      paintIcon(pen, kind, radius * 1.05, colour);
    });
  }

  #picture(
    /** @type {string} */ key,
    /** @type {number} */ radius,
    /** @type {(pen: CanvasRenderingContext2D) => void} */ paint,
  ) {
    let picture = this.#pictures.get(key);
    if (!picture) {
      if (this.#pictures.size >= PICTURES_MAX) {
        this.#pictures.clear();
      }
      picture = document.createElement("canvas");
      picture.width = picture.height = Math.ceil(radius * 2.5);
      const pen = picture.getContext("2d");
      if (pen) {
        pen.translate(picture.width / 2, picture.height / 2);
        paint(pen);
      }
      this.#pictures.set(key, picture);
    }
    return picture;
  }
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {"circle"|"square"|"diamond"|"hexagon"} shape
 * @param {number} radius
 */
export function traceShape(pen, shape, radius) {
  pen.beginPath();
  switch (shape) {
    case "circle":
      pen.arc(0, 0, radius, 0, 2 * Math.PI);
      break;
    case "square":
      pen.roundRect(-radius * 0.88, -radius * 0.88, radius * 1.76, radius * 1.76, radius * 0.3);
      break;
    case "diamond":
      tracePolygon(pen, 4, radius * 1.16, 0);
      break;
    case "hexagon":
      tracePolygon(pen, 6, radius * 1.06, Math.PI / 6);
      break;
  }
}

/** Told apart by where the line is and whether it is broken, never by its colour. */
function paintMark(
  /** @type {CanvasRenderingContext2D} */ pen,
  /** @type {import("./arena-palette.js").MARKS[number]} */ mark,
  /** @type {"circle"|"square"|"diamond"|"hexagon"} */ shape,
  /** @type {number} */ radius,
) {
  if (mark === "none") {
    return;
  }
  pen.save();
  traceShape(pen, shape, radius * 0.8);
  pen.lineWidth = radius * 0.16;
  pen.strokeStyle = pen.fillStyle = "#15101f";
  if (mark === "band") {
    pen.clip();
    pen.fillRect(-radius, radius * 0.45, radius * 2, radius * 0.2);
  } else {
    pen.setLineDash(mark === "dashes" ? [radius * 0.3, radius * 0.3] : []);
    pen.stroke();
  }
  pen.restore();
}

function tracePolygon(
  /** @type {CanvasRenderingContext2D} */ pen,
  /** @type {number} */ corners,
  /** @type {number} */ radius,
  /** @type {number} */ turn,
) {
  for (let corner = 0; corner < corners; corner++) {
    const angle = turn + (corner * 2 * Math.PI) / corners - Math.PI / 2;
    pen.lineTo(Math.cos(angle) * radius, Math.sin(angle) * radius);
  }
  pen.closePath();
}

function paintIcon(
  /** @type {CanvasRenderingContext2D} */ pen,
  /** @type {string} */ icon,
  /** @type {number} */ side,
  /** @type {string} */ colour,
) {
  pen.save();
  pen.scale(side / ICON_SIZE, side / ICON_SIZE);
  pen.translate(-ICON_SIZE / 2, -ICON_SIZE / 2);
  pen.fillStyle = colour;
  pen.fill(iconPath(icon), "evenodd");
  pen.restore();
}
