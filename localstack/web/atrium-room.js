import { saidOf } from "./atrium-commands.js";
import { AtriumError } from "./atrium-errors.js";
import { Events } from "./atrium-events.js";
import { LastingLink } from "./atrium-lasting-link.js";
import { OwnInputs } from "./atrium-own-inputs.js";
import { greetRoom, staleEpoch } from "./atrium-room-greeting.js";
import { RoomOutbox } from "./atrium-room-outbox.js";
import { RoomPlace, roomOver } from "./atrium-room-place.js";
import { RoomStream } from "./atrium-room-stream.js";
import { RoomWatch } from "./atrium-room-watch.js";
import { RoomWire } from "./atrium-wire.js";

/**
 * Another host takes a room over within seconds, so who waits looks often; for half a minute where
 * knocking is answered at once.
 */
const BACK_OFF = Object.freeze({ attempts: 40, longestMs: 1_000 });

/** A host that is there and says nothing, not even to a ping, for so long is as good as lost. */
const SIGN_OF_LIFE_MS = 4_000;

/**
 * A player's seat in a room, over a direct socket that reconnects by itself.
 *
 * Events (see {@link Room#on}):
 * - `view` {@link import("./atrium-shapes.js").View}: 20 times a second while the match runs
 * - `event` {@link import("./atrium-shapes.js").RoomEvent}: what happened in the game, each once
 * - `players` {@link import("./atrium-shapes.js").Player}[]: the list, whenever it changes
 * - `complete` {@link import("./atrium-shapes.js").Completion}: the match is over and stored
 * - `view-rate` number: so many views come in a second from now on
 * - `durability` boolean: true while what happens would be lost with the host, false once it is
 *   stored again
 * - `rewound` `{epoch}`: another host took over; ticks may go back, forget older views
 * - `resumed` `{complete}`: back after a loss of the connection; `complete` says whether every event
 *   of the meantime follows now. If not, the next view alone tells how things stand
 * - `state` `connecting` | `open` | `waiting` | `closed`: of the connection
 * - `refused` {@link AtriumError}: a command that the room did not take. One that only came too
 *   early (`rate-limited`, `busy`, `room-frozen`, `unavailable`) is sent again by itself, and is no
 *   `refused` unless that goes on for long
 * - `closed` {@link AtriumError} | undefined: this room is left for good; undefined when it was
 *   wished for or the match is over. `room-over` if it has ended without us: then the match's
 *   record ({@link import("./atrium.js").Atrium#match}) tells how
 * - `sent` {@link import("./atrium-commands.js").Command}: a command leaves, or leaves again. With
 *   {@link Room#pendingCommands} it is what a prediction needs
 * - `own-inputs` {@link import("./atrium-own-inputs.js").OwnInputsRecord}: of one's commands that
 *   the room's journal has, for who wants to find them in the archive later
 */
export class Room extends Events {
  #match;
  #place;
  #token;
  #wire;
  #link;
  #outbox;
  #ownInputs;
  #watch;
  #stream = new RoomStream();
  #sawView = false;
  /** The record says that it has ended, and its host has not said so yet. */
  #endSeen = false;
  #acts = 0;
  #over = false;
  /** @type {import("./atrium-shapes.js").Entered | undefined} */
  #entered;
  /** @type {import("./atrium-shapes.js").Player[]} */
  #players = [];
  /** @type {number | undefined} since the host said that it differs from what `entered` said */
  #viewRate;

  /**
   * Use {@link import("./atrium.js").Atrium#enterRoom}.
   * @param {import("./atrium-link.js").Surroundings} surroundings
   * @param {import("./atrium-shapes.js").Match} match
   * @param {object} [options] `backOff`, `wire`, `commandsPerSecond`, `token`; `ownInputs`, the
   *     last record of an earlier page; and `locate`: asks for the room's
   *     {@link import("./atrium-shapes.js").MatchRecord}, once its host does not answer or nothing
   *     comes from it any more
   */
  constructor(surroundings, match, options = {}) {
    super();
    this.#match = match;
    this.#token = options.token ?? (() => undefined);
    this.#place = new RoomPlace(match.direct, options.locate ?? (async () => undefined));
    const ports = {
      isOpen: () => this.#link.state === "open",
      send: (/** @type {import("./atrium-commands.js").Command} */ command) => this.#send(command),
    };
    this.#outbox = new RoomOutbox(surroundings, ports, options.commandsPerSecond);
    const tellInputs = (/** @type {object} */ record) => this.emit("own-inputs", record);
    this.#ownInputs = new OwnInputs(match.roomId, tellInputs, options.ownInputs);
    this.#watch = new RoomWatch(surroundings, () => this.#lookForRoom());
    this.#wire = new RoomWire(match.roomId, options.wire);
    this.#link = new LastingLink(surroundings, {
      address: (attempt) => this.#place.address(attempt),
      greet: (link) => this.#greet(link),
      backOff: { ...BACK_OFF, ...options.backOff },
      firstAttempts: BACK_OFF.attempts,
      wire: this.#wire,
    });
    this.#link.on("message", (message) => this.#hear(message));
    this.#link.on("state", (state) => {
      this.#keepWatch();
      this.emit("state", state);
    });
    this.#link.on("closed", (error) => this.#end(error));
  }

  /**
   * Enters; see {@link import("./atrium.js").Atrium#enterRoom}.
   * @returns {Promise<this>}
   */
  async enter() {
    await this.#link.open();
    return this;
  }

  get roomId() {
    return this.#match.roomId;
  }

  /** The own seat; undefined before `enter` was answered. */
  get seat() {
    return this.#entered?.seat;
  }

  /** Ticks of game time in a second of game time. */
  get tickRate() {
    return this.#entered?.tickRate ?? 60;
  }

  /** Views in a second of wall time. */
  get viewRate() {
    return this.#viewRate ?? this.#entered?.viewRate ?? 20;
  }

  /** Seconds of game time in a second of wall time. */
  get speed() {
    return this.#entered?.speed ?? 1;
  }

  get players() {
    return this.#players;
  }

  /** Rises when another host takes the room over; -1 before the first message. */
  get epoch() {
    return this.#stream.epoch;
  }

  get state() {
    return this.#link.state;
  }

  /** The last round trip in milliseconds; NaN until there was one. */
  get roundTripMs() {
    return this.#link.roundTripMs;
  }

  /** How far warriors go in a tick, if the binary form told it. */
  get pace() {
    return this.#wire.pace;
  }

  /** Commands that the journal does not hold yet, oldest first. */
  get pendingCommands() {
    return this.#outbox.pending;
  }

  /** The server's wall clock now, in its milliseconds; NaN until it is known. */
  serverNow() {
    return this.#link.serverNow();
  }

  /**
   * Sets where a warrior goes, until it is set again. Commands are held back beyond 24 a second
   * (the newest of a warrior wins), before the first view, and while there is no connection.
   * @param {string} warriorId
   * @param {import("./atrium-shapes.js").Direction} direction
   * @param {{x: number, y: number}} [at] where the player saw the warrior, in subunits
   */
  move(warriorId, direction, at) {
    this.#outbox.hold(warriorId, at ? { warriorId, direction, at } : { warriorId, direction });
  }

  /**
   * Sends a command of any game. Numbered, kept and sent again like moves; none replaces another.
   * @param {string} action as the game's vocabulary names it, such as `draw`
   * @param {object} [fields] of the command
   */
  act(action, fields = {}) {
    this.#outbox.hold(`act ${this.#acts++}`, { ...fields, action });
  }

  /**
   * Asks the room something. It changes nothing, so it is neither numbered nor sent again.
   * @param {string} question as the game's vocabulary names it, such as `count`
   * @param {object} [fields] of the question
   * @returns {Promise<{type: string, data: any}>} the answer
   * @throws {AtriumError} the room's refusal, `not-connected`, `time-out`
   */
  async ask(question, fields = {}) {
    const { type, data } = await this.#link.request(question, { room: this.roomId, ...fields });
    return { type, data };
  }

  /** Leaves for good: the seat's warriors stop and fight on without anyone. */
  async leave() {
    try {
      if (this.#link.state === "open") {
        await this.#link.request("leave", { room: this.roomId });
      }
    } finally {
      this.disconnect();
    }
  }

  /** Closes the connection and does not come back. The seat is `gone` after some silence. */
  disconnect() {
    this.#isOver();
    this.#link.close();
  }

  #isOver() {
    this.#over = true;
    this.#outbox.stop();
    this.#watch.stop();
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
    link.pingFields = () => ({ room: this.roomId });
    const answer = await greetRoom(link, {
      match: this.#match,
      token: this.#token(),
      last: this.#entered && this.#stream.last,
      beforeEnter: () => this.#stream.begin(),
    });
    if (answer.type === "room-moved") {
      this.#follow(answer.data?.direct); // Which overtakes this attempt.
      return;
    }
    if (!this.#acceptEpoch(answer.data?.epoch ?? answer.epoch)) {
      throw staleEpoch();
    }
    this.#viewRate = undefined;
    this.#outbox.resendAfterView();
    if (answer.type === "resumed") {
      this.emit("resumed", { complete: answer.data.complete === true });
      return;
    }
    if (this.#entered) {
      // Who enters anew is told nothing of what he missed.
      this.emit("resumed", { complete: false });
    } else if (answer.data.state) {
      this.#outbox.cameLate(answer.data.tick);
    }
    this.#entered = answer.data;
    this.#ownInputs.begin(answer.data.seat);
    this.#wire.entered(answer.data);
    this.#setPlayers(answer.data.players ?? []);
    const state = answer.data.state;
    if (state) {
      this.#takeView(state.data ? state : { ...answer, tick: answer.data.tick, data: state });
    }
  }

  /** False if the message comes from a host that has lost the room. */
  #acceptEpoch(/** @type {number | undefined} */ epoch) {
    const heard = this.#stream.heard(epoch);
    if (heard === "rewound") {
      this.#outbox.resendAfterView();
      this.emit("rewound", { epoch });
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
      case "error":
        if (!this.#outbox.comesAgain(data)) {
          this.emit("refused", AtriumError.fromWire(data));
        }
        break;
      case "player-joined":
        this.#setPlayers([
          ...this.#players.filter((player) => player.seat !== data.seat),
          { presence: "here", ...data },
        ]);
        break;
      case "player-left":
        this.#setPlayers(
          this.#players.map((player) =>
            player.seat === data.seat ? { ...player, presence: "gone" } : player,
          ),
        );
        break;
      case "players-update":
        this.#setPlayers(data.players ?? []);
        break;
      case "accepted":
        this.#outbox.answered(); // A strict room's; the next view says the same.
        break;
      case "game-complete":
        this.#isOver();
        this.emit("complete", { roomId: this.roomId, ...data });
        break;
      case "room-closed":
        if (data.reason === "replaced" || data.reason === "kicked") {
          break; // the socket's close code says the same, and ends the link
        }
        this.#link.close(roomOver(data.reason));
        break;
      case "view-rate":
        if (data.hz > 0) {
          this.#viewRate = data.hz;
          this.emit("view-rate", data.hz);
        }
        break;
      case "durability":
        this.emit("durability", data.late === true);
        break;
      case "room-moved":
        this.#follow(data.direct);
        break;
      default:
        // Game events, and whatever a later server adds: for the game's own code to know.
        this.emit("event", { type: message.type, tick: message.tick, epoch: message.epoch, data });
    }
  }

  #takeView(/** @type {any} */ message) {
    const seat = String(this.seat);
    const applied = message.applied ?? {};
    const durable = message.durable ?? {};
    this.#place.arrived();
    const [last, stored] = [Number(applied[seat] ?? 0), Number(durable[seat] ?? 0)];
    this.#ownInputs.add(this.#outbox.acknowledge(last, stored, message.tick).map(saidOf));
    if (!this.#sawView) {
      this.#sawView = true;
      this.#keepWatch();
    }
    this.emit("view", {
      epoch: this.epoch,
      seq: message.seq,
      tick: message.tick,
      applied,
      durable,
      data: message.data,
    });
    this.#outbox.send();
  }

  #setPlayers(/** @type {any[]} */ players) {
    this.#players = [...players].sort((one, other) => one.seat - other.seat);
    this.emit("players", this.#players);
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

  #send(/** @type {import("./atrium-commands.js").Command} */ command) {
    this.emit("sent", command);
    const { action, ...fields } = saidOf(command);
    try {
      this.#link.send(action, { room: this.roomId, ...fields });
    } catch (error) {
      // The socket has just begun to close: it is kept, and sent again by the next one.
      if (!(error instanceof AtriumError && error.code === "not-connected")) {
        throw error;
      }
    }
  }

  #end(/** @type {AtriumError} */ error) {
    const wishedFor = this.#over;
    this.#isOver();
    this.emit("closed", wishedFor ? undefined : error);
  }
}
