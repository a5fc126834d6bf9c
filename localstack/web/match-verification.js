/** Verifies one match with what the server gives and what this browser kept of it. */

import { verifyReplay } from "./atrium-replay.js";

/** @typedef {{checks: import("./atrium-replay.js").Check[], played: boolean}} Verification
 *     `played`: this browser kept something of it */

/**
 * @param {Pick<import("./atrium.js").Atrium, "replay" | "seedKeys" | "outcomeKeys">} atrium
 * @param {string} roomId
 * @param {import("./kept-matches.js").KeptMatch} [kept]
 * @returns {Promise<Verification>}
 * @throws {import("./atrium.js").AtriumError} if there is no replay
 */
export async function verification(atrium, roomId, kept) {
  // Without them all but whose key it is can be told.
  const seedKeys = atrium.seedKeys().then(
    (all) => all.map(({ publicKey }) => publicKey),
    () => undefined,
  );
  const outcomeKeys = atrium.outcomeKeys().catch(() => undefined);
  const replay = await atrium.replay(roomId);
  const own = kept && { seat: kept.seat, nonce: kept.nonce, inputs: kept.inputs };
  const keys = { seedKeys: await seedKeys, outcomeKeys: await outcomeKeys };
  const checks = await verifyReplay(replay, { roomId, ...keys, own });
  return { checks, played: own !== undefined };
}

/**
 * How many hold, fail, and cannot be told.
 * @param {readonly import("./atrium-replay.js").Check[]} checks
 */
export function tally(checks) {
  const count = (/** @type {true | false | "unknown"} */ holds) =>
    checks.filter((check) => check.holds === holds).length;
  return { hold: count(true), fail: count(false), unknown: count("unknown") };
}
