import { AtriumError } from "./atrium-errors.js";
import { Events } from "./atrium-events.js";
import { RoomConnection } from "./atrium-room-connection.js";
import { greetRoom } from "./atrium-room-greeting.js";
import { roomOver } from "./atrium-room-place.js";
import { StrictOutbox } from "./atrium-strict-outbox.js";

/** Every so many attempts in a row that fail, the room is tried through the gateway. */
const BY_GATEWAY_EVERY = 3;

/** A ticket that is not good any more; another one may be had. */
const TICKET_SPENT = Object.freeze(["ticket-expired", "ticket-used", "ticket-invalid"]);

/** Why a room closes for one alone, as close codes say it. */
const CLOSED_FOR_ONE = new Map([
  ["replaced", 4409],
  ["kicked", 4403],
]);

/**
 * A strict room that was joined or is watched, in text, over a direct socket or the gateway's; it
 * reconnects by itself. Commands are settled by their own answers alone.
 *
 * Events (see {@link StrictRoom#on}):
 * - `view` {@link import("./atrium-shapes.js").View}: how things stand, whenever that changes
 * - `event` {@link import("./atrium-shapes.js").RoomEvent}: what happened, each once
 * - `complete` {@link import("./atrium-shapes.js").Completion}: it is over and stored
 * - `state` `connecting` | `open` | `waiting` | `closed`: of the connection
 * - `resumed` `{complete}`, `rewound` `{epoch}`: as {@link import("./atrium-room.js").Room}
 * - `frozen` boolean: whether an operator holds the room's time
 * - `numbered` number: the command number to go on with, for a page that is loaded anew
 * - `renewed` {@link import("./atrium-shapes.js").RoomReady}: the ticket was replaced
 * - `closed` {@link AtriumError} | undefined: left for good; undefined when it was wished for or
 *   the room is complete
 */
export class StrictRoom extends Events {
  #ready;
  #options;
  #connection;
  #outbox;
  #byGateway = false;
  /** The direct way failed where the gateway's did not. */
  #gatewayIsBetter = false;
  #numbersKnown = false;

  /**
   * Use {@link import("./atrium.js").Atrium#prepareStrictRoom}.
   * @param {import("./atrium-link.js").Surroundings} surroundings
   * @param {import("./atrium-shapes.js").RoomReady} ready
   * @param {object} options
   * @param {() => string | undefined} [options.token] the session token
   * @param {() => Promise<any>} [options.locate] asks for the room's record
   * @param {() => Promise<string>} [options.gateway] gives the gateway's URL with a fresh token
   * @param {"direct" | "gateway"} [options.via] `gateway`: the direct way is never tried
   * @param {() => Promise<import("./atrium-shapes.js").RoomReady | undefined>} [options.renew]
   *     asks for another ticket, once one is not good any more
   * @param {number} [options.nextSeq] the last `numbered` of an earlier page
   * @param {Partial<import("./atrium-lasting-link.js").BackOff>} [options.backOff]
   */
  constructor(surroundings, ready, options = {}) {
    super();
    this.#ready = ready;
    this.#options = options;
    this.#outbox = new StrictOutbox(
      surroundings,
      {
        isOpen: () => this.#connection.state === "open" && this.#numbersKnown,
        request: (action, fields) => this.#connection.request(action, fields),
        numbered: (next) => this.emit("numbered", next),
      },
      options.nextSeq,
    );
    this.#numbersKnown = options.nextSeq !== undefined;
    this.#connection = new RoomConnection(
      surroundings,
      {
        match: () => this.#ready,
        token: options.token ?? (() => undefined),
        address: (attempt, place) => this.#address(attempt, place),
        greet: (link) => this.#greet(link),
        resumed: (complete) => this.emit("resumed", { complete }),
        entered: (answer) => this.#entered(answer),
        rewound: (epoch) => this.#rewound(epoch),
        take: (message) => this.#take(message),
        changed: (state) => this.#changed(state),
        closed: (error, wishedFor) => this.#closed(error, wishedFor),
      },
      { locate: options.locate, backOff: options.backOff },
    );
  }

  /** Enters, or looks on. */
  async enter() {
    await this.#connection.open();
    return this;
  }

  get roomId() {
    return this.#ready.roomId;
  }

  get roomCode() {
    return this.#ready.roomCode;
  }

  /** The own seat; undefined before `enter` was answered, null of who watches. */
  get seat() {
    return this.#connection.entered?.seat;
  }

  /** Whether we only look on: then there is nothing to command. */
  get isWatching() {
    const { entered } = this.#connection;
    return entered !== undefined && !Number.isInteger(entered.seat);
  }

  get state() {
    return this.#connection.state;
  }

  /** `gateway` if the last connection goes through it. */
  get via() {
    return this.#byGateway ? "gateway" : "direct";
  }

  /** Rises when another host takes the room over; -1 before the first message. */
  get epoch() {
    return this.#connection.epoch;
  }

  /** Commands that have no answer yet. */
  get waitingCommands() {
    return this.#outbox.waiting;
  }

  /** The last round trip in milliseconds; NaN until there was one. */
  get roundTripMs() {
    return this.#connection.roundTripMs;
  }

  /** The server's wall clock now, in its milliseconds; NaN until it is known. */
  serverNow() {
    return this.#connection.serverNow();
  }

  /**
   * Gives a command. It is sent again until the room has answered it.
   * @param {string} action as the game's vocabulary names it
   * @param {object} [fields] of the command
   * @returns {Promise<void>} once it has happened, for good
   * @throws {AtriumError} the room's refusal, `watching`, `too-many-requests`, or why the room was
   *     left meanwhile
   */
  async command(action, fields = {}) {
    if (this.isWatching) {
      throw new AtriumError({ code: "watching", message: "Who watches has no seat.", action });
    }
    return this.#outbox.command(action, fields);
  }

  /** Leaves for good. */
  leave() {
    return this.#connection.leave();
  }

  /** Closes the connection and does not come back; the seat stays. */
  disconnect() {
    this.#connection.disconnect();
  }

  async #address(
    /** @type {number} */ attempt,
    /** @type {import("./atrium-room-place.js").RoomPlace} */ place,
  ) {
    const { gateway, via } = this.#options;
    const turn = attempt % BY_GATEWAY_EVERY === BY_GATEWAY_EVERY - 1;
    const usable = /^wss?:/.test(this.#ready.direct ?? "");
    // A turn of the other way, wherever one is preferred: either may be what is broken.
    const preferred = this.#gatewayIsBetter ? !turn : turn;
    this.#byGateway = gateway !== undefined && (via === "gateway" || !usable || preferred);
    if (this.#byGateway && gateway) {
      if (attempt > 0) {
        await place.look(); // Rejects if the room is over.
      }
      return gateway();
    }
    return place.address(attempt);
  }

  #changed(/** @type {string} */ state) {
    if (state === "open") {
      this.#gatewayIsBetter = this.#byGateway;
      this.#outbox.opened();
    }
    this.emit("state", state);
  }

  /** From now on commands may leave: none gets a number that is used. */
  #learnNumbers(/** @type {number} */ applied) {
    this.#outbox.learnApplied(applied);
    if (!this.#numbersKnown) {
      this.#numbersKnown = true;
      this.#outbox.opened();
    }
  }

  async #greet(/** @type {import("./atrium-link.js").Link} */ link) {
    if (this.#byGateway) {
      // Nothing can be sent to a gateway connection before its own first message.
      await link.request("hello");
    }
    const us = this.#connection.us;
    // Who watches has no stream of his own to come back to.
    const last = this.isWatching ? undefined : us.last;
    try {
      return await greetRoom(link, { ...us, last });
    } catch (error) {
      const spent = error instanceof AtriumError && TICKET_SPENT.includes(error.code);
      const renewed = spent ? await this.#options.renew?.() : undefined;
      if (!renewed) {
        throw error;
      }
      if (renewed.roomId !== this.#ready.roomId) {
        // Its code is another room's by now.
        throw roomOver("finished");
      }
      this.#ready = { ...this.#ready, ...renewed };
      this.emit("renewed", this.#ready);
      return greetRoom(link, { ...us, match: this.#ready, last: undefined });
    }
  }

  #entered(/** @type {any} */ answer) {
    const { nextSeq, state, tick } = answer.data;
    if (Number.isInteger(nextSeq)) {
      // Refused ones are used, too: no view tells of those.
      this.#learnNumbers(nextSeq - 1);
    }
    if (state) {
      this.#takeView({ ...answer, tick, data: state });
    }
  }

  #rewound(/** @type {number} */ epoch) {
    this.emit("rewound", { epoch });
    this.#outbox.opened(); // What it was asked may never have reached the new owner.
  }

  #take(/** @type {any} */ message) {
    const data = message.data ?? {};
    switch (message.type) {
      case "state":
        this.#takeView(message);
        break;
      case "accepted":
        this.#outbox.answered(data.seq);
        break;
      case "error":
        this.#outbox.answered(data.seq, AtriumError.fromWire(data));
        break;
      case "game-complete":
        this.#connection.finish();
        this.emit("complete", { roomId: this.roomId, ...data });
        break;
      case "room-closed":
        this.#connection.close(closedBecause(data.reason));
        break;
      case "room-frozen":
      case "room-unfrozen":
        this.emit("frozen", message.type === "room-frozen");
        break;
      default:
        // What the game tells, and whatever a later server adds.
        this.emit("event", { type: message.type, tick: message.tick, epoch: message.epoch, data });
    }
  }

  #takeView(/** @type {any} */ message) {
    const { tick, seq, applied, durable, data } = message;
    if (applied) {
      this.#learnNumbers(Number(applied[String(this.seat)] ?? 0));
    }
    this.#connection.sawView();
    const numbers = { applied: applied ?? {}, durable: durable ?? {} };
    this.emit("view", { epoch: this.epoch, seq, tick, ...numbers, data });
  }

  #closed(/** @type {AtriumError} */ error, /** @type {boolean} */ wishedFor) {
    this.#outbox.stop(error);
    this.emit("closed", wishedFor ? undefined : error);
  }
}

/** On the gateway no close code says it: that socket may stay for the lobby. */
function closedBecause(/** @type {unknown} */ reason) {
  const closeCode = CLOSED_FOR_ONE.get(String(reason));
  return closeCode === undefined ? roomOver(String(reason)) : AtriumError.fromClose(closeCode);
}
