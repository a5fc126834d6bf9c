/**
 * How colours look to people with a colour vision deficiency, and how far apart they look: the
 * matrices of Machado, Oliveira and Fernandes (2009, severity 1.0) on linear sRGB, and CIEDE2000
 * (Sharma, Wu and Dalal 2005).
 */

export const VISIONS = Object.freeze({
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
});

const RADIANS = Math.PI / 180;

function linear(channel) {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** CIELAB (D65) of a colour as somebody sees it. */
export function labOf(hex, vision) {
  const rgb = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255));
  const [r, g, b] = [0, 3, 6].map((row) => {
    const sum = vision[row] * rgb[0] + vision[row + 1] * rgb[1] + vision[row + 2] * rgb[2];
    return Math.min(1, Math.max(0, sum));
  });
  const shape = (share) =>
    share > 216 / 24_389 ? Math.cbrt(share) : ((24_389 / 27) * share + 16) / 116;
  const x = shape((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = shape(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = shape((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIEDE2000: 1 is what is just noticed side by side. */
export function difference([l1, a1, b1], [l2, a2, b2]) {
  const meanChroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const more = 1.5 - 0.5 * Math.sqrt(meanChroma ** 7 / (meanChroma ** 7 + 25 ** 7));
  const [x1, x2] = [more * a1, more * a2];
  const [c1, c2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)];
  const hue = (b, x) => (x === 0 && b === 0 ? 0 : (Math.atan2(b, x) / RADIANS + 360) % 360);
  const [h1, h2] = [hue(b1, x1), hue(b2, x2)];
  let turn = c1 * c2 === 0 ? 0 : h2 - h1;
  turn += turn > 180 ? -360 : turn < -180 ? 360 : 0;
  let meanHue = h1 + h2;
  if (c1 * c2 !== 0) {
    const across = Math.abs(h1 - h2) > 180;
    meanHue = (meanHue + (across ? (meanHue < 360 ? 360 : -360) : 0)) / 2;
  }
  const meanL = (l1 + l2) / 2;
  const meanC = (c1 + c2) / 2;
  const cosine = (degrees) => Math.cos(degrees * RADIANS);
  const t =
    1 -
    0.17 * cosine(meanHue - 30) +
    0.24 * cosine(2 * meanHue) +
    0.32 * cosine(3 * meanHue + 6) -
    0.2 * cosine(4 * meanHue - 63);
  const wideL = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2);
  const wideC = 1 + 0.045 * meanC;
  const wideH = 1 + 0.015 * meanC * t;
  const rotation = 60 * Math.exp(-(((meanHue - 275) / 25) ** 2));
  const bend =
    -Math.sin(rotation * RADIANS) * 2 * Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7));
  const byL = (l2 - l1) / wideL;
  const byC = (c2 - c1) / wideC;
  const byH = (2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * RADIANS)) / wideH;
  return Math.sqrt(byL ** 2 + byC ** 2 + byH ** 2 + bend * byC * byH);
}
