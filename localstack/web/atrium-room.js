import { CommandLog, CommandPace } from "./atrium-commands.js";
import { AtriumError } from "./atrium-errors.js";
import { Events } from "./atrium-events.js";
import { LastingLink } from "./atrium-lasting-link.js";
import { greetRoom, staleEpoch } from "./atrium-room-greeting.js";
import { RoomWire } from "./atrium-wire.js";

/** A room that is handed on more often than this without one view in between is going nowhere. */
const MOVES_IN_A_ROW_MAX = 5;

/** What is refused for a longer time is the caller's: nobody expects it to happen then. */
const AGAIN_WAIT_MS_MAX = 2_000;

/** Commands sent again while none is applied: then whoever sent them hears of it. */
const AGAIN_IN_A_ROW_MAX = 32;

/** Another host takes a room over within seconds, so who waits looks often; for half a minute. */
const BACK_OFF = Object.freeze({ attempts: 40, longestMs: 1_000 });

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
 *   early (`rate-limited`, `busy`, `room-frozen`) is sent again by itself, and is no `refused`
 * - `closed` {@link AtriumError} | undefined: this room is left for good; undefined when it was
 *   wished for or the match is over
 * - `sent` {@link import("./atrium-commands.js").Command}: a command leaves, or leaves again. The
 *   seam for prediction, together with {@link Room#pendingCommands}.
 */
export class Room extends Events {
  #surroundings;
  #match;
  #direct;
  #token;
  #locate;
  #wire;
  #link;
  #log = new CommandLog();
  #pace;
  #paceTimer;
  #epoch = -1;
  #lastSeq = -1;
  #resendDue = false;
  #againInARow = 0;
  #applied = 0;
  #sawView = false;
  #movesInARow = 0;
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
   * @param {object} [options] `backOff`, `wire`, `commandsPerSecond`, and `locate`: asks where the
   *     room is played now, once its host does not answer
   */
  constructor(surroundings, match, options = {}) {
    super();
    this.#surroundings = surroundings;
    this.#match = match;
    this.#direct = match.direct;
    this.#token = options.token ?? (() => undefined);
    this.#locate = options.locate ?? (async () => undefined);
    this.#pace = new CommandPace(options.commandsPerSecond);
    this.#wire = new RoomWire(match.roomId, options.wire);
    this.#link = new LastingLink(surroundings, {
      address: (attempt) => this.#address(attempt),
      greet: (link) => this.#greet(link),
      backOff: { ...BACK_OFF, ...options.backOff },
      firstAttempts: BACK_OFF.attempts,
      wire: this.#wire,
    });
    this.#link.on("message", (message) => this.#hear(message));
    this.#link.on("state", (state) => this.emit("state", state));
    this.#link.on("closed", (error) => this.#end(error));
  }

  /** Where the room is: as it was told, and once that failed wherever it is by now. */
  async #address(/** @type {number} */ attempt) {
    if (attempt > 0) {
      try {
        this.#direct = (await this.#locate()) ?? this.#direct;
      } catch {
        // Nobody knows now: the last address is as good as any.
      }
    }
    return this.#direct;
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
    return this.#epoch;
  }

  get state() {
    return this.#link.state;
  }

  /** The last round trip in milliseconds; NaN until there was one. */
  get roundTripMs() {
    return this.#link.roundTripMs;
  }

  /** Commands that the journal does not hold yet, oldest first. */
  get pendingCommands() {
    return this.#log.pending;
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
    if (!this.#over) {
      this.#pace.hold(warriorId, at ? { warriorId, direction, at } : { warriorId, direction });
      this.#sendHeld();
    }
  }

  /**
   * Sends a command of any game. Numbered, kept and sent again like moves; none replaces another.
   * @param {string} action as the game's vocabulary names it, such as `draw`
   * @param {object} [fields] of the command
   */
  act(action, fields = {}) {
    if (!this.#over) {
      this.#pace.hold(`act ${this.#acts++}`, { ...fields, action });
      this.#sendHeld();
    }
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
    this.#over = true;
    this.#link.close();
  }

  async #greet(/** @type {import("./atrium-link.js").Link} */ link) {
    link.pingFields = () => ({ room: this.roomId });
    const answer = await greetRoom(link, {
      match: this.#match,
      token: this.#token(),
      last: this.#entered && { epoch: this.#epoch, seq: this.#lastSeq },
      beforeEnter: () => {
        // Nothing of before is told again to who enters.
        this.#lastSeq = -1;
      },
    });
    if (answer.type === "room-moved") {
      this.#follow(answer.data?.direct); // Which overtakes this attempt.
      return;
    }
    if (!this.#acceptEpoch(answer.data?.epoch ?? answer.epoch)) {
      throw staleEpoch();
    }
    this.#viewRate = undefined;
    this.#resendDue = true;
    if (answer.type === "resumed") {
      this.emit("resumed", { complete: answer.data.complete === true });
      return;
    }
    this.#entered = answer.data;
    this.#wire.entered(answer.data);
    this.#setPlayers(answer.data.players ?? []);
    const state = answer.data.state;
    if (state) {
      this.#takeView(state.data ? state : { ...answer, tick: answer.data.tick, data: state });
    }
  }

  /** False if the message comes from a host that has lost the room. */
  #acceptEpoch(/** @type {number | undefined} */ epoch) {
    if (epoch === undefined || epoch === this.#epoch) {
      return true;
    }
    if (epoch < this.#epoch) {
      return false;
    }
    const rewound = this.#epoch >= 0;
    this.#epoch = epoch;
    this.#lastSeq = -1;
    if (rewound) {
      this.#resendDue = true;
      this.emit("rewound", { epoch });
    }
    return true;
  }

  #hear(/** @type {any} */ message) {
    if (message.room !== undefined && message.room !== this.roomId) {
      return;
    }
    if (!this.#acceptEpoch(message.epoch)) {
      return;
    }
    if (Number.isFinite(message.seq)) {
      if (message.seq <= this.#lastSeq) {
        return; // A repeat, of a post whose reply was lost.
      }
      this.#lastSeq = message.seq;
    }
    const data = message.data ?? {};
    switch (message.type) {
      case "state":
        this.#takeView(message);
        break;
      case "error":
        if (!this.#comesAgain(data)) {
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
      case "game-complete":
        this.#over = true;
        this.emit("complete", { roomId: this.roomId, ...data });
        break;
      case "room-closed":
        if (data.reason === "replaced" || data.reason === "kicked") {
          break; // the socket's close code says the same, and ends the link
        }
        this.#over = true;
        this.#link.close(
          new AtriumError({ code: "room-over", message: `The room has ended: ${data.reason}.` }),
        );
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

  /** Whether it is the refusal of a command that now waits until it may be sent again. */
  #comesAgain(/** @type {any} */ { code, retryAfterMs, seq }) {
    const tooEarly = code === "rate-limited" || code === "busy" || code === "room-frozen";
    const soon = Number.isFinite(retryAfterMs) && retryAfterMs <= AGAIN_WAIT_MS_MAX;
    if (!tooEarly || !soon || this.#over) {
      return false;
    }
    this.#pace.pause(this.#surroundings.now() + retryAfterMs);
    const command =
      Number.isFinite(seq) && this.#againInARow < AGAIN_IN_A_ROW_MAX
        ? this.#log.refuse(seq)
        : undefined;
    if (command) {
      this.#againInARow++;
      this.#pace.holdAgain(command.subject, command.fields);
      this.#sendHeld();
    }
    return command !== undefined;
  }

  #takeView(/** @type {any} */ message) {
    this.#movesInARow = 0;
    const seat = String(this.seat);
    const applied = message.applied ?? {};
    const durable = message.durable ?? {};
    const last = Number(applied[seat] ?? 0);
    this.#log.acknowledge(last, Number(durable[seat] ?? 0));
    if (last > this.#applied) {
      this.#againInARow = 0;
    }
    this.#applied = last;
    this.#sawView = true;
    this.emit("view", {
      epoch: this.#epoch,
      seq: message.seq,
      tick: message.tick,
      applied,
      durable,
      data: message.data,
    });
    this.#sendAgain();
    this.#sendHeld();
  }

  #setPlayers(/** @type {any[]} */ players) {
    this.#players = [...players].sort((one, other) => one.seat - other.seat);
    this.emit("players", this.#players);
  }

  #follow(/** @type {string} */ direct) {
    this.#movesInARow++;
    if (typeof direct !== "string" || this.#movesInARow > MOVES_IN_A_ROW_MAX) {
      this.#link.close(
        new AtriumError({ code: "gave-up", message: "The room keeps moving between hosts." }),
      );
      return;
    }
    this.#direct = direct;
    this.#link.reopen();
  }

  /** Once after each `enter` and takeover, when the first view told what is durable. */
  #sendAgain() {
    // The view inside `entered` is read while greeting: the next one comes 50 ms later.
    if (this.#resendDue && this.#link.state === "open") {
      this.#resendDue = false;
      for (const command of this.#log.pending) {
        this.#send(command);
      }
    }
  }

  #sendHeld() {
    this.#surroundings.clearTimer(this.#paceTimer);
    // What is sent again goes first: a room takes no number after a higher one.
    if (!this.#sawView || this.#resendDue || this.#over || this.#link.state !== "open") {
      return; // The next view tries again.
    }
    const nowMs = this.#surroundings.now();
    for (const { subject, fields } of this.#pace.take(nowMs)) {
      this.#send(this.#log.add(subject, fields));
    }
    const waitMs = this.#pace.waitMs(nowMs);
    if (waitMs !== undefined) {
      this.#paceTimer = this.#surroundings.setTimer(() => this.#sendHeld(), waitMs);
    }
  }

  #send(/** @type {import("./atrium-commands.js").Command} */ command) {
    this.emit("sent", command);
    const { action, ...fields } = { action: "move-warrior", ...command.fields };
    this.#link.send(action, { room: this.roomId, ...fields, seq: command.seq });
  }

  #end(/** @type {AtriumError} */ error) {
    this.#surroundings.clearTimer(this.#paceTimer);
    this.#pace.clear();
    this.emit("closed", this.#over ? undefined : error);
    this.#over = true;
  }
}
