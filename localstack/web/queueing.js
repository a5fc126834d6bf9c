import { QueueWatch } from "./queue-watch.js";
import { entryOf } from "./stakes.js";

/** Waiting for a match: for stakes or with house bots if the page's draft says so. */
export class Queueing {
  #state;
  #ports;
  #watch;

  /**
   * @param {ReturnType<typeof import("./page-state.js").newPageState>} state of the page
   * @param {object} ports
   * @param {() => Promise<import("./atrium.js").Lobby>} ports.connect
   * @param {() => import("./atrium.js").Lobby | undefined} ports.lobby
   * @param {() => void} ports.draw
   */
  constructor(state, ports) {
    this.#state = state;
    this.#ports = ports;
    this.#watch = new QueueWatch({ draw: ports.draw, look: () => this.#look() });
  }

  async #look() {
    const state = this.#state;
    const lobby = this.#ports.lobby();
    if (lobby?.state === "open" && state.queue) {
      const status = await lobby.matchmakingStatus(state.queue.game).catch(() => undefined);
      if (status && state.queue) {
        state.queue.waiting = status.waiting;
      }
    }
  }

  /**
   * Queues.
   * @throws {import("./atrium.js").AtriumError} why not
   */
  async enter(/** @type {string} */ game, /** @type {number} */ warriors) {
    const state = this.#state;
    const stakes = state.draft.stakes && entryOf(state.account, game, warriors) !== undefined;
    const bots = state.draft.bots && !stakes;
    const open = await this.#ports.connect();
    // Known before the answer, for `match-found` may overtake it.
    state.queue = { game, sinceMs: performance.now(), waiting: 1, bots };
    this.#watch.start();
    try {
      const queued = await open.matchmake({ game, warriors, bots, stakes });
      if (state.queue) {
        state.queue.waiting = queued.waiting;
      }
    } catch (error) {
      this.over();
      throw error;
    }
  }

  /** Waits no longer. */
  over() {
    this.#watch.stop();
    this.#state.queue = undefined;
  }

  /** That match is entered now; the place in the queue of another game is given up. */
  behind(/** @type {string} */ game) {
    const { queue } = this.#state;
    if (queue && queue.game !== game) {
      this.#ports.lobby()?.cancelMatchmaking(queue.game).catch(() => {});
    }
    this.over();
  }
}
