/**
 * Proof of work: what this machine solves before its player signs up. SHA-256 is our own, since
 * pages that phones open over plain http have no WebCrypto, and since one hash at a time WebCrypto
 * would be slower. The page stays responsive: after a few milliseconds of work it has its turn.
 *
 * The hash of everything but the last block is computed once; each try then costs one block.
 */

import { AtriumError } from "./atrium-errors.js";

/** Of work at once; a frame at 60 Hz has 16. */
const TURN_MS = 8;

/** Between two looks at the clock. */
const TRIES = 256;

const BLOCK_BYTES = 64;

/** The length of the message stands in the last 8 bytes, behind a byte of 128. */
const LENGTH_BYTES = 9;

/** Beyond any difficulty that a server may ask for, so that a page never works for ever. */
const DIFFICULTY_MAX = 32;

const K = new Int32Array(64);
const START = new Uint32Array(8);
fillConstants();

/** The first 32 bits of the fractional parts of roots of the first primes (FIPS 180-4). */
function fillConstants() {
  let prime = 1;
  for (let i = 0; i < 64; i++) {
    do {
      prime++;
    } while (!isPrime(prime));
    K[i] = fraction(prime ** (1 / 3), 3, prime);
    if (i < 8) {
      START[i] = fraction(prime ** (1 / 2), 2, prime);
    }
  }
}

function isPrime(/** @type {number} */ number) {
  for (let divisor = 2; divisor * divisor <= number; divisor++) {
    if (number % divisor === 0) {
      return false;
    }
  }
  return true;
}

/**
 * Exactly, for a double's last bits are not to be trusted: the whole number below the root times
 * 2^32, without what is above 32 bits.
 * @param {number} near the root, nearly
 * @param {2 | 3} degree
 * @param {number} prime
 */
function fraction(near, degree, prime) {
  const power = BigInt(degree);
  const wanted = BigInt(prime) << (32n * power);
  let root = BigInt(Math.floor(near * 2 ** 32));
  while (root ** power > wanted) {
    root--;
  }
  while ((root + 1n) ** power <= wanted) {
    root++;
  }
  return Number(root & 0xffffffffn);
}

/** Signed words: an engine keeps them in registers, where unsigned ones may become doubles. */
const schedule = new Int32Array(64);

/**
 * One block of SHA-256.
 * @param {Uint32Array} state eight words, changed
 * @param {Uint8Array} bytes
 * @param {number} at where the block begins
 */
function compress(state, bytes, at) {
  const w = schedule;
  for (let i = 0; i < 16; i++) {
    const j = at + 4 * i;
    w[i] = (bytes[j] << 24) | (bytes[j + 1] << 16) | (bytes[j + 2] << 8) | bytes[j + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = state[0] | 0;
  let b = state[1] | 0;
  let c = state[2] | 0;
  let d = state[3] | 0;
  let e = state[4] | 0;
  let f = state[5] | 0;
  let g = state[6] | 0;
  let h = state[7] | 0;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/** Hashes of one beginning with many ends. */
class Beginning {
  #state = START.slice();
  #rest;
  #length;
  #tail = new Uint8Array(2 * BLOCK_BYTES);
  #end = new Uint32Array(8);

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#length = bytes.length;
    const whole = bytes.length - (bytes.length % BLOCK_BYTES);
    for (let at = 0; at < whole; at += BLOCK_BYTES) {
      compress(this.#state, bytes, at);
    }
    this.#rest = bytes.subarray(whole);
  }

  /**
   * The words of the hash of the beginning and that end; overwritten by the next call.
   * @param {string} end ASCII, of at most 40 characters
   */
  hash(end) {
    const tail = this.#tail.fill(0);
    tail.set(this.#rest);
    let at = this.#rest.length;
    for (let i = 0; i < end.length; i++) {
      tail[at++] = end.charCodeAt(i);
    }
    const bits = (this.#length + end.length) * 8;
    tail[at] = 128;
    const blocks = at + LENGTH_BYTES > BLOCK_BYTES ? 2 : 1;
    const last = blocks * BLOCK_BYTES;
    tail[last - 1] = bits & 255;
    tail[last - 2] = (bits >>> 8) & 255;
    tail[last - 3] = (bits >>> 16) & 255;
    this.#end.set(this.#state);
    for (let block = 0; block < blocks; block++) {
      compress(this.#end, tail, block * BLOCK_BYTES);
    }
    return this.#end;
  }
}

function leadingZeroBits(/** @type {Uint32Array} */ words) {
  let zeros = 0;
  for (const word of words) {
    zeros += Math.clz32(word);
    if (word !== 0) {
      break;
    }
  }
  return zeros;
}

/**
 * SHA-256 of ASCII text, in hex.
 * @param {string} text
 */
export function sha256Hex(text) {
  const words = new Beginning(new TextEncoder().encode(text)).hash("");
  return Array.from(words, (word) => word.toString(16).padStart(8, "0")).join("");
}

/**
 * The first solution of a puzzle among the whole numbers from 0.
 * @param {{puzzle: string, difficulty: number}} asked as `POST /auth/puzzle` answered
 * @param {{now: () => number, setTimer: (run: () => void, delayMs: number) => any}} surroundings
 * @returns {Promise<{puzzle: string, solution: string}>} the `proof` of a sign-up
 */
export async function solvePuzzle({ puzzle, difficulty }, { now, setTimer }) {
  if (!(difficulty >= 0 && difficulty <= DIFFICULTY_MAX)) {
    throw new AtriumError({ code: "bad-answer", message: "The server's puzzle is none." });
  }
  const beginning = new Beginning(new TextEncoder().encode(`${puzzle}:`));
  let turnEnds = now() + TURN_MS;
  for (let number = 0; ; number++) {
    const solution = String(number);
    if (leadingZeroBits(beginning.hash(solution)) >= difficulty) {
      return { puzzle, solution };
    }
    if (number % TRIES === TRIES - 1 && now() >= turnEnds) {
      await new Promise((resolve) => setTimer(() => resolve(undefined), 0));
      turnEnds = now() + TURN_MS;
    }
  }
}
