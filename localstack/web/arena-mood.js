/**
 * The light of a special event over the floor: a tint, and a drawing that says without colour which
 * one it is. Under the warriors, so that nobody is harder to see.
 */

/**
 * @param {CanvasRenderingContext2D} pen in CSS pixels
 * @param {string} kind of the special event
 * @param {{arena: import("./atrium-shapes.js").Arena, camera: import("./arena-camera.js").Camera,
 *     view: {width: number, height: number}}} place
 * @param {{timeS: number, calm: boolean}} motion
 */
export function drawMood(pen, kind, { arena, camera, view }, { timeS, calm }) {
  const swell = calm ? 0.5 : 0.5 + 0.5 * Math.sin(timeS * 1.6);
  const middle = (arena.cells * arena.subunits) / 2;
  const left = camera.x(middle);
  const top = camera.y(middle);
  const reach = arena.cells * arena.subunits * 0.3 * camera.scale;
  if (kind === "blood-moon") {
    pen.fillStyle = `rgb(120 0 16 / ${Math.round(26 + 8 * swell)}%)`;
    pen.fillRect(0, 0, view.width, view.height);
    pen.strokeStyle = "rgb(255 150 130 / 22%)";
    pen.lineWidth = Math.max(2, reach * 0.025);
    pen.beginPath();
    pen.arc(left, top, reach, 0.25 * Math.PI, 1.75 * Math.PI);
    pen.stroke();
    pen.beginPath();
    pen.arc(left + reach * 0.42, top, reach * 0.76, 0.38 * Math.PI, 1.62 * Math.PI);
    pen.stroke();
  } else if (kind === "sanctuary") {
    pen.fillStyle = `rgb(190 225 255 / ${Math.round(9 + 4 * swell)}%)`;
    pen.fillRect(0, 0, view.width, view.height);
    pen.strokeStyle = "rgb(230 240 255 / 24%)";
    pen.lineWidth = Math.max(2, reach * 0.015);
    for (const share of [0.7, 0.85, 1]) {
      const half = reach * share;
      pen.strokeRect(left - half, top - half, 2 * half, 2 * half);
    }
  } else if (kind === "power-surge") {
    pen.strokeStyle = `rgb(255 230 140 / ${Math.round(30 + 20 * swell)}%)`;
    pen.lineWidth = Math.max(2, reach * 0.015);
    pen.beginPath();
    for (let ray = 0; ray < 12; ray++) {
      const angle = (ray / 12) * 2 * Math.PI;
      pen.moveTo(left + Math.cos(angle) * reach * 0.5, top + Math.sin(angle) * reach * 0.5);
      pen.lineTo(left + Math.cos(angle) * reach, top + Math.sin(angle) * reach);
    }
    pen.stroke();
  }
}
