import { AtriumError } from "./atrium-errors.js";
import { Events } from "./atrium-events.js";
import { LastingLink } from "./atrium-lasting-link.js";
import { drawNonce } from "./atrium-nonce.js";

/** So many looks in a row at which the server knows nothing of our search, and it is lost. */
const LOST_AFTER_LOOKS = 2;

/** The server has emptied the queue, or one's money is gone by now: one waits no longer. */
const ENDS_WAITING = Object.freeze(["maintenance", "insufficient-funds"]);

/** A match that was found while we gave up comes within that time, if it comes. */
const LATE_MATCH_MS = 3_000;

/**
 * The gateway socket, where players are matched. It reconnects by itself, with a new connect token
 * each time, and asks again for the match that was being waited for.
 *
 * Events (see {@link Lobby#on}):
 * - `match-found` {@link import("./atrium-shapes.js").Match}: pass it to `Atrium.enterRoom`
 * - `room-closed` `{roomId, reason}`: a match of ours has ended without us, such as one that nobody
 *   entered (`nobody-entered`): there is nothing to enter any more
 * - `state` `connecting` | `open` | `waiting` | `closed`: of the connection
 * - `queue-lost` {@link AtriumError}: the place in the queue could not be taken again
 * - `refused` {@link AtriumError}: an error that answers no request; one that waits waits on
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
      if (state === "open" && this.#search && !this.#search.givenUp) {
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
   * @param {boolean} [options.stakes] pay an entry for each warrior and play for the pot
   * @returns {Promise<import("./atrium-shapes.js").Queued>}
   * @throws {AtriumError} the server's refusal, `not-connected`, `time-out`
   */
  async matchmake({ game = "arena.blitz", warriors, bots = false, stakes = false }) {
    const { nonce, nonceHash } = await drawNonce(this.#surroundings.crypto);
    const options = stakes ? { warriors, bots, stakes } : { warriors, bots };
    const fields = { game, nonceHash, options };
    const search = { game, nonce, fields, looksLost: 0, againOnce: false, givenUp: false };
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
   * How the waiting goes. A search that the server has lost (it says so twice) is asked for once
   * more; if it is lost again, `queue-lost` is told.
   * @param {string} [game]
   * @returns {Promise<import("./atrium-shapes.js").QueueStatus>}
   */
  async matchmakingStatus(game = "arena.blitz") {
    const search = this.#search;
    const status = await this.#status(game);
    if (search && search === this.#search && search.game === game) {
      search.looksLost = status.queued ? 0 : search.looksLost + 1;
      if (search.looksLost >= LOST_AFTER_LOOKS) {
        search.looksLost = 0;
        this.#lost(search);
      }
    }
    return status;
  }

  async #status(/** @type {string} */ game) {
    return (await this.#link.request("matchmaking-status", { game })).data;
  }

  #lost(/** @type {any} */ search) {
    if (search.againOnce) {
      this.#search = undefined;
      const message = "The place in the queue was lost.";
      this.emit("queue-lost", new AtriumError({ code: "queue-lost", message, retryable: true }));
    } else {
      search.againOnce = true;
      this.#searchAgain(search);
    }
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
    const search = this.#search;
    try {
      // A match that is found before the answer comes still counts.
      await this.#link.request("cancel-matchmaking", { game });
    } catch (error) {
      if (error?.code !== "not-queued") {
        throw error;
      }
      // Nothing to give up: lost, or matched, and then the word of it is on its way.
      if (search) {
        search.givenUp = true;
      }
      this.#surroundings.setTimer(() => {
        if (this.#search === search) {
          this.#search = undefined;
        }
      }, LATE_MATCH_MS);
      return;
    }
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
      const stillThere = await this.#status(search.game).catch(() => undefined);
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
    } else if (message.type === "room-closed" && typeof message.room === "string") {
      this.emit("room-closed", { roomId: message.room, reason: String(message.data?.reason) });
    } else if (message.type === "error") {
      const error = AtriumError.fromWire(message.data);
      if (ENDS_WAITING.includes(error.code) && this.#search) {
        this.#search = undefined;
        this.emit("queue-lost", error);
      } else {
        this.emit("refused", error);
      }
    }
  }
}
