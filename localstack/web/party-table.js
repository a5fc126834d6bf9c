import { AtriumError } from "./atrium-errors.js";
import { Events } from "./atrium-events.js";

export const PARTY = "party.robots";

/** What the gateway says of a session that is not good any more. */
const SESSION_SPENT = Object.freeze(["token-expired", "token-invalid", "unauthorized"]);

/** After these there is nothing to come back to. */
const OVER = Object.freeze(["room-over", "room-not-found"]);

/** The way to the room failed for long, or others watch just now: it is there to come back to. */
const AWAY = Object.freeze([
  ...["unreachable", "connection-closed", "not-connected", "time-out"],
  ...["gave-up", "host-silent", "stale-epoch", "unavailable", "too-many-watchers"],
]);

/**
 * One page's place at a party, from the code to the end: signs in, asks for a place, enters, keeps
 * what it takes to come back, and holds what is known of the party.
 *
 * Events: `changed` (the model), `told` {@link import("./atrium-shapes.js").RoomEvent},
 * `ended` {@link import("./party-shapes.js").PartyEnd}, `left` error | undefined (there is no room
 * any more, and no end to show).
 */
export class PartyTable extends Events {
  #atrium;
  #kept;
  #via;
  #sessions;
  /** @type {import("./atrium.js").StrictRoom | undefined} */
  #room;
  /** @type {import("./party-kept.js").KeptPlace | undefined} */
  #place;
  #model = newModel();
  /** The network took the place's room from us, and may give it back. */
  #isAway = false;
  /** What the last `room-joined` said; its round is that of the view that goes with it. */
  #ownIsNew = false;

  /**
   * @param {import("./atrium.js").Atrium} atrium
   * @param {import("./party-kept.js").KeptParty} kept
   * @param {object} options
   * @param {"direct" | "gateway"} options.via
   * @param {{get: () => any, set: (session: object | undefined) => void}} options.sessions
   */
  constructor(atrium, kept, { via, sessions }) {
    super();
    this.#atrium = atrium;
    this.#kept = kept;
    this.#via = via;
    this.#sessions = sessions;
  }

  /** @returns {import("./party-shapes.js").PartyModel} */
  get model() {
    return this.#model;
  }

  /** Whether there is a room that is entered, or being entered, or its end to show. */
  get isSeated() {
    return this.#room !== undefined || this.#model.end !== undefined;
  }

  get roomCode() {
    return this.#model.state?.roomCode || this.#room?.roomCode || "";
  }

  /** How the room is spoken to: `direct` or `gateway`. */
  get via() {
    return this.#room?.via;
  }

  /** The server's wall clock, or this machine's until that is known. */
  serverNow() {
    const told = this.#room?.serverNow() ?? NaN;
    return Number.isNaN(told) ? Date.now() : told;
  }

  /**
   * Opens a party; without a player one only looks on.
   * @param {string} gameMode
   * @param {{name: string, icon: string}} [player]
   */
  async open(gameMode, player) {
    const named = player && { playerName: player.name, playerIcon: player.icon };
    const ready = await this.#ask(player, (lobby) =>
      lobby.createRoom({ game: PARTY, gameMode, ...named }),
    );
    await this.#enter({ ready, player });
  }

  /** @param {string} roomCode @param {{name: string, icon: string}} player */
  async join(roomCode, player) {
    await this.#enter({ ready: await this.#askForPlace(roomCode, player), player });
  }

  /** @param {string} roomCode */
  async watch(roomCode) {
    await this.#enter({ ready: await this.#askForPlace(roomCode, undefined) });
  }

  /**
   * Comes back to where an earlier page was, or to the end that it showed.
   * @param {string} [roomCode] of the only party to come back to; any if empty
   * @returns {Promise<boolean>} false if it was nowhere, or at another party
   */
  async comeBack(roomCode = "") {
    const { place, end: ended } = this.#kept;
    if (!place && ended && (roomCode === "" || roomCode === ended.roomCode)) {
      const { end, state, you } = ended;
      this.#change({ connection: "closed", end, state, you });
      return true;
    }
    const session = this.#sessions.get();
    const isElsewhere = roomCode !== "" && roomCode !== place?.ready.roomCode;
    if (!place || !session || isElsewhere) {
      return false;
    }
    this.#atrium.session = session;
    await this.#enter(place);
    return true;
  }

  /** Comes back if it was only the network that failed; to be called when that may be there again. */
  async tryAgain() {
    if (this.#isAway && !this.isSeated) {
      this.#isAway = false;
      await this.comeBack();
    }
  }

  /**
   * Gives a command, and remembers what one has said once the room has taken it.
   * @param {string} action
   * @param {object} [fields]
   */
  async command(action, fields = {}) {
    const room = this.#room;
    const round = this.#model.state?.round ?? 0;
    await room?.command(action, fields);
    const { answer, vote } = /** @type {{answer?: string, vote?: string}} */ (fields);
    if (action === "submit-answer") {
      this.#remember(round, { answer });
    } else if (action === "submit-elimination-vote") {
      this.#remember(round, { eliminationVote: vote });
    } else if (action === "submit-final-vote") {
      this.#remember(round, { finalVote: vote });
    }
  }

  /** Gives up the place for good. */
  async leave() {
    const room = this.#room;
    this.#forget();
    // Whoever cannot say it is missed after a while.
    await room?.leave().catch(() => {});
  }

  #askForPlace(
    /** @type {string} */ roomCode,
    /** @type {{name: string, icon: string} | undefined} */ player,
  ) {
    return this.#ask(player, (lobby) =>
      player
        ? lobby.joinRoom({ roomCode, playerName: player.name, playerIcon: player.icon })
        : lobby.watchRoom({ roomCode }),
    );
  }

  /** In the lobby, which is left at once: the room is all that a party needs. */
  async #ask(
    /** @type {{name: string, icon: string} | undefined} */ player,
    /** @type {(lobby: import("./atrium.js").Lobby) => Promise<any>} */ question,
  ) {
    const lobby = await this.#connect(player);
    try {
      return await question(lobby);
    } finally {
      lobby.close();
    }
  }

  async #connect(/** @type {{name: string, icon: string} | undefined} */ player) {
    const guest = player ?? { name: "Screen", icon: "owl" };
    const kept = this.#sessions.get();
    if (kept) {
      this.#atrium.session = kept;
      try {
        return await this.#atrium.connect();
      } catch (error) {
        const { code, status } = /** @type {{code?: string, status?: number}} */ (error);
        if (status !== 401 && !SESSION_SPENT.includes(code ?? "")) {
          throw error;
        }
      }
    }
    const session = await this.#atrium.signInAsGuest({ name: guest.name, icon: guest.icon });
    this.#sessions.set({ ...session, name: guest.name, icon: guest.icon });
    return this.#atrium.connect();
  }

  async #enter(/** @type {import("./party-kept.js").KeptPlace} */ place) {
    const { ready, nextSeq, player } = place;
    this.#room?.disconnect();
    this.#model = newModel();
    const room = this.#atrium.prepareStrictRoom(ready, {
      via: this.#via,
      nextSeq,
      renew: () => this.#askForPlace(ready.roomCode, player),
    });
    this.#room = room;
    this.#kept.end = undefined;
    this.#keep(place);
    this.#listen(room);
    this.emit("changed");
    await room.enter().catch(() => {}); // Its `closed` tells it.
  }

  #listen(/** @type {import("./atrium.js").StrictRoom} */ room) {
    const on = (/** @type {string} */ type, /** @type {(payload: any) => void} */ handler) =>
      room.on(type, (payload) => {
        if (this.#room === room) {
          handler(payload);
        }
      });
    on("state", (connection) => this.#change({ connection }));
    on("view", ({ data }) => this.#show(data));
    on("frozen", (frozen) => this.#change({ frozen }));
    on("numbered", (nextSeq) => this.#keep({ nextSeq }));
    on("renewed", (ready) => this.#keep({ ready }));
    on("event", (event) => {
      if (event.type === "room-joined") {
        this.#joined(event.data);
      } else if (event.type === "player-kicked" && event.data.playerId === this.#ownId) {
        this.#removed(room);
      } else {
        this.emit("told", event);
      }
    });
    on("complete", (end) => this.#end(end));
    on("closed", (error) => this.#closed(room, error));
  }

  #show(/** @type {import("./party-shapes.js").PartyState} */ state) {
    if (this.#ownIsNew) {
      this.#ownIsNew = false;
      this.#model = { ...this.#model, own: { ...this.#model.own, round: state.round } };
    }
    this.#change({ state });
  }

  get #ownId() {
    return this.#model.you?.playerId;
  }

  /** Whether or not the room closes behind it: there is no seat any more. */
  #removed(/** @type {import("./atrium.js").StrictRoom} */ room) {
    this.#forget();
    room.disconnect();
    const message = "The host has removed you.";
    this.emit("left", new AtriumError({ code: "kicked", message }));
  }

  /** Who I am here, and what I have said in this round. */
  #joined(/** @type {any} */ { you }) {
    if (!you) {
      return;
    }
    const { answer, eliminationVote, finalVote } = you;
    const said = [answer, eliminationVote, finalVote].map((text) => text ?? undefined);
    const own = { answer: said[0], eliminationVote: said[1], finalVote: said[2] };
    const round = this.#model.state?.round;
    this.#ownIsNew = round === undefined;
    this.#change({ you, own: { round: round ?? 0, ...own } });
  }

  #remember(/** @type {number} */ round, /** @type {object} */ said) {
    const { own } = this.#model;
    if (round < own.round) {
      return; // It came through just before the next round began.
    }
    this.#change({ own: { ...(own.round === round ? own : {}), round, ...said } });
  }

  #change(/** @type {Partial<import("./party-shapes.js").PartyModel>} */ change) {
    this.#model = { ...this.#model, ...change };
    this.emit("changed");
  }

  #end(/** @type {import("./party-shapes.js").PartyEnd} */ end) {
    const { state, you } = this.#model;
    this.#kept.place = undefined;
    this.#kept.end = { roomCode: this.roomCode, end, state, you };
    this.#change({ end });
    this.emit("ended", end);
  }

  async #closed(/** @type {any} */ room, /** @type {any} */ error) {
    if (this.#model.end) {
      return; // The standings stay.
    }
    const record = OVER.includes(error?.code)
      ? await this.#atrium.match(room.roomId).catch(() => undefined)
      : undefined;
    if (this.#room !== room) {
      return;
    }
    if (record?.standings?.length) {
      const places = record.standings;
      const first = places.filter(({ place }) => place === 1);
      const winner = first.map(({ name }) => name).join(" & ");
      const winners = first.map(({ playerId }) => playerId);
      this.#end(/** @type {any} */ ({ winner, winners, reason: "", standings: places }));
      return;
    }
    // The page that has replaced this one, in the same browser perhaps, is in that place now.
    const stays = error?.code === "replaced" || AWAY.includes(error?.code);
    this.#forget(stays ? this.#kept.place : undefined);
    this.#isAway = AWAY.includes(error?.code);
    this.emit("left", error);
  }

  #keep(/** @type {Partial<import("./party-kept.js").KeptPlace>} */ change) {
    this.#place = { .../** @type {any} */ (this.#place), ...change };
    if (!this.#model.end) {
      this.#kept.place = this.#place;
    }
  }

  /** Back to the start; what the room still says is nobody's. */
  #forget(/** @type {import("./party-kept.js").KeptPlace | undefined} */ stillKept = undefined) {
    this.#room = undefined;
    this.#isAway = false;
    this.#place = undefined;
    this.#kept.place = stillKept;
    this.#kept.end = undefined;
    this.#model = newModel();
    this.emit("changed");
  }
}

/** @returns {import("./party-shapes.js").PartyModel} */
const newModel = () => ({ connection: "connecting", frozen: false, own: { round: 0 } });
