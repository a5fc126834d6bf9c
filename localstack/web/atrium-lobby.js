import { AtriumError } from "./atrium-errors.js";
import { Events } from "./atrium-events.js";
import { LastingLink } from "./atrium-lasting-link.js";
import { drawNonce } from "./atrium-nonce.js";
import { PartyPlace } from "./atrium-party-place.js";
import { isDoubtful, SIEGE_GAME, SiegeNonces } from "./atrium-sieges.js";

/** So many looks in a row at which the server knows nothing of our search, and it is lost. */
const LOST_AFTER_LOOKS = 2;

/** The server has emptied the queue, or one's money is gone by now: one waits no longer. */
const ENDS_WAITING = Object.freeze(["maintenance", "insufficient-funds"]);

/** What is passed on as it comes, by its type. */
const TOLD = /** @type {Record<string, string>} */ (
  Object.freeze({
    party: "party",
    "matchmaking-queued": "party-queued",
    "matchmaking-cancelled": "party-cancelled",
    "match-settled": "match-settled",
  })
);

/** A match that was found while we gave up comes within that time, if it comes. */
const LATE_MATCH_MS = 3_000;

/**
 * The gateway socket, where players are matched. It reconnects by itself, with a new connect token
 * each time, and asks again for the match that was being waited for.
 *
 * Events (see {@link Lobby#on}):
 * - `match-found` {@link import("./atrium-shapes.js").Match}: pass it to `Atrium.enterRoom`; that of
 *   a siege says by `slot` which one
 * - `party` {@link import("./atrium-shapes.js").Party}: somebody has come, gone or got ready
 * - `party-queued` {@link import("./atrium-shapes.js").Queued}: our party's leader has queued
 * - `party-cancelled` `{game}`: our party waits no longer
 * - `match-settled` `{roomId, state, gain?}`: what a match of ours came to
 * - `siege-cancelled` `{slot, reason}`: a siege that we are registered for does not take place
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
  #sieges = new SiegeNonces();
  #party;

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
    this.#party = new PartyPlace(surroundings.crypto, (action, fields) =>
      this.#link.request(action, fields),
    );
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
   * @param {boolean} [options.party] queue with all of the party that one leads
   * @param {boolean} [options.join] play in a room that runs already, where the game has such
   * @param {Record<string, number>} [options.latencies] the ways to regions, in ms
   * @returns {Promise<import("./atrium-shapes.js").Queued>}
   * @throws {AtriumError} the server's refusal, `not-connected`, `time-out`
   */
  async matchmake({ game = "arena.blitz", warriors, bots = false, latencies, ...wishes }) {
    const { nonce, nonceHash } = await drawNonce(this.#surroundings.crypto);
    const { stakes = false, party = false, join = false } = wishes;
    const options = {
      warriors,
      bots,
      ...(stakes && { stakes }),
      ...(party && { party }),
      ...(join && { join }),
      ...(latencies && { latencies }),
    };
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

  /**
   * Makes a party of people who queue together, and leads it; the others are told its `code`.
   * @param {{warriors?: number}} [options] how many one enters, 1-3
   * @returns {Promise<import("./atrium-shapes.js").Party>}
   * @throws {AtriumError} the server's refusal, `not-connected`, `time-out`
   */
  async createParty({ warriors = 1 } = {}) {
    return this.#party.enter("create-party", { warriors });
  }

  /**
   * Joins a party. Who is in it says with the same that he is ready for the next match: once more
   * after each that was found.
   * @param {{code: string, warriors?: number}} party
   * @returns {Promise<import("./atrium-shapes.js").Party>}
   * @throws {AtriumError} `party-not-found`, `party-full`, `party-queued` and so on
   */
  async joinParty({ code, warriors = 1 }) {
    return this.#party.enter("join-party", { code, warriors });
  }

  /**
   * Leaves one's party; if it waits for a match, it waits no longer.
   * @throws {AtriumError} `not-in-party`
   */
  async leaveParty() {
    await this.#party.leave();
  }

  /** The server's wall clock now, in its milliseconds; NaN until it is known. */
  serverNow() {
    return this.#link.serverNow();
  }

  /**
   * Registers for a siege to come, and pays its fee. When it starts, `match-found` comes by itself.
   * The same with the same nonce may be asked again, after a request that got no answer above all.
   * @param {object} registration
   * @param {number} registration.slot start of the siege, as `Atrium.sieges` lists it
   * @param {number} registration.warriors 1-5
   * @param {import("./atrium-nonce.js").Nonce} [registration.drawn] drawn here if left out; who
   *     wants to come back to the registration from a later page keeps it before he asks
   * @returns {Promise<import("./atrium-shapes.js").SiegeRegistered & {nonce: string}>}
   * @throws {AtriumError} the server's refusal, `not-connected`, `time-out`
   */
  async registerSiege({ slot, warriors, drawn }) {
    const { nonce, nonceHash } = drawn ?? (await drawNonce(this.#surroundings.crypto));
    // Known before the answer: the siege may start first.
    this.#sieges.expect(slot, nonce);
    try {
      const answer = await this.#link.request("register-siege", { slot, warriors, nonceHash });
      return { ...answer.data, nonce };
    } catch (error) {
      if (!isDoubtful(error)) {
        this.#sieges.forget(slot);
      }
      throw error;
    }
  }

  /**
   * Is registered no longer, and has the fee back.
   * @param {number} slot
   * @throws {AtriumError} `not-registered`; `unknown-slot` from the start on
   */
  async cancelSiege(slot) {
    await this.#link.request("cancel-registration", { slot });
    this.#sieges.forget(slot);
  }

  /**
   * These are all of our registrations: of an earlier page, or of another one of ours.
   * @param {readonly {slot: number, nonce: string}[]} registrations
   */
  expectSieges(registrations) {
    this.#sieges.replace(registrations);
  }

  /**
   * Comes late to the siege that runs, and pays its fee.
   * @param {object} entry
   * @param {number} entry.warriors 1-5
   * @param {import("./atrium-nonce.js").Nonce} [entry.drawn] as for {@link Lobby#registerSiege}
   * @returns {Promise<import("./atrium-shapes.js").Match>}
   * @throws {AtriumError} `no-siege`, `siege-full`, `already-registered` and so on
   */
  async enterSiegeLate({ warriors, drawn }) {
    const { nonce, nonceHash } = drawn ?? (await drawNonce(this.#surroundings.crypto));
    const options = { warriors, late: true };
    const fields = { game: SIEGE_GAME, nonceHash, options };
    const answer = await this.#link.request("matchmake", fields);
    return { ...answer.data, nonce };
  }

  /**
   * Opens a room that others join by its code. Without a `playerName` one only looks on, as a big
   * screen does. Nothing is asked twice by itself: without an answer there may be a room more.
   * @param {{game: string, playerName?: string, playerIcon?: string, gameMode?: string}} room
   * @returns {Promise<import("./atrium-shapes.js").RoomReady>} for `Atrium.prepareStrictRoom`
   * @throws {AtriumError} the server's refusal, `not-connected`, `time-out`
   */
  async createRoom(room) {
    return (await this.#link.request("create-room", room)).data;
  }

  /**
   * A place in a room that somebody opened.
   * @param {{roomCode: string, playerName: string, playerIcon: string}} player
   * @returns {Promise<import("./atrium-shapes.js").RoomReady>}
   * @throws {AtriumError} `room-not-found` and so on
   */
  async joinRoom(player) {
    return (await this.#link.request("join-room", player)).data;
  }

  /**
   * Looks on at a room that somebody opened.
   * @param {{roomCode: string}} room
   * @returns {Promise<import("./atrium-shapes.js").RoomReady>}
   * @throws {AtriumError} `room-not-found` and so on
   */
  async watchRoom(room) {
    return (await this.#link.request("watch", room)).data;
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

  /** A siege starts. One that we know no nonce for was registered for elsewhere: entered there. */
  #begin(/** @type {any} */ found) {
    const nowMs = this.#link.serverNow();
    // Behind the very first answer of this connection that is all that is known of it.
    const helloMs = this.#connected?.serverTime ?? NaN;
    const begun = this.#sieges.take(Number.isNaN(nowMs) ? helloMs : nowMs);
    if (begun) {
      this.emit("match-found", { ...found, ...begun });
    }
  }

  #found(/** @type {any} */ match) {
    const search = this.#search;
    if (search && search.game === match.game) {
      this.#search = undefined;
      this.emit("match-found", { ...match, nonce: search.nonce });
    } else if (match.game === SIEGE_GAME) {
      this.#begin(match);
    } else {
      const nonce = this.#party.take();
      if (nonce !== undefined) {
        this.emit("match-found", { ...match, nonce });
      }
    }
  }

  #hear(/** @type {any} */ message) {
    const told = TOLD[message.type];
    if (message.type === "match-found" && message.data) {
      this.#found(message.data);
    } else if (told && message.data) {
      this.emit(told, message.data);
    } else if (message.type === "siege-cancelled" && Number.isFinite(message.data?.slot)) {
      const { slot, reason } = message.data;
      this.#sieges.forget(slot);
      this.emit("siege-cancelled", { slot, reason: String(reason) });
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
