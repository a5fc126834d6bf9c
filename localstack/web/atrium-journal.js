/**
 * Reads rooms' journals as the archive keeps them: `JournalSegment`, `JournalFile`, `JournalCodec`
 * and `JournalChain` of `shared-model`, in the browser's words. Whatever bytes it is given, it
 * throws {@link JournalFormatError} and nothing else, and makes nothing larger than they are.
 *
 * WebCrypto is global: browsers need a secure page, https or localhost, for it.
 */

/** Bytes that are no journal, or not the one that they should be. */
export class JournalFormatError extends Error {
  constructor(/** @type {string} */ message) {
    super(message);
    this.name = "JournalFormatError";
  }
}

/** An object of the archive is no larger than this once it is unpacked. */
export const OBJECT_BYTES_MAX = 64 * 1024 * 1024;

const MAGIC = 0x4154524a; // "ATRJ"
const WHOLE = 1;
const SEGMENT = 2;
const ENTRY_FORMAT = 1;
const HASH_BYTES = 32;
const CRC_BYTES = 4;

const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @typedef {{index: number, playerId: string, name: string, icon: string, bot: boolean}} Seat */

/** @typedef {{kind: "command", seat: number, sequence: number, action: string, fields: Uint8Array}
 *   | {kind: "joined", seat: Seat}
 *   | {kind: "left" | "presence" | "forfeited", seat: number}
 *   | {kind: "operator-act" | "room-message" | "effects-acknowledged"}} Input
 *   `fields`: of the command, as the journal has them: {@link readMove} */

/** @typedef {{kind: "opened", roomId: string, game: string, rulesVersion: number, seats: Seat[],
 *     nonces: Map<number, string>}} Opened */

/** @typedef {Opened
 *   | {kind: "applied", tick: number, index: number, input: Input}
 *   | {kind: "mark", tick: number, hash: string | undefined}} Entry */

/** @typedef {{roomId: string, before: number, headBefore: Uint8Array, entries: Uint8Array[],
 *     head: Uint8Array}} Segment
 *   `before`: entries of the journal before it; `headBefore`: their hash; `head`: as it says */

/** Reads fixed-width big-endian numbers and length-prefixed texts. */
class StateReader {
  #bytes;
  #view;
  #at = 0;

  constructor(/** @type {Uint8Array} */ bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint8() {
    return this.#view.getUint8(this.#take(1));
  }

  bool() {
    const value = this.uint8();
    if (value > 1) {
      throw new JournalFormatError("a boolean is 0 or 1");
    }
    return value === 1;
  }

  int32() {
    return this.#view.getInt32(this.#take(4));
  }

  /** One that a JavaScript number holds exactly, as all ticks and numbers of commands are. */
  int64() {
    const value = Number(this.#view.getBigInt64(this.#take(8)));
    if (!Number.isSafeInteger(value)) {
      throw new JournalFormatError("a number beyond 53 bits");
    }
    return value;
  }

  /** How many things follow, each of which takes so many bytes at least. */
  count(/** @type {number} */ bytesMin) {
    const count = this.int32();
    if (count < 0 || count * bytesMin > this.left) {
      throw new JournalFormatError(`${count} things in ${this.left} bytes`);
    }
    return count;
  }

  raw(/** @type {number} */ length) {
    const from = this.#take(length);
    return this.#bytes.subarray(from, from + length);
  }

  block() {
    return this.raw(this.count(1));
  }

  text() {
    try {
      return UTF_8.decode(this.block());
    } catch (error) {
      throw error instanceof JournalFormatError ? error : new JournalFormatError("no UTF-8");
    }
  }

  get left() {
    return this.#bytes.length - this.#at;
  }

  end() {
    if (this.left !== 0) {
      throw new JournalFormatError(`${this.left} bytes too many`);
    }
  }

  #take(/** @type {number} */ length) {
    if (length > this.left) {
      throw new JournalFormatError("it ends too early");
    }
    const from = this.#at;
    this.#at += length;
    return from;
  }
}

/**
 * An object of the archive, as replays bring it: base64 in pieces, of gzip.
 * @param {readonly string[]} chunks
 * @returns {Promise<Uint8Array>}
 * @throws {JournalFormatError}
 */
export async function unpack(chunks) {
  const packed = concatenate(chunks.map(fromBase64));
  const reader = new Blob([packed])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"))
    .getReader();
  const parts = [];
  let length = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value);
      length += next.value.length;
      // A kilobyte can hold a megabyte of zeros.
      if (length > OBJECT_BYTES_MAX) {
        await reader.cancel();
        throw new JournalFormatError(`over ${OBJECT_BYTES_MAX} bytes`);
      }
    }
  } catch (error) {
    throw error instanceof JournalFormatError ? error : new JournalFormatError("no sound gzip");
  }
  return concatenate(parts);
}

/**
 * Reads an object of the archive. That it can be read says nothing of whether its hashes hold.
 * @param {Uint8Array} bytes
 * @returns {Promise<Segment>}
 * @throws {JournalFormatError}
 */
export async function readSegment(bytes) {
  const reader = new StateReader(bytes);
  if (reader.int32() !== MAGIC) {
    throw new JournalFormatError("no journal");
  }
  const version = reader.uint8();
  if (version !== WHOLE && version !== SEGMENT) {
    throw new JournalFormatError(`a journal of format ${version}`);
  }
  const roomId = reader.text();
  const before = version === SEGMENT ? reader.int64() : 0;
  const headBefore =
    version === SEGMENT ? reader.raw(HASH_BYTES) : await emptyJournalHash(roomId);
  const entries = [];
  for (let left = reader.count(4); left > 0; left--) {
    entries.push(reader.block());
  }
  const head = reader.raw(HASH_BYTES);
  reader.end();
  // Else a segment could pass for a whole journal, or have any hash for its head.
  if (version === SEGMENT && (before < 1 || entries.length === 0)) {
    throw new JournalFormatError(`a segment of ${entries.length} entries after ${before}`);
  }
  return { roomId, before, headBefore, entries, head };
}

/** The hash of a room's journal before its first entry. */
function emptyJournalHash(/** @type {string} */ roomId) {
  return sha256(new TextEncoder().encode(`atrium/journal/1/${roomId}`));
}

/**
 * The hash of a journal: each entry is hashed onto what stood before.
 * @param {Uint8Array} headBefore
 * @param {readonly Uint8Array[]} entries
 * @returns {Promise<Uint8Array>}
 */
export async function chainHead(headBefore, entries) {
  let head = headBefore;
  for (const entry of entries) {
    head = await sha256(concatenate([head, entry]));
  }
  return head;
}

/**
 * Reads an entry. Its checksum is passed over: the hash chain vouches for more than that.
 * @param {Uint8Array} bytes
 * @returns {Entry}
 * @throws {JournalFormatError}
 */
export function readEntry(bytes) {
  const reader = new StateReader(bytes.subarray(0, Math.max(0, bytes.length - CRC_BYTES)));
  if (reader.uint8() !== ENTRY_FORMAT) {
    throw new JournalFormatError("an entry of another format");
  }
  const entry = readKind(reader);
  reader.end();
  return entry;
}

/** @returns {Entry} */
function readKind(/** @type {StateReader} */ reader) {
  const kind = reader.uint8();
  switch (kind) {
    case 1:
      return readOpened(reader);
    case 2:
      return {
        kind: "applied",
        tick: reader.int64(),
        index: reader.int32(),
        input: readInput(reader),
      };
    case 3: {
      const tick = reader.int64();
      const hash = reader.bool() ? hexOf(reader.raw(HASH_BYTES)) : undefined;
      return { kind: "mark", tick, hash };
    }
    default:
      throw new JournalFormatError(`an entry of kind ${kind}`);
  }
}

/** @returns {Opened} */
function readOpened(/** @type {StateReader} */ reader) {
  const roomId = reader.text();
  const game = reader.text();
  const rulesVersion = reader.int32();
  const seats = [];
  for (let left = reader.count(16); left > 0; left--) {
    seats.push(readSeat(reader));
  }
  skipOptions(reader);
  const nonces = new Map();
  for (let left = reader.count(8); left > 0; left--) {
    nonces.set(reader.int32(), reader.text());
  }
  return { kind: "opened", roomId, game, rulesVersion, seats, nonces };
}

/** @returns {Seat} */
function readSeat(/** @type {StateReader} */ reader) {
  const seat = {
    index: reader.int32(),
    playerId: reader.text(),
    name: reader.text(),
    icon: reader.text(),
    bot: reader.bool(),
  };
  skipOptions(reader);
  return seat;
}

function skipOptions(/** @type {StateReader} */ reader) {
  for (let left = reader.count(8); left > 0; left--) {
    reader.block();
    reader.block();
  }
}

/** @returns {Input} */
function readInput(/** @type {StateReader} */ reader) {
  const kind = reader.uint8();
  switch (kind) {
    case 1: {
      const seat = reader.int32();
      const sequence = reader.int64();
      const action = reader.text();
      return { kind: "command", seat, sequence, action, fields: reader.raw(reader.left) };
    }
    case 2:
      return { kind: "joined", seat: readSeat(reader) };
    case 3:
      return { kind: "left", seat: reader.int32() };
    case 4: {
      const seat = reader.int32();
      reader.bool();
      return { kind: "presence", seat };
    }
    case 5: {
      const seat = reader.int32();
      reader.text();
      return { kind: "forfeited", seat };
    }
    case 6:
    case 7:
    case 8:
      reader.raw(reader.left);
      return {
        kind: kind === 6 ? "operator-act" : kind === 7 ? "room-message" : "effects-acknowledged",
      };
    default:
      throw new JournalFormatError(`an input of kind ${kind}`);
  }
}

/**
 * The fields of the arena's `move-warrior`, as a client says them.
 * @param {Uint8Array} fields
 * @returns {{warriorId: string, direction: string, at?: {x: number, y: number}}}
 * @throws {JournalFormatError}
 */
export function readMove(fields) {
  const reader = new StateReader(fields);
  const warriorId = reader.text();
  const direction = reader.text().toLowerCase();
  const at = reader.bool() ? { x: reader.int32(), y: reader.int32() } : undefined;
  reader.end();
  return at ? { warriorId, direction, at } : { warriorId, direction };
}

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<Uint8Array>}
 */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** @param {readonly Uint8Array[]} parts */
export function concatenate(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Lower-case hex. */
export function hexOf(/** @type {Uint8Array} */ bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Bytes of base64, of base64url too.
 * @throws {JournalFormatError} if it is neither
 */
export function fromBase64(/** @type {string} */ text) {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    throw new JournalFormatError("no base64");
  }
}
