/**
 * Compact bytes, as the subprotocol `atrium.v1` writes numbers and texts. Whatever bytes a reader
 * is given, it throws {@link CompactFormatError} and nothing else, and makes nothing larger than
 * they are.
 */

/** Bytes that are no frame, or not the one that they should be. */
export class CompactFormatError extends Error {
  constructor(/** @type {string} */ message) {
    super(message);
    this.name = "CompactFormatError";
  }
}

/** A server sends none that is larger. */
export const FRAME_BYTES_MAX = 1 << 20;

/** Beyond it a JavaScript number is no longer exact: no frame comes near it. */
const NUMBER_MAX = Number.MAX_SAFE_INTEGER;

// A byte order mark is text like any other.
const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads one frame from its first byte to its last. */
export class CompactReader {
  #bytes;
  #at = 0;

  constructor(/** @type {Uint8Array} */ bytes) {
    if (bytes.length > FRAME_BYTES_MAX) {
      throw new CompactFormatError(`${bytes.length} bytes (allowed: ${FRAME_BYTES_MAX})`);
    }
    this.#bytes = bytes;
  }

  /** One byte, 0-255. */
  uint8() {
    this.#require(1);
    return this.#bytes[this.#at++];
  }

  /** One byte that is below a bound. */
  below(/** @type {number} */ bound) {
    const value = this.uint8();
    if (value >= bound) {
      throw new CompactFormatError(`${value} (allowed: below ${bound})`);
    }
    return value;
  }

  /**
   * One of a list, by its place there.
   * @template T
   * @param {readonly T[]} list of 256 at most
   * @returns {T}
   */
  oneOf(list) {
    return list[this.below(list.length)];
  }

  /** A number from 0 to a most, in as few bytes as it takes. */
  unsigned(most = NUMBER_MAX) {
    let value = 0;
    // Not shifted: bits of JavaScript end at 32.
    let worth = 1;
    for (let count = 1; count <= 9; count++) {
      const next = this.uint8();
      value += (next & 0x7f) * worth;
      if (next < 0x80) {
        if (next === 0 && count > 1) {
          throw new CompactFormatError("a number in more bytes than it takes");
        }
        if (value > most) {
          throw new CompactFormatError(`${value} (allowed: 0-${most})`);
        }
        return value;
      }
      worth *= 0x80;
    }
    throw new CompactFormatError("a number in more than nine bytes");
  }

  /** A number of either sign, of 32 bits. */
  signed() {
    const value = this.unsigned(0xffff_ffff);
    return (value >>> 1) ^ -(value & 1);
  }

  /** How many things follow, each of which takes at least one byte. */
  count() {
    const count = this.unsigned();
    if (count > this.#left) {
      throw new CompactFormatError(`${count} things in ${this.#left} bytes`);
    }
    return count;
  }

  /** UTF-8 behind its length. */
  text() {
    const length = this.count();
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    try {
      return UTF_8.decode(bytes);
    } catch {
      throw new CompactFormatError("no UTF-8");
    }
  }

  /** Takes so many bits, in whole bytes; they are asked for by their place. */
  bits(/** @type {number} */ count) {
    const length = Math.ceil(count / 8);
    this.#require(length);
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return new CompactBits(bytes);
  }

  /** Whether anything is left. */
  hasMore() {
    return this.#left > 0;
  }

  /** Requires that everything has been read. */
  end() {
    if (this.#left !== 0) {
      throw new CompactFormatError(`${this.#left} bytes too many`);
    }
  }

  get #left() {
    return this.#bytes.length - this.#at;
  }

  #require(/** @type {number} */ count) {
    if (count > this.#left) {
      throw new CompactFormatError("it ends too early");
    }
  }
}

/** Bits in bytes, the lowest of each first. */
class CompactBits {
  #bytes;

  constructor(/** @type {Uint8Array} */ bytes) {
    this.#bytes = bytes;
  }

  isSet(/** @type {number} */ index) {
    return ((this.#bytes[index >> 3] >> (index & 7)) & 1) !== 0;
  }

  /** Two of them: pair `index`, 0-3. */
  pair(/** @type {number} */ index) {
    return (this.#bytes[index >> 2] >> ((index & 3) << 1)) & 3;
  }
}

/** Writes one frame of a client, which is short. */
export class CompactWriter {
  /** @type {number[]} */
  #bytes = [];

  /** One byte, 0-255. */
  uint8(/** @type {number} */ value) {
    this.#bytes.push(value);
    return this;
  }

  /** A whole number from 0 to 2^53 - 1, seven bits a byte, the lowest first. */
  unsigned(/** @type {number} */ value) {
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes.push(rest);
    return this;
  }

  /** A whole number of 32 bits and either sign: 0, -1, 1, -2 … count from 0. */
  signed(/** @type {number} */ value) {
    return this.unsigned(((value << 1) ^ (value >> 31)) >>> 0);
  }

  /** @returns {ArrayBuffer} */
  toBuffer() {
    return Uint8Array.from(this.#bytes).buffer;
  }
}
