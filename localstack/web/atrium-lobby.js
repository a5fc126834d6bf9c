import { AtriumError } from "./atrium-errors.js";
import { Events } from "./atrium-events.js";
import { LastingLink } from "./atrium-lasting-link.js";
import { drawNonce } from "./atrium-nonce.js";

/**
 * The gateway socket, where players are matched. It reconnects by itself, with a new connect token
 * each time, and asks again for the match that was being waited for.
 *
 * Events (see {@link Lobby#on}):
 * - `match-found` {@link import("./atrium-shapes.js").Match}: pass it to `Atrium.enterRoom`
 * - `state` `connecting` | `open` | `waiting` | `closed`: of the connection
 * - `queue-lost` {@link AtriumError}: the place in the queue could not be taken again
 * - `closed` {@link AtriumError}: the connection is gone for good
 */
export class Lobby extends Events {
  #surroundings;
  #link;
  /** The one search that runs, if one does. */
  #search;
  /** @type {import("./atrium-shapes.js").Connected | undefined} */
  #connected;

  /**
   * Use {@link import("./atrium.js").Atrium#connect}.
   * @param {import("./atrium-link.js").Surroundings} surroundings
   * @param {() => Promise<string>} address gives the gateway's URL with a fresh connect token
   * @param {object} [options] `backOff`
   */
  constructor(surroundings, address, options = {}) {
    super();
    this.#surroundings = surroundings;
    this.#link = new LastingLink(surroundings, {
      address,
      greet: (link) => this.#greet(link),
      backOff: options.backOff,
      // The gateway bills every message, and forgets only who is silent for ten minutes.
      link: { heartbeatMs: 60_000, silenceMs: 150_000 },
    });
    this.#link.on("message", (message) => this.#hear(message));
    this.#link.on("state", (state) => {
      this.emit("state", state);
      if (state === "open" && this.#search) {
        this.#searchAgain(this.#search);
      }
    });
    this.#link.on("closed", (error) => this.emit("closed", error));
  }

  /** See {@link import("./atrium.js").Atrium#connect}. */
  async open() {
    await this.#link.open();
    return this;
  }

  get state() {
    return this.#link.state;
  }

  /** Who the server says we are; undefined before the first `connected`. */
  get player() {
    return this.#connected;
  }

  /**
   * Joins the queue. The nonce for the room's seed is drawn here and comes back in `match-found`.
   * @param {object} options
   * @param {string} [options.game] default `arena.blitz`
   * @param {number} options.warriors 1-3
   * @param {boolean} [options.bots] fill up with house bots when too few people wait
   * @returns {Promise<import("./atrium-shapes.js").Queued>}
   * @throws {AtriumError} the server's refusal, `not-connected`, `time-out`
   */
  async matchmake({ game = "arena.blitz", warriors, bots = false }) {
    const { nonce, nonceHash } = await drawNonce(this.#surroundings.crypto);
    const search = { game, nonce, fields: { game, nonceHash, options: { warriors, bots } } };
    // Known before the answer: a match may be found first.
    this.#search = search;
    try {
      const answer = await this.#link.request("matchmake", search.fields);
      return answer.data;
    } catch (error) {
      if (this.#search === search) {
        this.#search = undefined;
      }
      throw error;
    }
  }

  /**
   * How the waiting goes.
   * @param {string} [game]
   * @returns {Promise<import("./atrium-shapes.js").QueueStatus>}
   */
  async matchmakingStatus(game = "arena.blitz") {
    return (await this.#link.request("matchmaking-status", { game })).data;
  }

  /**
   * Leaves the queue. Without a connection there is nothing to say: the place went with it.
   * @param {string} [game]
   */
  async cancelMatchmaking(game = "arena.blitz") {
    if (this.#link.state !== "open") {
      this.#search = undefined;
      return;
    }
    // A match that is found before the answer comes still counts.
    await this.#link.request("cancel-matchmaking", { game });
    this.#search = undefined;
  }

  /** Closes the connection and does not come back. */
  close() {
    this.#search = undefined;
    this.#link.close();
  }

  async #greet(/** @type {import("./atrium-link.js").Link} */ link) {
    // Nothing can be sent to a gateway connection before its own first message.
    const answer = await link.request("hello");
    this.#connected = answer.data;
  }

  async #searchAgain(/** @type {any} */ search) {
    try {
      await this.#link.request("matchmake", search.fields);
    } catch (error) {
      // A refusal while still queued ("already queued") is as good as a place.
      const stillThere = await this.matchmakingStatus(search.game).catch(() => undefined);
      if (this.#search === search && !stillThere?.queued && this.#link.state === "open") {
        this.#search = undefined;
        this.emit("queue-lost", error);
      }
    }
  }

  #hear(/** @type {any} */ message) {
    if (message.type === "match-found" && message.data) {
      const search = this.#search;
      if (search && search.game === message.data.game) {
        this.#search = undefined;
        this.emit("match-found", { ...message.data, nonce: search.nonce });
      }
    } else if (message.type === "error") {
      this.emit("refused", AtriumError.fromWire(message.data));
    }
  }
}
