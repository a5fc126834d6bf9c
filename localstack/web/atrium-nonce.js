/**
 * The player's share of a room's seed: a secret nonce, of which queueing tells only the hash.
 */

/**
 * @typedef {object} Nonce
 * @property {string} nonce 32 random bytes as lower-case hex; secret until `enter`
 * @property {string} nonceHash lower-case hex SHA-256 of those 32 bytes (not of their hex)
 */

/**
 * @param {Crypto} crypto WebCrypto (browsers need a secure page, https or localhost, for it)
 * @returns {Promise<Nonce>}
 */
export async function drawNonce(crypto) {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return { nonce: hex(bytes), nonceHash: hex(new Uint8Array(digest)) };
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
