/** What a match costs, and what came of it for one player. Pure. Amounts are whole numbers. */

import { POLL_WAITS_MS } from "./settled-board.js";

/**
 * What playing for stakes costs and whether one can.
 * @param {import("./atrium-shapes.js").Account | null | undefined} account
 * @param {string} game
 * @param {number} warriors
 * @returns {{fee: number, cost: number, balance: number, affordable: boolean} | undefined}
 *     undefined if the game is not played for stakes, or that is not known
 */
export function entryOf(account, game, warriors) {
  const fee = account?.fees?.[game];
  if (!account || !(fee !== undefined && fee > 0)) {
    return undefined;
  }
  const cost = fee * warriors;
  return { fee, cost, balance: account.balance, affordable: account.balance >= cost };
}

/**
 * What came of a match for one player.
 * @typedef {object} OwnStakes
 * @property {"waiting" | "paid" | "refunded"} state
 * @property {number} entry what he paid
 * @property {number} got what he was paid, or what came back
 * @property {number} pot
 */

/**
 * @param {import("./atrium-shapes.js").Stakes | undefined} stakes of the match's record
 * @param {string} playerId
 * @returns {OwnStakes | undefined} undefined if he paid nothing for it
 */
export function ownStakes(stakes, playerId) {
  const own = stakes?.entries.find((entry) => entry.playerId === playerId);
  if (!stakes || !own) {
    return undefined;
  }
  const { pot } = stakes;
  if (own.refunded) {
    // Whole, and for good: of a pot that others are paid from he has no part.
    return { state: "refunded", entry: own.amount, got: own.amount, pot };
  }
  const payouts = stakes.payouts?.players ?? [];
  const got = payouts
    .filter((payout) => payout.playerId === playerId)
    .reduce((sum, { amount }) => sum + amount, 0);
  return stakes.state === "paid"
    ? { state: "paid", entry: own.amount, got, pot }
    : { state: "waiting", entry: own.amount, got: 0, pot };
}

/**
 * Looks until the pot is paid; the wait is bounded.
 * @param {object} ports
 * @param {() => Promise<import("./atrium-shapes.js").MatchRecord>} ports.match
 * @param {(waitMs: number) => Promise<void>} ports.wait
 * @param {() => boolean} ports.wanted false ends the waiting
 * @param {(own: OwnStakes) => void} ports.changed told each time that it is known better
 * @param {string} playerId
 */
export async function followStakes(ports, playerId) {
  for (const waitMs of POLL_WAITS_MS) {
    const record = await ports.match().catch(() => undefined);
    if (!ports.wanted() || (record && !record.stakes)) {
      return;
    }
    const own = ownStakes(record?.stakes, playerId);
    if (own) {
      ports.changed(own);
    }
    if (own && own.state !== "waiting") {
      return;
    }
    await ports.wait(waitMs);
  }
}

const NUMBERS = new Intl.NumberFormat("en");

/** `12,500` */
export const amount = (/** @type {number} */ value) => NUMBERS.format(value);

/**
 * @param {OwnStakes} own
 * @returns {string} one sentence, or two
 */
export function stakesWords({ state, entry, got, pot }) {
  switch (state) {
    case "waiting":
      return `The pot of ${amount(pot)} is being paid out …`;
    case "refunded":
      return `Your entry of ${amount(got)} came back.`;
    case "paid": {
      if (got === 0) {
        return `You lost your entry of ${amount(entry)}.`;
      }
      const net = got - entry;
      const more = net >= 0 ? `${amount(net)} more` : `${amount(-net)} less`;
      return `You were paid ${amount(got)} from the pot: ${more} than your entry.`;
    }
  }
}
