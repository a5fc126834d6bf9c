/** What a player may do with his own account, but for playing and paying. */
export class OwnAccount {
  #atrium;
  #call;

  /**
   * @param {{session?: import("./atrium-shapes.js").Session}} atrium whose session it is
   * @param {(method: any, path: string, more: {body?: object, signedIn: true}) => any} call its own
   *     way to ask the server
   */
  constructor(atrium, call) {
    this.#atrium = atrium;
    this.#call = call;
  }

  /**
   * Takes a name that nobody else has; the session that it is shown in is the present one then.
   * @param {string} userName 3-20 letters, digits, spaces and `_ - .`
   * @returns {Promise<{playerId: string, userName: string | null, name: string}>}
   * @throws {import("./atrium-errors.js").AtriumError} `name-taken`, `name-not-allowed`,
   *     `profanity`, `name-changed-lately`
   */
  async claimUserName(userName) {
    const named = { body: { userName }, signedIn: true };
    return this.#renamed(await this.#call("PUT", "/account/user-name", named));
  }

  /**
   * Gives the user name up: it is free for others.
   * @returns {Promise<{playerId: string, userName: string | null, name: string}>}
   */
  async releaseUserName() {
    return this.#renamed(await this.#call("DELETE", "/account/user-name", { signedIn: true }));
  }

  #renamed(/** @type {any} */ { token, expiresAt, ...named }) {
    this.#atrium.session = { playerId: named.playerId, token, expiresAt };
    return named;
  }

  /**
   * A page of all that the server has stored of the player.
   * @param {string} [cursor] the `next` of the page before
   * @returns {Promise<any>}
   */
  async export(cursor) {
    const query = cursor === undefined ? "" : `?cursor=${encodeURIComponent(cursor)}`;
    return this.#call("GET", `/account/export${query}`, { signedIn: true });
  }

  /**
   * Deletes the player's account for good, and forgets the session.
   * @param {{abandonBalance?: boolean}} [options] whether what he has goes to the platform
   * @returns {Promise<{playerId: string, deletedAt: number}>}
   * @throws {import("./atrium-errors.js").AtriumError} `balance-left`, `entry-open`, `banned`
   */
  async delete({ abandonBalance = false } = {}) {
    const body = { confirm: "DELETE", abandonBalance };
    const deleted = await this.#call("DELETE", "/account", { body, signedIn: true });
    this.#atrium.session = undefined;
    return deleted;
  }
}
