/**
 * Waits until a finished match stands on the leaderboard. Settlement replays the match first, so it
 * takes a moment; the wait is bounded.
 */

/** Together about 25 seconds. */
export const POLL_WAITS_MS = Object.freeze([
  300, 400, 500, 700, 1_000, 1_000, 1_500, 1_500, 2_000, 2_000, 3_000, 3_000, 4_000, 4_000,
]);

/**
 * @param {object} ports
 * @param {() => Promise<import("./atrium-shapes.js").Board>} ports.board
 * @param {() => Promise<import("./atrium-shapes.js").MatchRecord>} ports.match
 * @param {() => Promise<import("./atrium-shapes.js").PlayerRecord>} ports.player
 * @param {(waitMs: number) => Promise<void>} ports.wait
 * @param {() => boolean} ports.wanted false ends the waiting
 * @param {object} own
 * @param {string} own.playerId
 * @param {number} own.playedBefore matches counted before this one
 * @returns {Promise<{settled: boolean, board: import("./atrium-shapes.js").Board | undefined,
 *     record: import("./atrium-shapes.js").PlayerRecord | undefined}>} `settled: false` if the time
 *     was up; never rejects
 */
export async function awaitSettled(ports, own) {
  let board;
  let record;
  for (const waitMs of POLL_WAITS_MS) {
    await ports.wait(waitMs);
    if (!ports.wanted()) {
      break;
    }
    try {
      const match = await ports.match();
      if (!match.settled) {
        continue;
      }
      [board, record] = await Promise.all([ports.board(), ports.player()]);
      const row = board.entries.find((entry) => entry.playerId === own.playerId);
      const counted = record.statistics.played > own.playedBefore;
      if (counted && (!row || row.played > own.playedBefore)) {
        return { settled: true, board, record };
      }
    } catch {
      // The next turn asks again; the last one gives up.
    }
  }
  return { settled: false, board, record };
}

/**
 * The record of a finished match in the shape of `game-complete`, for who was away when that came.
 * @param {import("./atrium-shapes.js").MatchRecord | undefined} record
 * @returns {import("./atrium-shapes.js").Completion | undefined} undefined if it has no standings
 */
export function completionOf(record) {
  if (!record?.standings?.length) {
    return undefined;
  }
  const first = record.standings.filter(({ place }) => place === 1);
  return {
    roomId: record.roomId,
    outcomeHash: record.outcomeHash ?? "",
    stateHash: record.stateHash ?? "",
    ticks: record.ticks ?? 0,
    reason: record.status,
    standings: record.standings,
    winner: first.map(({ name }) => name).join(" & "),
    winners: first.map(({ playerId }) => playerId),
  };
}
