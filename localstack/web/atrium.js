/**
 * Atrium's client library: one import for every page, and for Node 20 or later.
 *
 * ```js
 * import { Atrium } from "./atrium.js";
 *
 * const atrium = new Atrium({ baseUrl: location.origin });
 * await atrium.signInAsGuest({ name: "Livia", icon: "fox" });
 * const lobby = await atrium.connect();
 * lobby.on("match-found", async (match) => {
 *   const room = atrium.prepareRoom(match);
 *   room.on("view", (view) => draw(view.tick, view.data.warriors));
 *   room.on("complete", ({ winner }) => console.log(winner));
 *   await room.enter();
 *   room.move(`${room.seat}-0`, "ne");
 * });
 * await lobby.matchmake({ warriors: 2, bots: true });
 * ```
 *
 * It touches no page: no DOM (but whether the page is hidden), no storage. Everything that fails is
 * an {@link AtriumError} with a `code`. The parts: `atrium-shapes` (types), `atrium-errors`,
 * `atrium-http`, `atrium-wallets` (who proves whose a wallet is), `atrium-session` (renews a
 * session before it ends), `atrium-link` (one socket), `atrium-lasting-link` (reconnection),
 * `atrium-lobby`, `atrium-sieges` (registrations), `atrium-room`, `atrium-strict-room` with
 * `atrium-strict-outbox` (rooms that are joined by a code), `atrium-room-connection` (stays
 * connected to it), `atrium-room-greeting` (entering and coming back), `atrium-room-place` (where
 * it is by now), `atrium-room-watch` (notices when it has gone quiet), `atrium-room-stream` (what
 * of a room is news), `atrium-room-outbox` and `atrium-commands` (numbering, pace and resending),
 * `atrium-wire` and `atrium-v1` (the binary subprotocol of room sockets), `atrium-own-inputs` (what
 * is kept of one's commands), `atrium-account` (a user name, and one's own data), `atrium-boards`
 * (leaderboards), `atrium-party-place` (who queues together), `atrium-proof` (what a newcomer's
 * machine solves), `atrium-replay` with `atrium-replay-signature`, `atrium-replay-own`,
 * `atrium-journal` and `atrium-vrf` (a match that is over is verified). The page's prediction
 * stands on the `sent` event and `pendingCommands` of `Room`.
 *
 * @module
 */

import { OwnAccount } from "./atrium-account.js";
import { Boards } from "./atrium-boards.js";
import { AtriumError } from "./atrium-errors.js";
import { Http } from "./atrium-http.js";
import { Lobby } from "./atrium-lobby.js";
import { drawNonce } from "./atrium-nonce.js";
import { solvePuzzle } from "./atrium-proof.js";
import { Room } from "./atrium-room.js";
import { SessionKeeper } from "./atrium-session.js";
import { StrictRoom } from "./atrium-strict-room.js";
import { proveEthereum, proveSolana } from "./atrium-wallets.js";

export { AtriumError, closeReason } from "./atrium-errors.js";
export { base58Encode } from "./atrium-base58.js";
export { JSON_CODEC } from "./atrium-link.js";
export { Lobby } from "./atrium-lobby.js";
export { Room } from "./atrium-room.js";
export { StrictRoom } from "./atrium-strict-room.js";

/** The protocol version that this library speaks. */
export const PROTOCOL = 1;

/** The icons that a player may have. */
export const ICONS = Object.freeze(
  /** @type {const} */ ([
    "fox",
    "owl",
    "bear",
    "wolf",
    "lion",
    "hawk",
    "boar",
    "stag",
    "hare",
    "crow",
  ]),
);

/** Where a warrior can go: eight ways, or nowhere. */
export const DIRECTIONS = Object.freeze(
  /** @type {const} */ (["n", "ne", "e", "se", "s", "sw", "w", "nw", "stop"]),
);

/** One player at one Atrium server. */
export class Atrium {
  #http;
  #socketUrl;
  #surroundings;
  #options;
  #keeper;
  #onSession;

  /** The signed-in player's user name and data. */
  own = new OwnAccount(this, (method, path, more) => this.#call(method, path, more));

  /** Leaderboards and their seasons. */
  boards = new Boards((path) => this.#call("GET", path));

  /**
   * @param {object} options
   * @param {string} options.baseUrl of the HTTP API, without a slash at the end
   * @param {string | (() => Promise<string>)} [options.socketUrl] default `/ws` at the base URL
   * @param {number} [options.timeoutMs] of one HTTP request, default 10,000
   * @param {Partial<import("./atrium-lasting-link.js").BackOff>} [options.backOff]
   * @param {"binary" | "json"} [options.wire] of room sockets: `binary` (the default) offers the
   *     subprotocol `atrium.v1` and speaks JSON where it is not chosen; `json` never offers it
   * @param {Partial<import("./atrium-link.js").Surroundings>} [options.surroundings] instead of the
   *     global `WebSocket`, `fetch`, `crypto`, clocks and `document.hidden`
   * @param {(session: import("./atrium-shapes.js").Session) => void} [options.onSession] is told
   *     of a session that took the place of another by itself, so that a page keeps that one
   */
  constructor({
    baseUrl,
    socketUrl,
    timeoutMs = 10_000,
    backOff,
    wire,
    surroundings = {},
    onSession = () => {},
  }) {
    const base = baseUrl.replace(/\/+$/, "");
    this.#socketUrl = socketUrl ?? `${base.replace(/^http/, "ws")}/ws`;
    this.#options = { backOff, wire };
    this.#surroundings = {
      WebSocket: globalThis.WebSocket,
      fetch: (...request) => globalThis.fetch(...request),
      crypto: globalThis.crypto,
      now: () => performance.now(),
      wallNow: () => Date.now(),
      random: () => Math.random(),
      setTimer: (run, delayMs) => setTimeout(run, delayMs),
      clearTimer: (timer) => clearTimeout(timer),
      isHidden: () => globalThis.document?.hidden === true,
      ...surroundings,
    };
    this.#http = new Http(base, timeoutMs, this.#surroundings.fetch);
    this.#keeper = new SessionKeeper(this.#surroundings, () => this.refresh());
    this.#onSession = onSession;
  }

  /**
   * The signed-in player, or undefined. May be set to a session that was kept from earlier. It is
   * renewed by itself before it ends.
   * @returns {import("./atrium-shapes.js").Session | undefined}
   */
  get session() {
    return this.#keeper.session;
  }

  set session(session) {
    this.#keeper.session = session;
  }

  /**
   * Signs in without an account. This machine works for it first, for a moment or for seconds, as
   * the server wants it; where the server asks for a CAPTCHA instead, the page brings its token.
   * @param {{name: string, icon: string, captcha?: string}} guest name of 1-20 characters, one of
   *     {@link ICONS}, and the token of a CAPTCHA
   * @returns {Promise<import("./atrium-shapes.js").Session>}
   */
  async signInAsGuest({ name, icon, captcha }) {
    const shown = captcha === undefined ? { proof: await this.#proof() } : { captcha };
    this.session = await this.#call("POST", "/auth/guest", { body: { name, icon, ...shown } });
    return this.session;
  }

  /** That this machine has worked: good for one sign-up. */
  async #proof() {
    return solvePuzzle(await this.#call("POST", "/auth/puzzle", { body: {} }), this.#surroundings);
  }

  /**
   * Signs in with a Solana wallet: asks it for its address and to sign the server's challenge.
   * @param {object} wallet a provider such as `window.solana`: `connect()` and `signMessage()`
   * @returns {Promise<import("./atrium-shapes.js").Session>}
   * @throws {AtriumError} `wallet-missing`, `wallet-refused` (its owner said no), `wallet-failed`,
   *     or the server's refusal
   */
  async signInWithSolana(wallet) {
    return this.#signIn(await proveSolana(wallet, (wanted) => this.#challenge(wanted)));
  }

  /**
   * The same with a wallet of a chain like Ethereum.
   * @param {object} provider EIP-1193, such as `window.ethereum`
   * @returns {Promise<import("./atrium-shapes.js").Session>}
   * @throws {AtriumError} as {@link Atrium#signInWithSolana}
   */
  async signInWithEthereum(provider) {
    return this.#signIn(await proveEthereum(provider, (wanted) => this.#challenge(wanted)));
  }

  /**
   * Gives a Solana wallet to the player who is signed in; a guest keeps what he has won.
   * @param {object} wallet as for {@link Atrium#signInWithSolana}
   * @returns {Promise<import("./atrium-shapes.js").Session>}
   * @throws {AtriumError} `wallet-taken`, `too-many-wallets`, or as a sign-in
   */
  async linkSolana(wallet) {
    return this.#link(await proveSolana(wallet, (wanted) => this.#challenge(wanted)));
  }

  /**
   * The same with a wallet of a chain like Ethereum.
   * @param {object} provider EIP-1193, such as `window.ethereum`
   * @returns {Promise<import("./atrium-shapes.js").Session>}
   * @throws {AtriumError} as {@link Atrium#linkSolana}
   */
  async linkEthereum(provider) {
    return this.#link(await proveEthereum(provider, (wanted) => this.#challenge(wanted)));
  }

  #challenge(/** @type {object} */ body) {
    return this.#call("POST", "/auth/challenge", { body });
  }

  async #signIn(/** @type {import("./atrium-wallets.js").Proof} */ body) {
    this.session = await this.#verify(body);
    return this.session;
  }

  async #link(/** @type {import("./atrium-wallets.js").Proof} */ body) {
    this.session = await this.#call("POST", "/auth/link", { body, signedIn: true });
    this.#onSession(this.session);
    return this.session;
  }

  /**
   * Another session for who has a good one; the library asks for it by itself in time.
   * @returns {Promise<import("./atrium-shapes.js").Session>}
   * @throws {AtriumError} `token-expired` thirty days after the sign-in, `signed-out`, `banned`
   */
  async refresh() {
    const before = this.session;
    const next = await this.#call("POST", "/auth/refresh", { body: {}, signedIn: true });
    // Who has signed out here meanwhile, or in as another, stays so.
    if (this.session === before) {
      this.session = next;
      this.#onSession(next);
    }
    return next;
  }

  /**
   * Ends every session, connect token and ticket of this player, and closes his sockets, here and
   * wherever else he is signed in.
   * @throws {AtriumError} the server's refusal; then he is still signed in here
   */
  async signOutEverywhere() {
    await this.#call("POST", "/auth/sign-out-everywhere", { body: {}, signedIn: true });
    this.signOut();
  }

  /** A wallet that is here for the first time works as a guest does. */
  async #verify(/** @type {object} */ signed) {
    try {
      return await this.#call("POST", "/auth/verify", { body: signed });
    } catch (refusal) {
      if (!(refusal instanceof AtriumError) || refusal.code !== "proof-required") {
        throw refusal;
      }
      const proof = await this.#proof();
      return this.#call("POST", "/auth/verify", { body: { ...signed, proof } });
    }
  }

  /** Forgets the session here; its token stays valid until it expires. */
  signOut() {
    this.session = undefined;
  }

  /**
   * A token for one opening of the gateway socket: valid for 60 seconds, once.
   * @returns {Promise<{token: string, expiresAt: number}>}
   */
  async connectToken() {
    await this.#keeper.fresh();
    return this.#call("POST", "/auth/connect-token", { body: {}, signedIn: true });
  }

  /**
   * Opens the gateway socket and says hello.
   * @returns {Promise<Lobby>}
   */
  async connect() {
    return new Lobby(this.#surroundings, () => this.#gateway(), this.#options).open();
  }

  /** The gateway's address, good for one socket. */
  async #gateway() {
    const { token } = await this.connectToken();
    const url = typeof this.#socketUrl === "string" ? this.#socketUrl : await this.#socketUrl();
    return `${url}?token=${encodeURIComponent(token)}`;
  }

  /**
   * A room that is not entered yet, so that handlers can be put on it before `room.enter()`.
   * @param {import("./atrium-shapes.js").Match} match as `match-found` told it
   * @param {{ownInputs?: import("./atrium-own-inputs.js").OwnInputsRecord}} [kept] the last
   *     `own-inputs` of a page that was in this room before
   * @returns {Room}
   */
  prepareRoom(match, { ownInputs } = {}) {
    return new Room(this.#surroundings, match, {
      ...this.#options,
      ownInputs,
      token: () => this.session?.token,
      locate: () => this.match(match.roomId),
    });
  }

  /**
   * A strict room that is not entered yet, so that handlers can be put on it before `room.enter()`.
   * @param {import("./atrium-shapes.js").RoomReady} ready what {@link Lobby#createRoom},
   *     {@link Lobby#joinRoom} or {@link Lobby#watchRoom} answered
   * @param {object} [options]
   * @param {"direct" | "gateway"} [options.via] `gateway`: its host's own address is never tried
   * @param {number} [options.nextSeq] the last `numbered` of a page that was in this seat before
   * @param {() => Promise<import("./atrium-shapes.js").RoomReady | undefined>} [options.renew] asks
   *     for another ticket when this one is not good any more
   * @returns {StrictRoom}
   */
  prepareStrictRoom(ready, options = {}) {
    return new StrictRoom(this.#surroundings, ready, {
      backOff: this.#options.backOff,
      ...options,
      gateway: () => this.#gateway(),
      token: () => this.session?.token,
      locate: () => this.match(ready.roomId),
    });
  }

  /**
   * {@link Atrium#prepareRoom} and `room.enter()` in one.
   * @param {import("./atrium-shapes.js").Match} match
   * @returns {Promise<Room>}
   * @throws {AtriumError} why the room did not let us in
   */
  async enterRoom(match) {
    return this.prepareRoom(match).enter();
  }

  /** A page of a board: `boards.top`, for short. */
  async leaderboard(/** @type {string} */ board, /** @type {object} */ page = {}) {
    return this.boards.top(board, page);
  }

  /**
   * @param {string} playerId
   * @returns {Promise<import("./atrium-shapes.js").PlayerRecord>}
   */
  async player(playerId) {
    return this.#call("GET", `/players/${encodeURIComponent(playerId)}`);
  }

  /**
   * A player's arena matches that are settled, the newest first.
   * @param {string} playerId
   * @param {{limit?: number, cursor?: string}} [page] as for a leaderboard
   * @returns {Promise<{playerId: string, matches: object[], next?: string}>}
   */
  async matchesOf(playerId, { limit = 20, cursor = "" } = {}) {
    const query = new URLSearchParams({ limit: String(limit), ...(cursor && { cursor }) });
    return this.#call("GET", `/players/${encodeURIComponent(playerId)}/matches?${query}`);
  }

  /**
   * @param {string} roomId
   * @returns {Promise<import("./atrium-shapes.js").MatchRecord>}
   */
  async match(roomId) {
    return this.#call("GET", `/matches/${encodeURIComponent(roomId)}`);
  }

  /**
   * All that it takes to verify a match that is over: `verifyReplay` of `atrium-replay.js`.
   * @param {string} roomId
   * @returns {Promise<import("./atrium-replay.js").ReplayText>}
   * @throws {AtriumError} `not-finished`, `not-found` if it is void or lost, `too-large`
   */
  async replay(roomId) {
    return this.#call("GET", `/matches/${encodeURIComponent(roomId)}/replay`);
  }

  /**
   * A part of a match that is over, to be watched.
   * @param {string} roomId
   * @param {number} [from] the tick to begin with, as `next` of the part before says
   * @returns {Promise<import("./atrium-shapes.js").ViewsPage>}
   * @throws {AtriumError} as {@link Atrium#replay}
   */
  async replayViews(roomId, from = 0) {
    return this.#call("GET", `/matches/${encodeURIComponent(roomId)}/replay/views?from=${from}`);
  }

  /**
   * The public keys that this server draws seeds with.
   * @returns {Promise<{keyId: string, publicKey: string, suite: string}[]>}
   */
  async seedKeys() {
    return (await this.#call("GET", "/.well-known/atrium-vrf.json")).keys ?? [];
  }

  /**
   * The public keys that this server signs results with.
   * @returns {Promise<import("./atrium-replay-signature.js").PublishedKey[]>}
   */
  async outcomeKeys() {
    return (await this.#call("GET", "/.well-known/atrium-outcomes.json")).keys ?? [];
  }

  /**
   * What one has, and what a warrior costs by game, in the ledger's smallest unit.
   * @returns {Promise<import("./atrium-shapes.js").Account>}
   */
  async account() {
    return this.#call("GET", "/account", { signedIn: true });
  }

  /**
   * The sieges to come, and the one that may still be entered.
   * @returns {Promise<import("./atrium-shapes.js").SiegeList>}
   */
  async sieges() {
    return this.#call("GET", "/sieges");
  }

  /**
   * A nonce for a room to come, for who keeps it before he asks: {@link Lobby#registerSiege}.
   * @returns {Promise<import("./atrium-nonce.js").Nonce>}
   */
  async drawNonce() {
    return drawNonce(this.#surroundings.crypto);
  }

  /**
   * @param {"GET" | "POST" | "PUT" | "DELETE"} method
   * @param {string} path
   * @param {{body?: object, signedIn?: boolean}} [options]
   */
  async #call(method, path, { body, signedIn = false } = {}) {
    /** @type {Record<string, string>} */
    const headers = {};
    if (signedIn) {
      if (!this.session) {
        throw new AtriumError({ code: "not-signed-in", message: "Sign in first." });
      }
      headers.authorization = `Bearer ${this.session.token}`;
    }
    return this.#http.call(method, path, { headers, body });
  }
}
