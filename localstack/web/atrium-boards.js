/** Reads leaderboards: the present season if none is named. */
export class Boards {
  #get;

  /** @param {(path: string) => Promise<any>} get asks the server for a path */
  constructor(get) {
    this.#get = get;
  }

  /**
   * A page, best first.
   * @param {string} board `blitz` for one, or `party`, whose entries are `PartyBoardEntry`
   * @param {{limit?: number, cursor?: string, season?: string}} [page] limit 1-100, default 20;
   *     `cursor` is the `next` of the page before
   * @returns {Promise<import("./atrium-shapes.js").Board>}
   */
  async top(board, page = {}) {
    return this.#get(path(board, "", page));
  }

  /**
   * The places about a player.
   * @param {string} board
   * @param {string} playerId
   * @param {{around?: number, season?: string}} [range] so many before his and as many behind,
   *     0-49, default 5
   * @returns {Promise<import("./atrium-shapes.js").Board>}
   * @throws {import("./atrium-errors.js").AtriumError} `not-found` if he is not on it
   */
  async around(board, playerId, range = {}) {
    return this.#get(path(board, `/players/${encodeURIComponent(playerId)}`, range));
  }

  /**
   * Those of some players who are on the board, in order, with their ranks among all.
   * @param {string} board
   * @param {readonly string[]} playerIds 1-100
   * @param {{season?: string}} [options]
   * @returns {Promise<import("./atrium-shapes.js").Board>}
   */
  async friends(board, playerIds, options = {}) {
    return this.#get(path(board, "/friends", { ids: playerIds.join(","), ...options }));
  }

  /**
   * The newest 100 seasons, the newest first.
   * @param {string} board
   * @returns {Promise<import("./atrium-shapes.js").SeasonRecord[]>}
   */
  async seasons(board) {
    return (await this.#get(path(board, "/seasons", {}))).seasons ?? [];
  }
}

function path(
  /** @type {string} */ board,
  /** @type {string} */ part,
  /** @type {Record<string, string | number | undefined>} */ asked,
) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined) {
      query.set(name, String(value));
    }
  }
  return `/leaderboards/${encodeURIComponent(board)}${part}?${query}`;
}
