/**
 * The ground: a mosaic of stone tiles with a meander round it, painted once and then only scaled.
 */

const TILE_PX = 40;
const RIM_TILES = 2;
/** A picture with a longer side is painted smaller: it is copied with every frame at times. */
const SIDE_PX_MAX = 1_600;

/** The same tile always has the same shade: a hash instead of dice. */
function grain(/** @type {number} */ x, /** @type {number} */ y) {
  let hash = (x * 374761393 + y * 668265263) | 0;
  hash = Math.imul(hash ^ (hash >>> 13), 1274126177);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/**
 * @param {number} cells of the field's side
 * @returns {{image: HTMLCanvasElement, rimCells: number}} the field with a rim on every side
 */
export function paintFloor(cells) {
  const image = document.createElement("canvas");
  const side = (cells + 2 * RIM_TILES) * TILE_PX;
  const scale = Math.min(1, SIDE_PX_MAX / side);
  image.width = image.height = Math.round(side * scale);
  const pen = image.getContext("2d");
  if (pen) {
    pen.scale(image.width / side, image.width / side);
    pen.fillStyle = "#100d18";
    const inner = cells * TILE_PX;
    pen.fillRect(RIM_TILES * TILE_PX, RIM_TILES * TILE_PX, inner, inner);
    paintTiles(pen, cells);
    paintMedallion(pen, cells);
    paintMeander(pen, cells);
  }
  return { image, rimCells: RIM_TILES };
}

function paintTiles(/** @type {CanvasRenderingContext2D} */ pen, /** @type {number} */ cells) {
  const middle = cells / 2;
  for (let y = 0; y < cells; y++) {
    for (let x = 0; x < cells; x++) {
      const distance = Math.hypot(x + 0.5 - middle, y + 0.5 - middle) / middle;
      const chequer = (x + y) % 2 === 0 ? 1.6 : 0;
      const light = 22 - distance * 6 + chequer + grain(x, y) * 3;
      pen.fillStyle = `hsl(${258 + grain(y, x) * 16} 24% ${light}%)`;
      const left = (x + RIM_TILES) * TILE_PX;
      const top = (y + RIM_TILES) * TILE_PX;
      pen.fillRect(left + 1, top + 1, TILE_PX - 2, TILE_PX - 2);
      pen.fillStyle = "rgb(255 255 255 / 3%)";
      pen.fillRect(left + 1, top + 1, TILE_PX - 2, 2);
      if (grain(x + 91, y + 17) > 0.965) {
        pen.fillStyle = "rgb(226 178 92 / 13%)";
        pen.fillRect(left + 13, top + 13, TILE_PX - 26, TILE_PX - 26);
      }
    }
  }
}

/** Rings in the middle, where everyone ends up. */
function paintMedallion(/** @type {CanvasRenderingContext2D} */ pen, /** @type {number} */ cells) {
  const middle = (cells / 2 + RIM_TILES) * TILE_PX;
  pen.save();
  pen.translate(middle, middle);
  pen.strokeStyle = "rgb(240 196 110 / 34%)";
  for (const [radius, width] of [
    [8, 3],
    [7.6, 1.5],
    [3.2, 3],
  ]) {
    pen.lineWidth = width;
    pen.beginPath();
    pen.arc(0, 0, radius * TILE_PX, 0, 2 * Math.PI);
    pen.stroke();
  }
  pen.fillStyle = "rgb(240 196 110 / 11%)";
  for (let ray = 0; ray < 16; ray++) {
    pen.rotate(Math.PI / 8);
    pen.beginPath();
    pen.moveTo(0, -7.4 * TILE_PX);
    pen.lineTo(0.5 * TILE_PX, -3.5 * TILE_PX);
    pen.lineTo(-0.5 * TILE_PX, -3.5 * TILE_PX);
    pen.closePath();
    pen.fill();
  }
  pen.restore();
}

/** A running Greek key on all four sides of the rim. */
function paintMeander(/** @type {CanvasRenderingContext2D} */ pen, /** @type {number} */ cells) {
  const side = (cells + 2 * RIM_TILES) * TILE_PX;
  const unit = TILE_PX / 6;
  pen.strokeStyle = "rgb(226 178 92 / 55%)";
  pen.lineWidth = unit * 0.62;
  for (let edge = 0; edge < 4; edge++) {
    pen.save();
    pen.translate(side / 2, side / 2);
    pen.rotate((edge * Math.PI) / 2);
    pen.translate(-side / 2, -side / 2);
    const start = RIM_TILES * TILE_PX;
    const base = start - unit * 1.6;
    pen.beginPath();
    pen.moveTo(start, base);
    for (let left = start; left < start + cells * TILE_PX; left += TILE_PX) {
      pen.lineTo(left, base);
      pen.lineTo(left, base - unit * 4);
      pen.lineTo(left + unit * 4, base - unit * 4);
      pen.lineTo(left + unit * 4, base - unit * 1.4);
      pen.lineTo(left + unit * 2, base - unit * 1.4);
      pen.lineTo(left + unit * 2, base - unit * 2.6);
      pen.moveTo(left, base);
      pen.lineTo(left + TILE_PX, base);
    }
    pen.stroke();
    paintCorner(pen, start, unit);
    pen.restore();
  }
  pen.lineWidth = 2;
  pen.strokeRect(
    RIM_TILES * TILE_PX - 3,
    RIM_TILES * TILE_PX - 3,
    cells * TILE_PX + 6,
    cells * TILE_PX + 6,
  );
}

/** A square within a square, where two runs of the key meet. */
function paintCorner(
  /** @type {CanvasRenderingContext2D} */ pen,
  /** @type {number} */ start,
  /** @type {number} */ unit,
) {
  const middle = start - unit * 3.6;
  pen.strokeRect(middle - unit * 2, middle - unit * 2, unit * 4, unit * 4);
  pen.strokeRect(middle - unit * 0.5, middle - unit * 0.5, unit, unit);
}
