/**
 * What shows that a warrior rages, hastens or is shielded. Each has a shape of its own, which says
 * it without its colour: a crown of spikes, lines trailing behind, a hexagon round him. The pen
 * stands at the warrior's middle, in CSS pixels.
 */

const SPIKES = 10;
const PLATE_CORNERS = 6;
/** What a fresh shield takes. */
const SHIELD_MAX = 25;

/**
 * A crown of spikes that turns; under the warrior.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} radius of the warrior
 * @param {{timeS: number, calm: boolean}} motion
 */
export function drawRage(pen, radius, { timeS, calm }) {
  const pulse = calm ? 0.5 : 0.5 + 0.5 * Math.sin(timeS * 12);
  pen.fillStyle = `rgb(255 84 56 / ${Math.round(55 + 25 * pulse)}%)`;
  pen.strokeStyle = "rgb(255 240 220 / 70%)";
  pen.lineWidth = 1;
  pen.beginPath();
  for (let corner = 0; corner < 2 * SPIKES; corner++) {
    const reach = radius * (corner % 2 === 0 ? 1.55 + 0.16 * pulse : 1.12);
    const angle = (corner / (2 * SPIKES)) * 2 * Math.PI + (calm ? 0 : timeS * 1.5);
    pen.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
  }
  pen.closePath();
  pen.fill();
  pen.stroke();
}

/**
 * Lines that trail behind; under the warrior.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} radius of the warrior
 * @param {{timeS: number, calm: boolean}} motion
 * @param {{heading: number, walks: boolean}} way `heading` in radians, 0 to the east
 */
export function drawHaste(pen, radius, { timeS, calm }, { heading, walks }) {
  pen.save();
  pen.rotate(heading);
  pen.strokeStyle = "rgb(255 216 77 / 90%)";
  pen.lineWidth = Math.max(1.6, radius * 0.16);
  pen.lineCap = "round";
  const flow = calm || !walks ? 0 : (timeS * 4) % 1;
  for (const [offset, length] of [
    [-0.6, 0.8],
    [0, 1.2],
    [0.6, 0.8],
  ]) {
    const start = -radius * (1.15 + flow * 0.5);
    pen.beginPath();
    pen.moveTo(start, offset * radius);
    pen.lineTo(start - length * radius, offset * radius);
    pen.stroke();
  }
  pen.restore();
}

/**
 * A hexagon round him, whose line is as long as what the shield still takes; over the warrior.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} radius of the warrior
 * @param {number} left damage that it still takes
 */
export function drawShield(pen, radius, left) {
  const reach = radius * 1.5;
  pen.save();
  pen.lineWidth = Math.max(2, radius * 0.18);
  pen.strokeStyle = "rgb(107 184 255 / 35%)";
  tracePlate(pen, reach);
  pen.stroke();
  pen.strokeStyle = "#b4ddff";
  const round = PLATE_CORNERS * reach;
  pen.setLineDash([round * Math.min(1, left / SHIELD_MAX), round]);
  tracePlate(pen, reach);
  pen.stroke();
  pen.restore();
}

/** A regular hexagon: its sides are as long as its radius. */
function tracePlate(/** @type {CanvasRenderingContext2D} */ pen, /** @type {number} */ reach) {
  pen.beginPath();
  for (let corner = 0; corner < PLATE_CORNERS; corner++) {
    const angle = (corner / PLATE_CORNERS) * 2 * Math.PI - Math.PI / 2;
    pen.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
  }
  pen.closePath();
}
