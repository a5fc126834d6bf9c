import { AtriumError } from "./atrium-errors.js";
import { Events } from "./atrium-events.js";
import { LastingLink } from "./atrium-lasting-link.js";
import { greetRoom, staleEpoch } from "./atrium-room-greeting.js";
import { RoomPlace, roomOver } from "./atrium-room-place.js";
import { RoomStream } from "./atrium-room-stream.js";
import { RoomWatch } from "./atrium-room-watch.js";
import { StrictOutbox } from "./atrium-strict-outbox.js";

/** As for other rooms: who waits for a takeover looks often, for half a minute. */
const BACK_OFF = Object.freeze({ attempts: 40, longestMs: 1_000 });

/** A host that is there and says nothing, not even to a ping, for so long is as good as lost. */
const SIGN_OF_LIFE_MS = 4_000;

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
  #surroundings;
  #ready;
  #options;
  #place;
  #link;
  #outbox;
  #watch;
  #stream = new RoomStream();
  #byGateway = false;
  /** The direct way failed where the gateway's did not. */
  #gatewayIsBetter = false;
  #numbersKnown = false;
  #sawView = false;
  #endSeen = false;
  #over = false;
  /** @type {import("./atrium-shapes.js").Entered | undefined} */
  #entered;

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
    this.#surroundings = surroundings;
    this.#ready = ready;
    this.#options = options;
    this.#place = new RoomPlace(ready.direct, options.locate ?? (async () => undefined));
    this.#outbox = new StrictOutbox(
      surroundings,
      {
        isOpen: () => this.#link.state === "open" && this.#numbersKnown,
        request: (action, fields) => this.#link.request(action, { room: this.roomId, ...fields }),
        numbered: (next) => this.emit("numbered", next),
      },
      options.nextSeq,
    );
    this.#numbersKnown = options.nextSeq !== undefined;
    this.#watch = new RoomWatch(surroundings, () => this.#lookForRoom());
    this.#link = new LastingLink(surroundings, {
      address: (attempt) => this.#address(attempt),
      greet: (link) => this.#greet(link),
      backOff: { ...BACK_OFF, ...options.backOff },
      firstAttempts: BACK_OFF.attempts,
    });
    this.#link.on("message", (message) => this.#hear(message));
    this.#link.on("state", (state) => this.#changed(state));
    this.#link.on("closed", (error) => this.#end(error));
  }

  /** Enters, or looks on. */
  async enter() {
    await this.#link.open();
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
    return this.#entered?.seat;
  }

  /** Whether we only look on: then there is nothing to command. */
  get isWatching() {
    return this.#entered !== undefined && !Number.isInteger(this.#entered.seat);
  }

  get state() {
    return this.#link.state;
  }

  /** `gateway` if the last connection goes through it. */
  get via() {
    return this.#byGateway ? "gateway" : "direct";
  }

  /** Rises when another host takes the room over; -1 before the first message. */
  get epoch() {
    return this.#stream.epoch;
  }

  /** Commands that have no answer yet. */
  get waitingCommands() {
    return this.#outbox.waiting;
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
  async leave() {
    try {
      if (this.#link.state === "open") {
        await this.#link.request("leave", { room: this.roomId });
      }
    } finally {
      this.disconnect();
    }
  }

  /** Closes the connection and does not come back; the seat stays. */
  disconnect() {
    this.#isOver();
    this.#link.close();
  }

  #isOver() {
    this.#over = true;
    this.#watch.stop();
  }

  async #address(/** @type {number} */ attempt) {
    const { gateway, via } = this.#options;
    const turn = attempt % BY_GATEWAY_EVERY === BY_GATEWAY_EVERY - 1;
    const usable = /^wss?:/.test(this.#ready.direct ?? "");
    // A turn of the other way, wherever one is preferred: either may be what is broken.
    const preferred = this.#gatewayIsBetter ? !turn : turn;
    this.#byGateway = gateway !== undefined && (via === "gateway" || !usable || preferred);
    if (this.#byGateway && gateway) {
      if (attempt > 0) {
        await this.#place.look(); // Rejects if the room is over.
      }
      return gateway();
    }
    return this.#place.address(attempt);
  }

  /** Only who is to be shown something, or to be let in, can miss it. */
  #keepWatch() {
    if (this.#link.state === "connecting") {
      this.#watch.knock();
    } else if (this.#link.state === "open" && this.#sawView && !this.#over) {
      this.#watch.listen();
    } else {
      this.#watch.stop();
    }
  }

  #changed(/** @type {string} */ state) {
    this.#keepWatch();
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
      this.#link.probe(SIGN_OF_LIFE_MS);
    }
  }

  async #greet(/** @type {import("./atrium-link.js").Link} */ link) {
    link.pingFields = () => ({ room: this.roomId });
    if (this.#byGateway) {
      // Nothing can be sent to a gateway connection before its own first message.
      await link.request("hello");
    }
    const answer = await this.#letIn(link);
    if (answer.type === "room-moved") {
      this.#follow(answer.data?.direct); // Which overtakes this attempt.
      return;
    }
    if (!this.#acceptEpoch(answer.data?.epoch ?? answer.epoch)) {
      throw staleEpoch();
    }
    if (answer.type === "resumed") {
      this.emit("resumed", { complete: answer.data.complete === true });
      return;
    }
    if (this.#entered) {
      this.emit("resumed", { complete: false });
    }
    this.#entered = answer.data;
    if (Number.isInteger(answer.data.nextSeq)) {
      // Refused ones are used, too: no view tells of those.
      this.#learnNumbers(answer.data.nextSeq - 1);
    }
    if (answer.data.state) {
      this.#takeView({ ...answer, tick: answer.data.tick, data: answer.data.state });
    }
  }

  async #letIn(/** @type {import("./atrium-link.js").Link} */ link) {
    const token = this.#options.token?.();
    // Who watches has no stream of his own to come back to.
    const last = this.#entered && !this.isWatching ? this.#stream.last : undefined;
    const us = { token, beforeEnter: () => this.#stream.begin() };
    try {
      return await greetRoom(link, { ...us, match: this.#ready, last });
    } catch (error) {
      const spent = error instanceof AtriumError && TICKET_SPENT.includes(error.code);
      const renewed = spent ? await this.#options.renew?.() : undefined;
      if (!renewed) {
        throw error;
      }
      this.#ready = { ...this.#ready, ...renewed };
      this.emit("renewed", this.#ready);
      return greetRoom(link, { ...us, match: this.#ready, last: undefined });
    }
  }

  /** False if the message comes from a host that has lost the room. */
  #acceptEpoch(/** @type {number | undefined} */ epoch) {
    const heard = this.#stream.heard(epoch);
    if (heard === "rewound") {
      this.emit("rewound", { epoch });
      this.#outbox.opened(); // What it was asked may never have reached the new owner.
    }
    return heard !== "stale";
  }

  #hear(/** @type {any} */ message) {
    if (message.room !== undefined && message.room !== this.roomId) {
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
        this.#isOver();
        this.emit("complete", { roomId: this.roomId, ...data });
        break;
      case "room-closed":
        this.#link.close(closedBecause(data.reason));
        break;
      case "room-moved":
        this.#follow(data.direct);
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
    this.#place.arrived();
    if (applied) {
      this.#learnNumbers(Number(applied[String(this.seat)] ?? 0));
    }
    if (!this.#sawView) {
      this.#sawView = true;
      this.#keepWatch();
    }
    const numbers = { applied: applied ?? {}, durable: durable ?? {} };
    this.emit("view", { epoch: this.epoch, seq, tick, ...numbers, data });
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

  #end(/** @type {AtriumError} */ error) {
    const wishedFor = this.#over;
    this.#isOver();
    this.#outbox.stop(error);
    this.emit("closed", wishedFor ? undefined : error);
  }
}

/** On the gateway no close code says it: that socket may stay for the lobby. */
function closedBecause(/** @type {unknown} */ reason) {
  const closeCode = CLOSED_FOR_ONE.get(String(reason));
  return closeCode === undefined ? roomOver(String(reason)) : AtriumError.fromClose(closeCode);
}
