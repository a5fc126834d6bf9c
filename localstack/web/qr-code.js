/**
 * QR codes (ISO/IEC 18004) of short texts: byte mode, error correction M, versions 1 to 6. Pure.
 */

/** By version, from 1: check codewords of a block, blocks, data codewords of each. */
const LAYOUTS = Object.freeze([
  { checks: 10, blocks: 1, data: 16 },
  { checks: 16, blocks: 1, data: 28 },
  { checks: 26, blocks: 1, data: 44 },
  { checks: 18, blocks: 2, data: 32 },
  { checks: 24, blocks: 2, data: 43 },
  { checks: 16, blocks: 4, data: 27 },
]);

/** Whether a module at (x, y) is turned over, by mask. */
const MASKS = Object.freeze(
  /** @type {((x: number, y: number) => boolean)[]} */ ([
    (x, y) => (x + y) % 2 === 0,
    (_, y) => y % 2 === 0,
    (x) => x % 3 === 0,
    (x, y) => (x + y) % 3 === 0,
    (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
    (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
    (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
    (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
  ]),
);

/**
 * @param {string} text
 * @returns {boolean[][] | undefined} rows of modules, true for dark, without the quiet zone of four
 *     modules around; undefined if it is longer than 106 bytes
 */
export function qrModules(text) {
  const bytes = new TextEncoder().encode(text);
  const version = LAYOUTS.findIndex(({ blocks, data }) => bytes.length + 2 <= blocks * data) + 1;
  if (version === 0) {
    return undefined;
  }
  const codewords = allCodewords(bytes, LAYOUTS[version - 1]);
  const plain = drawFunctions(version);
  drawCodewords(plain, codewords);
  const candidates = MASKS.map((_, mask) => masked(plain, mask));
  const penalties = candidates.map(penalty);
  return candidates[penalties.indexOf(Math.min(...penalties))];
}

/**
 * The same as the `d` of an SVG path, a unit square for each dark module.
 * @param {boolean[][]} modules
 */
export function qrPath(modules) {
  return modules
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
}

/** Data with its padding, in blocks with their checks, interleaved. */
function allCodewords(
  /** @type {Uint8Array} */ bytes,
  /** @type {{checks: number, blocks: number, data: number}} */ { checks, blocks, data },
) {
  const capacity = blocks * data;
  // Mode 4 (bytes), the length in eight bits, the bytes, an end of four bits.
  const nibbles = [4, bytes.length >> 4, bytes.length & 15];
  for (const byte of bytes) {
    nibbles.push(byte >> 4, byte & 15);
  }
  nibbles.push(0);
  const words = [];
  for (let at = 0; at < nibbles.length; at += 2) {
    words.push((nibbles[at] << 4) | nibbles[at + 1]);
  }
  for (let pad = 0xec; words.length < capacity; pad ^= 0xec ^ 0x11) {
    words.push(pad);
  }
  const dataBlocks = Array.from({ length: blocks }, (_, block) =>
    words.slice(block * data, (block + 1) * data),
  );
  const checkBlocks = dataBlocks.map((block) => checksOf(block, checks));
  const interleaved = (/** @type {number[][]} */ of, /** @type {number} */ count) =>
    Array.from({ length: count }, (_, at) => of.map((block) => block[at])).flat();
  return [...interleaved(dataBlocks, data), ...interleaved(checkBlocks, checks)];
}

/** Product in the field of 256 elements over x^8 + x^4 + x^3 + x^2 + 1. */
function times(/** @type {number} */ one, /** @type {number} */ other) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((other >> bit) & 1) * one;
  }
  return product;
}

/** Reed-Solomon check codewords: the remainder by the product of (x - 2^i). */
function checksOf(/** @type {number[]} */ block, /** @type {number} */ count) {
  /** @type {number[]} */
  let divisor = [1];
  for (let power = 0, root = 1; power < count; power++, root = times(root, 2)) {
    divisor = [...divisor, 0].map(
      (factor, at) => factor ^ (at > 0 ? times(divisor[at - 1], root) : 0),
    );
  }
  /** @type {number[]} */
  let rest = new Array(count).fill(0);
  for (const word of block) {
    const factor = word ^ rest[0];
    rest = [...rest.slice(1), 0].map((check, at) => check ^ times(divisor[at + 1], factor));
  }
  return rest;
}

/**
 * @typedef {object} Plain
 * @property {number} size
 * @property {boolean[][]} dark
 * @property {boolean[][]} fixed of patterns that no mask touches
 */

/** @returns {Plain} */
function drawFunctions(/** @type {number} */ version) {
  const size = 17 + 4 * version;
  const rows = () => Array.from({ length: size }, () => new Array(size).fill(false));
  const plain = { size, dark: rows(), fixed: rows() };
  for (let at = 0; at < size; at++) {
    set(plain, 6, at, at % 2 === 0);
    set(plain, at, 6, at % 2 === 0);
  }
  drawSquares(plain, 3, 3, 4);
  drawSquares(plain, size - 4, 3, 4);
  drawSquares(plain, 3, size - 4, 4);
  if (version > 1) {
    drawSquares(plain, size - 7, size - 7, 2);
  }
  drawFormat(plain, 0);
  return plain;
}

function set(
  /** @type {Plain} */ plain,
  /** @type {number} */ x,
  /** @type {number} */ y,
  /** @type {boolean} */ dark,
) {
  plain.dark[y][x] = dark;
  plain.fixed[y][x] = true;
}

/** Rings around a middle: a finder (4, with its light border) or an alignment pattern (2). */
function drawSquares(
  /** @type {Plain} */ plain,
  /** @type {number} */ middleX,
  /** @type {number} */ middleY,
  /** @type {number} */ reach,
) {
  for (let y = middleY - reach; y <= middleY + reach; y++) {
    for (let x = middleX - reach; x <= middleX + reach; x++) {
      if (x >= 0 && y >= 0 && x < plain.size && y < plain.size) {
        const ring = Math.max(Math.abs(x - middleX), Math.abs(y - middleY));
        set(plain, x, y, reach === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
      }
    }
  }
}

/** The level (M is 0) and the mask with ten check bits, twice. */
function drawFormat(/** @type {Plain} */ plain, /** @type {number} */ mask) {
  let rest = mask;
  for (let step = 0; step < 10; step++) {
    rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  }
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (/** @type {number} */ at) => ((bits >> at) & 1) === 1;
  const { size } = plain;
  for (let at = 0; at < 6; at++) {
    set(plain, 8, at, bit(at));
    set(plain, 5 - at, 8, bit(9 + at));
  }
  set(plain, 8, 7, bit(6));
  set(plain, 8, 8, bit(7));
  set(plain, 7, 8, bit(8));
  for (let at = 0; at < 8; at++) {
    set(plain, size - 1 - at, 8, bit(at));
  }
  for (let at = 8; at < 15; at++) {
    set(plain, 8, size - 15 + at, bit(at));
  }
  set(plain, 8, size - 8, true);
}

/** In pairs of columns from the right, up and down in turn; column 6 is the timing pattern's. */
function drawCodewords(/** @type {Plain} */ plain, /** @type {number[]} */ codewords) {
  const { size, dark, fixed } = plain;
  let at = 0;
  for (let right = size - 1; right >= 1; right -= right === 8 ? 3 : 2) {
    const upward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++) {
      const y = upward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (!fixed[y][x] && at < codewords.length * 8) {
          dark[y][x] = ((codewords[at >> 3] >> (7 - (at & 7))) & 1) === 1;
          at++;
        }
      }
    }
  }
}

/** @returns {boolean[][]} */
function masked(/** @type {Plain} */ plain, /** @type {number} */ mask) {
  const { fixed } = plain;
  const dark = plain.dark.map((row, y) =>
    row.map((value, x) => (fixed[y][x] ? value : value !== MASKS[mask](x, y))),
  );
  drawFormat({ ...plain, dark }, mask);
  return dark;
}

/** How hard it is to read, by the standard's four rules. */
function penalty(/** @type {boolean[][]} */ rows) {
  const size = rows.length;
  const columns = rows.map((_, x) => rows.map((row) => row[x]));
  let points = 0;
  for (const line of [...rows, ...columns]) {
    points += runs(line) + finderLike(line);
  }
  for (let y = 1; y < size; y++) {
    for (let x = 1; x < size; x++) {
      const square = [rows[y][x], rows[y - 1][x], rows[y][x - 1], rows[y - 1][x - 1]];
      points += square.every((dark) => dark === square[0]) ? 3 : 0;
    }
  }
  const darkCount = rows.flat().filter(Boolean).length;
  return points + Math.floor(Math.abs(darkCount * 20 - size * size * 10) / (size * size)) * 10;
}

function runs(/** @type {boolean[]} */ line) {
  let points = 0;
  let length = 0;
  line.forEach((dark, at) => {
    length = at > 0 && dark === line[at - 1] ? length + 1 : 1;
    points += length === 5 ? 3 : length > 5 ? 1 : 0;
  });
  return points;
}

function finderLike(/** @type {boolean[]} */ line) {
  const text = line.map((dark) => (dark ? "1" : "0")).join("");
  const found = [...text.matchAll(/(?=00001011101|10111010000)/g)];
  return found.length * 40;
}
