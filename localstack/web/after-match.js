import { awaitSettled } from "./settled-board.js";
import { followStakes } from "./stakes.js";

/** What is looked for behind a match that counts, while its result is shown. */

const sleep = (/** @type {number} */ waitMs) =>
  /** @type {Promise<void>} */ (new Promise((resolve) => setTimeout(resolve, waitMs)));

/**
 * Follows a result until it stands on the board and its pot is paid; the waits are bounded.
 * @param {object} page
 * @param {import("./atrium.js").Atrium} page.atrium
 * @param {ReturnType<typeof import("./page-state.js").newPageState>} page.state
 * @param {() => void} page.draw
 * @param {string} page.board
 * @param {string} roomId
 * @param {any} result of the page's state
 */
export async function followResult(page, roomId, result) {
  await Promise.all([followSettlement(page, roomId, result), followPot(page, roomId, result)]);
}

async function followSettlement(
  /** @type {Parameters<typeof followResult>[0]} */ { atrium, state, draw, board },
  /** @type {string} */ roomId,
  /** @type {any} */ result,
) {
  const playedBefore = state.record?.statistics.played ?? 0;
  const settled = await awaitSettled(
    {
      board: () => atrium.leaderboard(board, { limit: 100 }),
      match: () => atrium.match(roomId),
      player: () => atrium.player(result.playerId),
      wait: sleep,
      wanted: () => state.result === result,
    },
    { playerId: result.playerId, playedBefore },
  );
  result.settlement = settled.settled ? "settled" : "late";
  result.board = settled.board;
  state.board = settled.board ?? state.board;
  state.record = settled.record ?? state.record;
  draw();
}

/** What one won or lost, if the match was played for stakes. */
async function followPot(
  /** @type {Parameters<typeof followResult>[0]} */ { atrium, state, draw },
  /** @type {string} */ roomId,
  /** @type {any} */ result,
) {
  const ports = {
    match: () => atrium.match(roomId),
    wait: sleep,
    wanted: () => state.result === result,
    changed(/** @type {import("./stakes.js").OwnStakes} */ own) {
      result.stakes = own;
      draw();
    },
  };
  await followStakes(ports, result.playerId);
}
