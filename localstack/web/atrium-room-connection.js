import { AtriumError } from "./atrium-errors.js";
import { LastingLink } from "./atrium-lasting-link.js";
import { greetRoom, staleEpoch } from "./atrium-room-greeting.js";
import { RoomPlace } from "./atrium-room-place.js";
import { RoomStream } from "./atrium-room-stream.js";
import { RoomWatch } from "./atrium-room-watch.js";

/**
 * Another host takes a room over within seconds, so who waits looks often; for half a minute where
 * knocking is answered at once.
 */
const BACK_OFF = Object.freeze({ attempts: 40, longestMs: 1_000 });

/** A host that is there and says nothing, not even to a ping, for so long is as good as lost. */
const SIGN_OF_LIFE_MS = 4_000;

/**
 * @typedef {import("./atrium-shapes.js").Match | import("./atrium-shapes.js").RoomReady} Ticket
 */

/**
 * What a connection asks of the room object that uses it, and tells it. None is called before
 * {@link RoomConnection#open}, but `match`.
 *
 * @typedef {object} RoomHooks
 * @property {() => Ticket} match the room, and the ticket for it that is good now
 * @property {() => string | undefined} token the session token
 * @property {(attempt: number, place: RoomPlace) => Promise<string>} [address] the URL to open, as
 *     {@link LastingLink} asks for it; the place's own if left out
 * @property {(link: import("./atrium-link.js").Link) => Promise<any>} [greet] says who we are on a
 *     new socket and resolves with the room's answer; `greetRoom` if left out
 * @property {() => void} [greeted] the room knows us on this socket; `resumed` or `entered` follows
 * @property {(complete: boolean) => void} resumed back after a loss; whether every event of the
 *     meantime follows
 * @property {(answer: any, again: boolean) => void} entered with the room's answer, which may hold
 *     a view; `again` if it is not the first one, and then `resumed` was told before
 * @property {(epoch: number) => void} rewound another host took over, and goes on further back
 * @property {(message: any) => void} take a message that is news, and is not about the connection
 * @property {(state: string) => void} changed `connecting`, `open`, `waiting` or `closed`
 * @property {(error: AtriumError, wishedFor: boolean) => void} closed the room is left for good
 */

/**
 * A connection to one room that reconnects by itself: it goes where the room goes, looks for it
 * once it is quiet, and drops what is stale, repeated or of another room.
 */
export class RoomConnection {
  /** @type {Required<RoomHooks>} */
  #hooks;
  #place;
  #link;
  #watch;
  #stream = new RoomStream();
  /** @type {import("./atrium-shapes.js").Entered | undefined} */
  #entered;
  #sawView = false;
  /** The record says that it has ended, and its host has not said so yet. */
  #endSeen = false;
  #over = false;

  /**
   * @param {import("./atrium-link.js").Surroundings} surroundings
   * @param {RoomHooks} hooks
   * @param {object} [options]
   * @param {() => Promise<import("./atrium-shapes.js").MatchRecord | undefined>} [options.locate]
   *     asks for the room's record, once its host does not answer or nothing comes from it any more
   * @param {Partial<import("./atrium-lasting-link.js").BackOff>} [options.backOff]
   * @param {import("./atrium-wire.js").RoomWire} [options.wire] JSON if left out
   */
  constructor(surroundings, hooks, { locate = async () => undefined, backOff, wire } = {}) {
    this.#hooks = {
      address: (attempt, place) => place.address(attempt),
      greet: (link) => greetRoom(link, this.us),
      greeted: () => {},
      ...hooks,
    };
    this.#place = new RoomPlace(hooks.match().direct, locate);
    this.#watch = new RoomWatch(surroundings, () => this.#lookForRoom());
    this.#link = new LastingLink(surroundings, {
      address: (attempt) => this.#hooks.address(attempt, this.#place),
      greet: (link) => this.#greet(link),
      backOff: { ...BACK_OFF, ...backOff },
      firstAttempts: BACK_OFF.attempts,
      wire,
    });
    this.#link.on("message", (message) => this.#hear(message));
    this.#link.on("state", (state) => {
      this.#keepWatch();
      this.#hooks.changed(state);
    });
    this.#link.on("closed", (error) => this.#end(error));
  }

  /** Connects and enters; see {@link LastingLink#open}. */
  open() {
    return this.#link.open();
  }

  /** What the room said when it was last entered; undefined before. */
  get entered() {
    return this.#entered;
  }

  /** Who we are, for `greetRoom`. */
  get us() {
    return {
      match: this.#hooks.match(),
      token: this.#hooks.token(),
      last: this.#entered && this.#stream.last,
      beforeEnter: () => this.#stream.begin(),
    };
  }

  /** Rises when another host takes the room over; -1 before the first message. */
  get epoch() {
    return this.#stream.epoch;
  }

  /** See {@link LastingLink#state}. */
  get state() {
    return this.#link.state;
  }

  /** The last round trip in milliseconds; NaN until there was one. */
  get roundTripMs() {
    return this.#link.roundTripMs;
  }

  /** The server's wall clock now, in its milliseconds; NaN until it is known. */
  serverNow() {
    return this.#link.serverNow();
  }

  /**
   * Sends the room something that has no answer.
   * @param {string} action
   * @param {object} fields
   * @throws {AtriumError} `not-connected`
   */
  send(action, fields) {
    this.#link.send(action, { room: this.#roomId, ...fields });
  }

  /**
   * Sends the room something, and waits for the answer.
   * @param {string} action
   * @param {object} [fields]
   * @returns {Promise<any>} the answer
   * @throws {AtriumError} the room's refusal, `not-connected`, `time-out`
   */
  request(action, fields = {}) {
    return this.#link.request(action, { room: this.#roomId, ...fields });
  }

  /** A view came: from now on there is something to miss. */
  sawView() {
    this.#place.arrived();
    if (!this.#sawView) {
      this.#sawView = true;
      this.#keepWatch();
    }
  }

  /** The game is complete: whatever closes the connection now is no loss. */
  finish() {
    this.#over = true;
    this.#watch.stop();
  }

  /** Says that we leave, and leaves for good. */
  async leave() {
    try {
      if (this.#link.state === "open") {
        await this.request("leave");
      }
    } finally {
      this.disconnect();
    }
  }

  /** Closes the connection, as was wished for, and does not come back. */
  disconnect() {
    this.finish();
    this.#link.close();
  }

  /** Closes the connection for this reason and does not come back. */
  close(/** @type {AtriumError} */ error) {
    this.#link.close(error);
  }

  get #roomId() {
    return this.#hooks.match().roomId;
  }

  /** Only who is to be shown views, or to be let in, can miss something. */
  #keepWatch() {
    if (this.#link.state === "connecting") {
      this.#watch.knock();
    } else if (this.#link.state === "open" && this.#sawView && !this.#over) {
      this.#watch.listen();
    } else {
      this.#watch.stop();
    }
  }

  /** It was quiet for long: perhaps the room has ended, or is another host's by now. */
  async #lookForRoom() {
    let record;
    try {
      record = await this.#place.look();
    } catch (error) {
      // The host's own word of it, which tells more, may be on its way: it has until the next look.
      if (this.#endSeen || this.#link.state !== "open") {
        this.#link.close(/** @type {AtriumError} */ (error));
      }
      this.#endSeen = true;
      return;
    }
    this.#endSeen = false;
    const greeted = this.#link.state === "open";
    if (!record || this.#over || (!greeted && this.#link.state !== "connecting")) {
      return;
    }
    if (this.#place.overtakenBy(record, { epoch: this.epoch, greeted })) {
      this.#link.reopen();
    } else {
      // The network is there: so a silent host is not there, or the way to it is not.
      this.#link.probe(SIGN_OF_LIFE_MS);
    }
  }

  async #greet(/** @type {import("./atrium-link.js").Link} */ link) {
    link.pingFields = () => ({ room: this.#roomId });
    const answer = await this.#hooks.greet(link);
    if (answer.type === "room-moved") {
      this.#follow(answer.data?.direct); // Which overtakes this attempt.
      return;
    }
    if (!this.#acceptEpoch(answer.data?.epoch ?? answer.epoch)) {
      throw staleEpoch();
    }
    this.#hooks.greeted();
    // Each socket begins with the library's own pace, and `resumed` tells of none.
    const { pingMs } = answer.type === "resumed" ? (this.#entered ?? {}) : answer.data;
    link.pace(pingMs);
    if (answer.type === "resumed") {
      this.#hooks.resumed(answer.data.complete === true);
      return;
    }
    const again = this.#entered !== undefined;
    if (again) {
      // Who enters anew is told nothing of what he missed.
      this.#hooks.resumed(false);
    }
    this.#entered = answer.data;
    this.#hooks.entered(answer, again);
  }

  #follow(/** @type {unknown} */ direct) {
    if (this.#place.follow(direct)) {
      this.#link.reopen();
      return;
    }
    this.#link.close(
      new AtriumError({ code: "gave-up", message: "The room keeps moving between hosts." }),
    );
  }

  /** False if the message comes from a host that has lost the room. */
  #acceptEpoch(/** @type {number | undefined} */ epoch) {
    const heard = this.#stream.heard(epoch);
    if (heard === "rewound") {
      this.#hooks.rewound(/** @type {number} */ (epoch));
    }
    return heard !== "stale";
  }

  #hear(/** @type {any} */ message) {
    if (message.room !== undefined && message.room !== this.#roomId) {
      return;
    }
    if (!this.#acceptEpoch(message.epoch)) {
      return;
    }
    if (Number.isFinite(message.seq)) {
      if (!this.#stream.takes(message.seq)) {
        return;
      }
      this.#watch.heard();
    }
    if (message.type === "room-moved") {
      this.#follow(message.data?.direct);
    } else {
      this.#hooks.take(message);
    }
  }

  #end(/** @type {AtriumError} */ error) {
    const wishedFor = this.#over;
    this.finish();
    this.#hooks.closed(error, wishedFor);
  }
}
