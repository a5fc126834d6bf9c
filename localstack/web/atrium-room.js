import { saidOf } from "./atrium-commands.js";
import { AtriumError } from "./atrium-errors.js";
import { Events } from "./atrium-events.js";
import { OwnInputs } from "./atrium-own-inputs.js";
import { RoomConnection } from "./atrium-room-connection.js";
import { RoomOutbox } from "./atrium-room-outbox.js";
import { roomOver } from "./atrium-room-place.js";
import { RoomWire } from "./atrium-wire.js";

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
  #wire;
  #connection;
  #outbox;
  #ownInputs;
  #acts = 0;
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
    this.#outbox = new RoomOutbox(
      surroundings,
      {
        isOpen: () => this.#connection.state === "open",
        send: (command) => this.#send(command),
      },
      options.commandsPerSecond,
    );
    const tellInputs = (/** @type {object} */ record) => this.emit("own-inputs", record);
    this.#ownInputs = new OwnInputs(match.roomId, tellInputs, options.ownInputs);
    this.#wire = new RoomWire(match.roomId, options.wire);
    this.#connection = new RoomConnection(
      surroundings,
      {
        match: () => match,
        token: options.token ?? (() => undefined),
        greeted: () => this.#greeted(),
        resumed: (complete) => this.emit("resumed", { complete }),
        entered: (answer, again) => this.#entered(answer, again),
        rewound: (epoch) => this.#rewound(epoch),
        take: (message) => this.#take(message),
        changed: (state) => this.emit("state", state),
        closed: (error, wishedFor) => this.#closed(error, wishedFor),
      },
      { locate: options.locate, backOff: options.backOff, wire: this.#wire },
    );
  }

  /**
   * Enters; see {@link import("./atrium.js").Atrium#enterRoom}.
   * @returns {Promise<this>}
   */
  async enter() {
    await this.#connection.open();
    return this;
  }

  get roomId() {
    return this.#match.roomId;
  }

  /** The own seat; undefined before `enter` was answered. */
  get seat() {
    return this.#connection.entered?.seat;
  }

  /** Ticks of game time in a second of game time. */
  get tickRate() {
    return this.#connection.entered?.tickRate ?? 60;
  }

  /** Views in a second of wall time. */
  get viewRate() {
    return this.#viewRate ?? this.#connection.entered?.viewRate ?? 20;
  }

  /** Seconds of game time in a second of wall time. */
  get speed() {
    return this.#connection.entered?.speed ?? 1;
  }

  get players() {
    return this.#players;
  }

  /** Rises when another host takes the room over; -1 before the first message. */
  get epoch() {
    return this.#connection.epoch;
  }

  get state() {
    return this.#connection.state;
  }

  /** The last round trip in milliseconds; NaN until there was one. */
  get roundTripMs() {
    return this.#connection.roundTripMs;
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
    return this.#connection.serverNow();
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
    const { type, data } = await this.#connection.request(question, fields);
    return { type, data };
  }

  /** Leaves for good: the seat's warriors stop and fight on without anyone. */
  leave() {
    return this.#connection.leave();
  }

  /** Closes the connection and does not come back. The seat is `gone` after some silence. */
  disconnect() {
    this.#connection.disconnect();
  }

  #greeted() {
    this.#viewRate = undefined;
    this.#outbox.resendAfterView();
  }

  #entered(/** @type {any} */ answer, /** @type {boolean} */ again) {
    const { seat, players, state, tick } = answer.data;
    if (state && !again) {
      this.#outbox.cameLate(tick);
    }
    this.#ownInputs.begin(seat);
    this.#wire.entered(answer.data);
    this.#setPlayers(players ?? []);
    if (state) {
      this.#takeView(state.data ? state : { ...answer, tick, data: state });
    }
  }

  #rewound(/** @type {number} */ epoch) {
    this.#outbox.resendAfterView();
    this.emit("rewound", { epoch });
  }

  #take(/** @type {any} */ message) {
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
        this.#outbox.stop();
        this.#connection.finish();
        this.emit("complete", { roomId: this.roomId, ...data });
        break;
      case "room-closed":
        if (data.reason === "replaced" || data.reason === "kicked") {
          break; // the socket's close code says the same, and ends the link
        }
        this.#connection.close(roomOver(data.reason));
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
      default:
        // Game events, and whatever a later server adds: for the game's own code to know.
        this.emit("event", { type: message.type, tick: message.tick, epoch: message.epoch, data });
    }
  }

  #takeView(/** @type {any} */ message) {
    const seat = String(this.seat);
    const applied = message.applied ?? {};
    const durable = message.durable ?? {};
    const [last, stored] = [Number(applied[seat] ?? 0), Number(durable[seat] ?? 0)];
    this.#ownInputs.add(this.#outbox.acknowledge(last, stored, message.tick).map(saidOf));
    this.#connection.sawView();
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

  #send(/** @type {import("./atrium-commands.js").Command} */ command) {
    this.emit("sent", command);
    const { action, ...fields } = saidOf(command);
    try {
      this.#connection.send(action, fields);
    } catch (error) {
      // The socket has just begun to close: it is kept, and sent again by the next one.
      if (!(error instanceof AtriumError && error.code === "not-connected")) {
        throw error;
      }
    }
  }

  #closed(/** @type {AtriumError} */ error, /** @type {boolean} */ wishedFor) {
    this.#outbox.stop();
    this.emit("closed", wishedFor ? undefined : error);
  }
}
