/**
 * Base58 as Bitcoin and Solana write it: no 0, O, I, l; a leading zero byte is a leading `1`.
 */

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/**
 * @param {Uint8Array} bytes meant for keys and signatures: the time grows with the square of the
 *     length
 * @returns {string}
 */
export function base58Encode(bytes) {
  let zeros = 0;
  while (zeros < bytes.length && bytes[zeros] === 0) {
    zeros++;
  }
  /** @type {number[]} least significant first */
  const digits = [];
  for (const byte of bytes.subarray(zeros)) {
    let carry = byte;
    for (let index = 0; index < digits.length; index++) {
      carry += digits[index] * 256;
      digits[index] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    while (carry > 0) {
      digits.push(carry % 58);
      carry = Math.floor(carry / 58);
    }
  }
  const body = digits.reverse().map((digit) => ALPHABET[digit]);
  return ALPHABET[0].repeat(zeros) + body.join("");
}
