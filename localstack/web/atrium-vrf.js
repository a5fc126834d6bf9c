/**
 * Verifies rooms' seeds: ECVRF-EDWARDS25519-SHA512-TAI (RFC 9381, suite 0x03), and how a room's
 * seed follows from it. It only verifies and has no secret, so nothing here hides its timing.
 * `shared-model/docs/seeds.md` says all of it to the byte.
 *
 * ```js
 * const alpha = drawAlpha({ roomId, game, rulesVersion, nonces });
 * const beta = await verifyProof(publicKey, alpha, proof);
 * const fair = beta !== null && (await seedOf(beta)) === outcome.seed;
 * ```
 *
 * WebCrypto is global: browsers need a secure page, https or localhost, for it.
 */

/** What alpha and the hash of the seed begin with. */
const LABEL = "atrium-seed-1";

const POINT_BYTES = 32;
const CHALLENGE_BYTES = 16;
const PROOF_BYTES = 80;
const OUTPUT_BYTES = 64;
const RESPONSE_AT = POINT_BYTES + CHALLENGE_BYTES;

const SUITE = 3;
const ENCODE_TO_CURVE = 1;
const CHALLENGE = 2;
const PROOF_TO_HASH = 3;

/** Bits of a response, the longer of what points are multiplied by. */
const SCALAR_BITS = 253;

/** The field's prime. */
const P = 2n ** 255n - 19n;

/** The order of the base point. */
const Q = 2n ** 252n + 27742317777372353535851937790883648493n;

/** @param {bigint} value */
function modulo(value) {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

/**
 * @param {bigint} base
 * @param {bigint} exponent
 */
function power(base, exponent) {
  let result = 1n;
  let square = modulo(base);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) {
      result = modulo(result * square);
    }
    square = modulo(square * square);
  }
  return result;
}

/** @param {bigint} value */
const inverse = (value) => power(value, P - 2n);

/** The d of the curve's equation, -x² + y² = 1 + dx²y². */
const D = modulo(-121665n * inverse(121666n));
const SQUARE_ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/**
 * A point in extended coordinates (RFC 8032 section 5.1.4): x = X/Z, y = Y/Z, xy = T/Z.
 *
 * @typedef {{x: bigint, y: bigint, z: bigint, t: bigint}} Point
 */

/** @type {Point} */
const IDENTITY = Object.freeze({ x: 0n, y: 1n, z: 1n, t: 0n });

/** @type {Point} */
const BASE = /** @type {Point} */ (
  decodePoint(Uint8Array.of(0x58, ...new Array(POINT_BYTES - 1).fill(0x66)))
);

/**
 * Sums of any two points: the formula needs no case for equal ones or the identity.
 *
 * @param {Point} p
 * @param {Point} q
 * @returns {Point}
 */
function add(p, q) {
  const a = modulo((p.y - p.x) * (q.y - q.x));
  const b = modulo((p.y + p.x) * (q.y + q.x));
  const c = modulo(2n * D * modulo(p.t * q.t));
  const d = modulo(2n * p.z * q.z);
  return ofFactors(b - a, d - c, d + c, b + a);
}

/**
 * @param {Point} p
 * @returns {Point}
 */
function twice(p) {
  const a = modulo(p.x * p.x);
  const b = modulo(p.y * p.y);
  const c = modulo(2n * p.z * p.z);
  const h = a + b;
  const g = a - b;
  return ofFactors(h - modulo((p.x + p.y) ** 2n), c + g, g, h);
}

/**
 * @param {bigint} e
 * @param {bigint} f
 * @param {bigint} g
 * @param {bigint} h
 * @returns {Point}
 */
function ofFactors(e, f, g, h) {
  return { x: modulo(e * f), y: modulo(g * h), z: modulo(f * g), t: modulo(e * h) };
}

/**
 * @param {Point} p
 * @returns {Point}
 */
function negate(p) {
  return { x: modulo(-p.x), y: p.y, z: p.z, t: modulo(-p.t) };
}

/** @param {Point} p */
const timesCofactor = (p) => twice(twice(twice(p)));

/** @param {Point} p */
const isIdentity = (p) => p.x === 0n && p.y === p.z;

/**
 * @param {bigint} first
 * @param {Point} ofFirst
 * @param {bigint} second
 * @param {Point} ofSecond
 */
function sumOfMultiples(first, ofFirst, second, ofSecond) {
  const summands = [IDENTITY, ofFirst, ofSecond, add(ofFirst, ofSecond)];
  let sum = IDENTITY;
  for (let bit = BigInt(SCALAR_BITS - 1); bit >= 0n; bit--) {
    sum = twice(sum);
    const which = Number((first >> bit) & 1n) + 2 * Number((second >> bit) & 1n);
    if (which > 0) {
      sum = add(sum, summands[which]);
    }
  }
  return sum;
}

/**
 * As RFC 8032 section 5.1.3 says: null for what is no point, or not the one encoding of it.
 *
 * @param {Uint8Array} bytes 32 of them
 * @returns {Point | null}
 */
function decodePoint(bytes) {
  const odd = bytes[POINT_BYTES - 1] >> 7 === 1;
  const y = BigInt.asUintN(255, integer(bytes));
  if (y >= P) {
    return null;
  }
  const dividend = modulo(y * y - 1n);
  const divisor = modulo(D * y * y + 1n);
  // The square root of dividend / divisor, or of its negative, or of neither.
  const cube = modulo(divisor ** 3n);
  const seventh = modulo(cube * cube * divisor);
  let x = modulo(dividend * cube * power(dividend * seventh, (P - 5n) / 8n));
  const found = modulo(divisor * x * x);
  if (found !== dividend) {
    if (found !== modulo(-dividend)) {
      return null;
    }
    x = modulo(x * SQUARE_ROOT_OF_MINUS_ONE);
  }
  if (x === 0n && odd) {
    return null;
  }
  if ((x & 1n) !== (odd ? 1n : 0n)) {
    x = modulo(-x);
  }
  return { x, y, z: 1n, t: modulo(x * y) };
}

/** @param {Point} p */
function encodePoint(p) {
  const toAffine = inverse(p.z);
  let rest = modulo(p.y * toAffine) | ((modulo(p.x * toAffine) & 1n) << 255n);
  const bytes = new Uint8Array(POINT_BYTES);
  for (let index = 0; index < POINT_BYTES; index++) {
    bytes[index] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

/**
 * @param {Uint8Array} bytes little-endian
 * @returns {bigint}
 */
function integer(bytes) {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/**
 * @param {number} purpose
 * @param {Uint8Array[]} parts
 */
async function hash(purpose, ...parts) {
  const bytes = concatenate(Uint8Array.of(SUITE, purpose), ...parts, Uint8Array.of(0));
  return new Uint8Array(await crypto.subtle.digest("SHA-512", bytes));
}

/** @param {Uint8Array[]} parts */
function concatenate(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * The point that stands for an input (RFC 9381 section 5.4.1.1).
 *
 * @param {Uint8Array} publicKey
 * @param {Uint8Array} alpha
 * @returns {Promise<Point>}
 */
async function encodeToCurve(publicKey, alpha) {
  for (let counter = 0; counter < 256; counter++) {
    const digest = await hash(ENCODE_TO_CURVE, publicKey, alpha, Uint8Array.of(counter));
    const point = decodePoint(digest.subarray(0, POINT_BYTES));
    if (point !== null && !isIdentity(timesCofactor(point))) {
      return timesCofactor(point);
    }
  }
  throw new RangeError("no point in 256 attempts: one time in 2^256");
}

/**
 * Whether a proof is a key's for an input (RFC 9381 section 5.3, with the check of the key).
 *
 * @param {string} publicKeyHex 64 lower-case hex digits
 * @param {Uint8Array} alpha the input, such as {@link drawAlpha} makes it
 * @param {string} proofHex 160 lower-case hex digits
 * @returns {Promise<Uint8Array | null>} beta, the 64 bytes of the output; null if it is not, or if
 *     either is none at all. There is one output at most for a key and an input
 */
export async function verifyProof(publicKeyHex, alpha, proofHex) {
  const publicKey = fromHex(publicKeyHex, POINT_BYTES);
  const proof = fromHex(proofHex, PROOF_BYTES);
  if (publicKey === null || proof === null) {
    return null;
  }
  const key = decodePoint(publicKey);
  const encodedGamma = proof.subarray(0, POINT_BYTES);
  const gamma = decodePoint(encodedGamma);
  const challenge = proof.subarray(POINT_BYTES, RESPONSE_AT);
  const c = integer(challenge);
  const s = integer(proof.subarray(RESPONSE_AT));
  if (key === null || isIdentity(timesCofactor(key)) || gamma === null || s >= Q) {
    return null;
  }
  const input = await encodeToCurve(publicKey, alpha);
  const found = await hash(
    CHALLENGE,
    publicKey,
    encodePoint(input),
    encodedGamma,
    encodePoint(sumOfMultiples(s, BASE, c, negate(key))),
    encodePoint(sumOfMultiples(s, input, c, negate(gamma))),
  );
  return challenge.every((byte, index) => byte === found[index])
    ? hash(PROOF_TO_HASH, encodePoint(timesCofactor(gamma)))
    : null;
}

/**
 * What of a room goes into its seed.
 *
 * @typedef {object} RoomDraw
 * @property {string} roomId 32 lower-case hex digits
 * @property {string} game lower-case words joined by dots, 100 characters at most
 * @property {number} rulesVersion 1 and more
 * @property {Record<string, string>} nonces by seat, 0-999: 64 lower-case hex digits each
 */

/**
 * The input that a room's proof is for.
 *
 * @param {RoomDraw} draw
 * @returns {Uint8Array}
 * @throws {RangeError} if something of it is not in its range
 */
export function drawAlpha({ roomId, game, rulesVersion, nonces }) {
  check("roomId", /^[0-9a-f]{32}$/.test(roomId));
  check("game", game.length <= 100 && /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/.test(game));
  const isVersion = Number.isInteger(rulesVersion) && rulesVersion >= 1 && rulesVersion < 2 ** 31;
  check("rulesVersion", isVersion);
  const seats = Object.keys(nonces);
  check("seat", seats.every((seat) => /^(0|[1-9][0-9]{0,2})$/.test(seat)));
  // By number: as texts, 10 would come before 2.
  const sorted = seats.map(Number).sort((one, other) => one - other);
  const parts = [text(LABEL), text(roomId), text(game), int32(rulesVersion), int32(sorted.length)];
  for (const seat of sorted) {
    const nonce = fromHex(nonces[seat], 32);
    if (nonce === null) {
      throw new RangeError("nonce (allowed: 64 lower-case hex digits)");
    }
    parts.push(int32(seat), nonce);
  }
  return concatenate(...parts);
}

/**
 * The seed of an output.
 *
 * @param {Uint8Array} beta 64 bytes, of {@link verifyProof}
 * @returns {Promise<string>} 64 lower-case hex digits, as an outcome has its seed
 * @throws {RangeError} if there are more or fewer
 */
export async function seedOf(beta) {
  check("beta", beta.length === OUTPUT_BYTES);
  const digest = await crypto.subtle.digest("SHA-256", concatenate(ascii(LABEL), beta));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} name
 * @param {boolean} holds
 */
function check(name, holds) {
  if (!holds) {
    throw new RangeError(`${name} is out of its range`);
  }
}

/** @param {string} value */
const ascii = (value) => new TextEncoder().encode(value);

/** @param {string} value */
const text = (value) => concatenate(int32(value.length), ascii(value));

/** @param {number} value big-endian */
function int32(value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value);
  return bytes;
}

/**
 * @param {string} value
 * @param {number} count
 * @returns {Uint8Array | null} null if it is not that many bytes in lower-case hex
 */
function fromHex(value, count) {
  if (typeof value !== "string" || value.length !== 2 * count || !/^[0-9a-f]*$/.test(value)) {
    return null;
  }
  return Uint8Array.from({ length: count }, (_, index) =>
    Number.parseInt(value.slice(2 * index, 2 * index + 2), 16),
  );
}
