import { OwnMatches } from "./own-matches.js";

/** What the lobby shows beside the games: the board, one's own record, account and matches. */
export class LobbyData {
  #atrium;
  #state;
  #ports;
  #matches;

  /**
   * @param {import("./atrium.js").Atrium} atrium
   * @param {ReturnType<typeof import("./page-state.js").newPageState>} state of the page
   * @param {object} ports
   * @param {string} ports.board
   * @param {() => void} ports.draw
   * @param {(error: unknown) => void} ports.fail
   */
  constructor(atrium, state, ports) {
    this.#atrium = atrium;
    this.#state = state;
    this.#ports = ports;
    this.#matches = new OwnMatches({
      match: (roomId) => atrium.match(roomId),
      playerId: () => state.profile?.playerId,
      draw: ports.draw,
    });
    state.matches = this.#matches;
  }

  /** The board, and one's own record: shown, and compared with after the next match. */
  async load() {
    const state = this.#state;
    const playerId = state.profile?.playerId;
    this.#matches.load();
    const [board, record, account] = await Promise.allSettled([
      this.#atrium.leaderboard(this.#ports.board, { limit: 100 }),
      playerId ? this.#atrium.player(playerId) : Promise.resolve(undefined),
      playerId ? this.#atrium.account() : Promise.resolve(undefined),
    ]);
    if (board.status === "fulfilled") {
      state.board = board.value;
    } else {
      this.#ports.fail(board.reason);
    }
    // A player without any match may have no record yet: that is no error.
    state.record = record.status === "fulfilled" ? record.value : state.record;
    // Without it nothing is played for stakes.
    state.account = account.status === "fulfilled" ? account.value : null;
    this.#ports.draw();
  }

  /** Something was paid, or came back. */
  async loadAccount() {
    const state = this.#state;
    state.account = await this.#atrium.account().catch(() => state.account);
    this.#ports.draw();
  }

  get actions() {
    return {
      refreshBoard: () => this.load(),
      loadMatches: (/** @type {number} */ count) => this.#matches.load(count),
    };
  }
}
