/**
 * Whether the result of a replay is signed, and with a key of the server. Part of
 * `atrium-replay.js`.
 */

import { fromBase64, hexOf, sha256 } from "./atrium-journal.js";
import { checked } from "./atrium-replay-own.js";

/**
 * A key that a server says it signs results with.
 * @typedef {{keyId: string, publicKey: string}} PublishedKey `publicKey`: 64 hex digits
 */

/**
 * The key that a replay brings is its own claim: a signature holds only under a published one.
 * @param {import("./atrium-replay.js").ReplayText} replay
 * @param {any} outcome the parsed one
 * @param {import("./atrium-replay.js").Known} known
 * @returns {Promise<import("./atrium-replay.js").Check>}
 */
export async function checkSignature(replay, outcome, { roomId, outcomeKeys }) {
  const { keyId } = replay;
  const all = Array.isArray(outcomeKeys) ? outcomeKeys : undefined;
  const published = (all ?? []).filter((key) => key?.keyId === keyId).map((key) => key.publicKey);
  const publicKey = replay.publicKey ?? published[0];
  const facts = [
    { name: "public key", value: publicKey ?? "none" },
    { name: "its name", value: String(keyId) },
  ];
  const say = (
    /** @type {import("./atrium-replay.js").Check["holds"]} */ holds,
    /** @type {string} */ why,
  ) => checked("signature", holds, why, facts);
  if (outcome?.roomId !== roomId) {
    return say(false, "The result is not of this match.");
  }
  if (publicKey == null) {
    return say("unknown", "There is no public key here to check the signature with.");
  }
  if (!/^[0-9a-f]{64}$/.test(publicKey)) {
    return say(false, "What is given as the public key is none.");
  }
  const key = Uint8Array.from(publicKey.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  if (hexOf(await sha256(key)).slice(0, 16) !== keyId) {
    return say(false, "The public key is not the one that the replay names.");
  }
  if (published.length > 0 && !published.includes(publicKey)) {
    return say(false, "The server publishes another key under this name.");
  }
  const signed = await isSigned(replay, key);
  if (signed !== true) {
    return signed === "unknown"
      ? say("unknown", "This browser cannot check signatures of this kind (Ed25519).")
      : say(false, "The signature is not of this result: one of the two was changed.");
  }
  if (published.length > 0) {
    return say(true, "The result is signed with this server's key, and was not changed since.");
  }
  return all
    ? say("unknown", "The signature fits, but its key is none that the server publishes.")
    : say("unknown", "The signature fits; whether its key is the server's could not be asked.");
}

/** @returns {Promise<boolean | "unknown">} `unknown` where the browser has no Ed25519 */
async function isSigned(
  /** @type {import("./atrium-replay.js").ReplayText} */ { outcome, signature },
  /** @type {Uint8Array} */ key,
) {
  try {
    const usage = /** @type {KeyUsage[]} */ (["verify"]);
    const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, usage);
    const text = new TextEncoder().encode(outcome);
    return await crypto.subtle.verify({ name: "Ed25519" }, imported, fromBase64(signature), text);
  } catch (error) {
    // Anything else: the signature or the key cannot be read.
    return error instanceof DOMException && error.name === "NotSupportedError" ? "unknown" : false;
  }
}
