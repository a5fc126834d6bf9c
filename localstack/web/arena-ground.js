import { paintFloor } from "./arena-floor.js";

/**
 * What lies under the warriors: dusk, floor, the border of the living field and the embers outside
 * of it. While the camera stands still, dusk and floor are one picture that is only copied.
 *
 * @typedef {import("./atrium-shapes.js").Arena} Arena
 * @typedef {import("./arena-camera.js").Camera} Camera
 * @typedef {{width: number, height: number}} View in CSS pixels
 */

const HATCH_PX = 18;

export class ArenaGround {
  /** @type {{image: HTMLCanvasElement, rimCells: number} | undefined} */
  #floor;
  #floorCells = 0;
  #still = document.createElement("canvas");
  #stillKey = "";
  /** Where the camera was in the frame before: while it moves, nothing is kept. */
  #lastKey = "";
  #dusk = document.createElement("canvas");
  #duskKey = "";
  /** @type {CanvasPattern | null | undefined} */
  #hatching;

  /**
   * @param {CanvasRenderingContext2D} pen in CSS pixels
   * @param {Arena} arena
   * @param {Camera} camera
   * @param {View} view
   * @param {number} ratio device pixels to a CSS pixel
   */
  draw(pen, arena, camera, view, ratio) {
    if (!this.#floor || this.#floorCells !== arena.cells) {
      this.#floor = paintFloor(arena.cells);
      this.#floorCells = arena.cells;
      this.#stillKey = "";
      this.#lastKey = "";
    }
    const where = `${camera.scale} ${camera.centreX} ${camera.centreY}`;
    const key = `${view.width} ${view.height} ${ratio} ${where}`;
    const moves = key !== this.#lastKey;
    this.#lastKey = key;
    if (moves) {
      this.#paint(pen, this.#floor, arena, camera, view, ratio);
      return;
    }
    if (key !== this.#stillKey) {
      this.#stillKey = key;
      const stillPen = sized(this.#still, view, ratio);
      if (stillPen) {
        // Finer than what is painted with every frame: that would take longer than a frame has.
        stillPen.imageSmoothingQuality = "medium";
        this.#paint(stillPen, this.#floor, arena, camera, view, ratio);
      }
    }
    pen.drawImage(this.#still, 0, 0, view.width, view.height);
  }

  /** Dusk, which is the same wherever the camera is, and what is seen of the floor. */
  #paint(
    /** @type {CanvasRenderingContext2D} */ pen,
    /** @type {{image: HTMLCanvasElement, rimCells: number}} */ floor,
    /** @type {Arena} */ arena,
    /** @type {Camera} */ camera,
    /** @type {View} */ view,
    /** @type {number} */ ratio,
  ) {
    const duskKey = `${view.width} ${view.height} ${ratio}`;
    if (duskKey !== this.#duskKey) {
      this.#duskKey = duskKey;
      const duskPen = sized(this.#dusk, view, ratio);
      if (duskPen) {
        paintDusk(duskPen, view);
      }
    }
    pen.drawImage(this.#dusk, 0, 0, view.width, view.height);
    copySeen(pen, floor, arena, camera, view);
  }

  /**
   * @param {CanvasRenderingContext2D} pen in CSS pixels
   * @param {Arena} arena
   * @param {Camera} camera
   * @param {View} view
   * @param {{timeS: number, calm: boolean}} motion
   */
  drawBorder(pen, arena, camera, view, { timeS, calm }) {
    const { min, max, cells, subunits, shrink } = arena;
    const left = camera.x(min);
    const top = camera.y(min);
    const side = (max - min) * camera.scale;
    const full = cells * subunits;
    if (min > 0 || max < full) {
      const whole = full * camera.scale;
      pen.beginPath();
      pen.rect(camera.x(0), camera.y(0), whole, whole);
      pen.rect(left, top, side, side);
      pen.fillStyle = "rgb(150 20 40 / 46%)";
      pen.fill("evenodd");
      // Stripes as well as red, for whom red says little.
      this.#hatching ??= hatching(pen);
      pen.beginPath();
      pen.rect(0, 0, view.width, view.height);
      pen.rect(left, top, side, side);
      pen.fillStyle = this.#hatching ?? "transparent";
      pen.fill("evenodd");
    }
    const pulse = calm ? 0.5 : 0.5 + 0.5 * Math.sin(timeS * 6);
    const alarm = shrink === "shrinking";
    pen.strokeStyle = alarm
      ? `rgb(255 ${Math.round(80 + 70 * pulse)} 70)`
      : shrink === "shrunk"
        ? "rgb(255 110 80 / 85%)"
        : "rgb(226 178 92 / 60%)";
    pen.lineWidth = alarm ? 2.5 + 1.5 * pulse : 2;
    pen.strokeRect(left, top, side, side);
    if (alarm) {
      pen.strokeStyle = `rgb(255 90 70 / ${Math.round(10 + 16 * pulse)}%)`;
      pen.lineWidth = 12;
      pen.strokeRect(left - 5, top - 5, side + 10, side + 10);
    }
  }
}

/** The canvas's pen in CSS pixels, once it is as large as the view. */
function sized(
  /** @type {HTMLCanvasElement} */ canvas,
  /** @type {View} */ view,
  /** @type {number} */ ratio,
) {
  canvas.width = Math.round(view.width * ratio);
  canvas.height = Math.round(view.height * ratio);
  const pen = canvas.getContext("2d", { alpha: false });
  pen?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return pen;
}

/** Only what is in sight: a camera that follows somebody does it with every frame. */
function copySeen(
  /** @type {CanvasRenderingContext2D} */ pen,
  /** @type {{image: HTMLCanvasElement, rimCells: number}} */ { image, rimCells },
  /** @type {Arena} */ arena,
  /** @type {Camera} */ camera,
  /** @type {View} */ view,
) {
  const rim = rimCells * arena.subunits;
  const full = arena.cells * arena.subunits + rim;
  const held = (/** @type {number} */ at) => Math.min(full, Math.max(-rim, at));
  const from = camera.toWorld(0, 0);
  const to = camera.toWorld(view.width, view.height);
  const [west, east, north, south] = [held(from.x), held(to.x), held(from.y), held(to.y)];
  const pixels = image.width / (full + rim);
  const { scale } = camera;
  pen.drawImage(
    image,
    (west + rim) * pixels,
    (north + rim) * pixels,
    (east - west) * pixels,
    (south - north) * pixels,
    camera.x(west),
    camera.y(north),
    (east - west) * scale,
    (south - north) * scale,
  );
}

function paintDusk(
  /** @type {CanvasRenderingContext2D} */ pen,
  /** @type {View} */ { width, height },
) {
  const reach = Math.hypot(width, height) / 2;
  const dusk = pen.createRadialGradient(width / 2, height / 2, 0, width / 2, height / 2, reach);
  dusk.addColorStop(0.3, "#1f1730");
  dusk.addColorStop(1, "#0a0710");
  pen.fillStyle = dusk;
  pen.fillRect(0, 0, width, height);
}

/** One tile of slanting stripes that fits its neighbours. */
function hatching(/** @type {CanvasRenderingContext2D} */ pen) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = HATCH_PX;
  const tilePen = tile.getContext("2d");
  if (tilePen) {
    tilePen.strokeStyle = "rgb(255 96 80 / 16%)";
    tilePen.lineWidth = 4;
    tilePen.beginPath();
    for (const start of [-HATCH_PX, 0, HATCH_PX]) {
      tilePen.moveTo(start - 4, HATCH_PX + 4);
      tilePen.lineTo(start + HATCH_PX + 4, -4);
    }
    tilePen.stroke();
  }
  return pen.createPattern(tile, "repeat");
}
