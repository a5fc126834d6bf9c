import { ArenaCanvas } from "./arena-canvas.js";
import { Prediction } from "./arena-prediction.js";
import { Selection } from "./arena-steering.js";
import { ViewBuffer } from "./arena-views.js";
import { AtriumError } from "./atrium.js";
import { gameOf } from "./games.js";
import { MatchEffects } from "./match-effects.js";
import { MatchKeeper } from "./kept-matches.js";
import { hudOf, RosterPace } from "./match-hud.js";
import { MatchInput } from "./match-input.js";
import { SpecialNews } from "./match-special.js";
import { Spectating } from "./match-spectating.js";
import { EVENTS_MISSED, MatchStory } from "./match-story.js";

/** The head-up display changes this often: faster than that nobody reads. */
const HUD_MS = 100;
/** How long the end stays in view after the result came. */
const CURTAIN_MS = 1_400;
/** Two frames farther apart than this were not seen as motion: no numbers fly for it. */
const BLIND_MS = 800;
const TAP_REACH_PX = 26;
/** Who has no warrior after so long came too late to have one, or was away when they fell. */
const WITHOUT_WARRIORS_TICKS = 60;

/**
 * One match as the player sees it: room, jitter buffer, prediction, canvas and input, and the loop
 * that ties them together at the screen's rate.
 */
export class MatchPlay {
  #match;
  #ports;
  #keeper;
  /** @type {ViewBuffer | undefined} */
  #buffer;
  /** @type {Prediction | undefined} */
  #prediction;
  /** @type {ArenaCanvas | undefined} */
  #arena;
  /** @type {MatchInput | undefined} */
  #input;
  #frameRequest = 0;
  #lastFrameMs = 0;
  #lastHudMs = 0;
  #frames = { since: 0, count: 0, perSecond: 0 };
  #painted = false;
  /** @type {import("./arena-views.js").Frame | undefined} */
  #frame;
  #effects = new MatchEffects();
  #special = new SpecialNews();
  #rosterPace = new RosterPace();
  /** @type {Set<string>} own warriors that were ever seen, the fallen too */
  #ownIds = new Set();
  /** Tick of the first view that was shown. */
  #firstTick = NaN;
  #frozen = false;
  /** @type {any} */
  #completion;
  #completedMs = NaN;
  #ended = false;
  selection = new Selection();
  spectating = new Spectating();
  story = new MatchStory();

  /**
   * @param {import("./atrium.js").Atrium} atrium
   * @param {import("./atrium-shapes.js").Match} match
   * @param {object} ports
   * @param {() => void} ports.changed the head-up display has news
   * @param {(completion: any, error?: Error) => void} ports.ended called once; both arguments are
   *     undefined when the match ended out of our sight
   * @param {boolean} [ports.predict] false to see one's own warriors where the views have them
   */
  constructor(atrium, match, ports) {
    this.#match = match;
    this.#ports = ports;
    this.#keeper = new MatchKeeper(match);
    const room = atrium.prepareRoom(match, { ownInputs: this.#keeper.before });
    this.room = room;
    room.on("own-inputs", (inputs) => this.#keeper.take(inputs));
    room.on("view", (view) => this.#takeView(view));
    room.on("view-rate", (hz) => this.#buffer?.changeRate(hz));
    room.on("event", (event) => this.#takeEvent(event));
    room.on("sent", (command) => this.#prediction?.sent(command, performance.now()));
    room.on("refused", ({ seq }) => this.#prediction?.refused(seq, performance.now()));
    room.on("rewound", () => {
      this.#buffer?.forget();
      this.#prediction?.forget();
      this.#frozen = false;
      this.#missEvents();
    });
    room.on("resumed", ({ complete }) => {
      this.#freeze(false); // If it is frozen still, that is told behind this.
      if (!complete) {
        this.#missEvents();
      }
    });
    room.on("players", () => ports.changed());
    room.on("state", () => ports.changed());
    room.on("complete", (completion) => {
      this.#completion = completion;
      this.#completedMs = this.#serverNow();
      setTimeout(() => this.#end(completion), CURTAIN_MS);
    });
    room.on("closed", (error) => {
      if (error) {
        this.#end(undefined, error);
      }
    });
  }

  #takeView(/** @type {import("./atrium-shapes.js").View} */ view) {
    const nowMs = performance.now();
    const { room } = this;
    if (!this.#buffer) {
      this.#buffer = new ViewBuffer(room);
      this.#prediction =
        this.#ports.predict === false ? undefined : new Prediction(this.#buffer.clock);
    }
    this.#buffer.push(view, nowMs);
    if (room.seat !== undefined && view.tick === this.#buffer.newestTick) {
      const { seat, pendingCommands: pending, roundTripMs, pace } = room;
      this.#prediction?.takeView(view, { seat, pending, roundTripMs, pace }, nowMs);
    }
  }

  /** Most wait until their tick is shown; what becomes of the server's clock counts at once. */
  #takeEvent(/** @type {import("./atrium-shapes.js").RoomEvent} */ event) {
    const nowMs = performance.now();
    if (event.type === "time-slip" && event.data?.ms > 0) {
      this.#buffer?.clock.slipped(event.data.ms);
      this.#prediction?.slipped({ ms: event.data.ms, tick: event.tick }, nowMs);
    } else if (event.type === "room-frozen" || event.type === "room-unfrozen") {
      this.#freeze(event.type === "room-frozen");
    } else {
      this.#buffer?.pushEvent(event);
    }
  }

  #freeze(/** @type {boolean} */ frozen) {
    this.#frozen = frozen;
    this.#prediction?.freeze(frozen, performance.now());
  }

  /** In their order: what was heard before the gap has not been shown yet. */
  #missEvents() {
    const tick = this.tick;
    this.#buffer?.pushEvent({ type: EVENTS_MISSED, tick, epoch: this.room.epoch, data: {} });
  }

  /** Enters the room; failures arrive at `ports.ended`. */
  async enter() {
    try {
      await this.room.enter();
    } catch (error) {
      this.#end(undefined, /** @type {Error} */ (error));
    }
  }

  /** The lobby says that the room has ended, which its host may be too dead to say. */
  closed(/** @type {string} */ reason) {
    const message = `The match has ended: ${reason}.`;
    this.#end(undefined, new AtriumError({ code: "room-over", message }));
  }

  /** Leaves for good: the own warriors fall at once, which forfeits a match while one lives. */
  async leave() {
    this.#ended = true;
    this.stop();
    await this.room.leave().catch(() => {});
  }

  /**
   * Begins to draw.
   * @param {HTMLCanvasElement} canvas
   * @param {HTMLElement} stick
   */
  attach(canvas, stick) {
    if (this.#arena || this.#ended) {
      return;
    }
    this.#arena = new ArenaCanvas(canvas);
    this.#input = new MatchInput(canvas, stick, {
      selection: this.selection,
      spectating: this.spectating,
      steer: (direction) => this.steer(direction),
      tap: (left, top) => this.#tap(left, top),
    });
    canvas.focus({ preventScroll: true });
    this.#lastFrameMs = performance.now();
    this.#frames.since = this.#lastFrameMs;
    this.#frameRequest = requestAnimationFrame((nowMs) => this.#draw(nowMs));
  }

  /** Writes down what is to be verified later; a page that goes says so. */
  keep() {
    this.#keeper.flush();
  }

  stop() {
    this.#keeper.close();
    cancelAnimationFrame(this.#frameRequest);
    this.#input?.stop();
  }

  /** Sends the selected warriors a way; who only watches sends nothing. */
  steer(/** @type {import("./atrium-shapes.js").Direction} */ direction) {
    if (this.spectating.active) {
      return;
    }
    for (const warriorId of this.selection.selected) {
      this.room.move(warriorId, direction);
    }
  }

  get framesPerSecond() {
    return this.#frames.perSecond;
  }

  get tick() {
    return this.#buffer?.newestTick ?? -1;
  }

  get warriorsDrawn() {
    return this.#arena?.warriorsDrawn ?? 0;
  }

  /** What the head-up display shows. */
  get hud() {
    const serverNowMs = this.#completion ? this.#completedMs : this.#serverNow();
    return hudOf({
      frame: this.#frame,
      room: this.room,
      story: this.story,
      spectating: this.spectating,
      selected: this.selection.selected,
      ownIds: this.#ownIds,
      completion: this.#completion,
      serverNowMs,
      special: this.#specialNow(serverNowMs),
      frozen: this.#frozen,
      rosterPace: this.#rosterPace,
      nowMs: performance.now(),
    });
  }

  #specialNow(/** @type {number} */ serverNowMs) {
    const times = { serverNowMs, speed: this.room.speed, nowMs: performance.now() };
    return this.#special.now(this.#frame?.special, times);
  }

  /** Our own clock stands in until the server's is known. */
  #serverNow() {
    const serverNow = this.room.serverNow();
    return Number.isNaN(serverNow) ? Date.now() : serverNow;
  }

  #draw(/** @type {number} */ frameMs) {
    this.#frameRequest = requestAnimationFrame((nowMs) => this.#draw(nowMs));
    const arena = this.#arena;
    const nowMs = performance.now();
    const elapsedMs = Math.max(0, frameMs - this.#lastFrameMs);
    this.#lastFrameMs = frameMs;
    this.#countFrame(nowMs);
    this.#input?.frame(nowMs);
    const step = this.#buffer?.advance(nowMs);
    if (step && arena) {
      const { warriors } = step.frame;
      const now = this.#prediction?.apply(warriors, nowMs) ?? warriors;
      this.#frame = { ...step.frame, warriors: now };
      arena.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.#follow(step, arena, elapsedMs < BLIND_MS && !step.jumped);
      const icons = new Map(this.room.players.map(({ seat, icon }) => [seat, icon]));
      arena.draw(
        this.#frame,
        {
          ownSeat: this.room.seat,
          followedSeat: this.spectating.followed,
          mood: this.#specialNow(this.#serverNow())?.kind,
          selected: this.selection.selected,
          iconOf: (seat) => icons.get(seat) ?? "owl",
        },
        Math.min(0.1, elapsedMs / 1_000),
      );
      this.#markFirstPaint();
    }
    if (nowMs - this.#lastHudMs >= HUD_MS) {
      this.#lastHudMs = nowMs;
      this.#ports.changed();
    }
  }

  /** What happened between the last frame and this one, as effects and as story. */
  #follow(
    /** @type {import("./arena-views.js").Advance} */ step,
    /** @type {ArenaCanvas} */ arena,
    /** @type {boolean} */ seen,
  ) {
    const ownSeat = this.room.seat;
    const drawn = new Map(this.#frame?.warriors.map((warrior) => [warrior.id, warrior]));
    const placeOf = (/** @type {import("./atrium-shapes.js").Warrior} */ warrior) => {
      const { x, y } = drawn.get(warrior.id) ?? warrior;
      return { x, y };
    };
    const iconOf = (/** @type {number} */ seat) =>
      this.room.players.find((player) => player.seat === seat)?.icon ?? "owl";
    if (step.views.length > 0 && Number.isNaN(this.#firstTick)) {
      this.#firstTick = step.views[0].tick;
      this.story.streaks.begin(this.#firstTick);
    }
    for (const event of step.events) {
      this.story.tell(event, this.room.players, ownSeat);
      this.#special.tell(event, performance.now());
      if (seen) {
        this.#effects.event(event, arena, placeOf, iconOf);
      }
    }
    for (const view of step.views) {
      this.#effects.view(view.data.warriors, seen ? arena : undefined, placeOf, ownSeat);
      this.#learnWhoLives(view);
    }
  }

  #learnWhoLives(/** @type {import("./atrium-shapes.js").View} */ view) {
    const ownSeat = this.room.seat;
    const { warriors, endsAt } = view.data;
    const own = warriors.filter(({ seat }) => seat === ownSeat).map(({ id }) => id);
    own.forEach((id) => this.#ownIds.add(id));
    this.selection.update(own.sort());
    const hadTime = view.tick - this.#firstTick > WITHOUT_WARRIORS_TICKS;
    const out = own.length === 0 && endsAt != null && (this.#ownIds.size > 0 || hadTime);
    if (out && !this.spectating.active) {
      this.story.say("None of your warriors live. You are watching now, and may leave.");
    }
    this.spectating.update(out, warriors.map(({ seat }) => seat));
  }

  /** Chooses one's own warrior there; who watches follows whoever is there. */
  #tap(/** @type {number} */ left, /** @type {number} */ top) {
    const camera = this.#arena?.camera;
    const watching = this.spectating.active;
    let nearest;
    let nearestPx = TAP_REACH_PX;
    for (const warrior of this.#frame?.warriors ?? []) {
      const px = camera ? Math.hypot(camera.x(warrior.x) - left, camera.y(warrior.y) - top) : NaN;
      if (px < nearestPx && (watching || warrior.seat === this.room.seat)) {
        nearestPx = px;
        nearest = warrior;
      }
    }
    if (nearest) {
      if (watching) {
        this.spectating.follow(nearest.seat);
      } else {
        this.selection.choose(nearest.id);
      }
      this.#ports.changed();
    }
  }

  #countFrame(/** @type {number} */ nowMs) {
    this.#frames.count++;
    if (nowMs - this.#frames.since >= 1_000) {
      this.#frames.perSecond = Math.round(
        (this.#frames.count * 1_000) / (nowMs - this.#frames.since),
      );
      this.#frames.since = nowMs;
      this.#frames.count = 0;
    }
  }

  #markFirstPaint() {
    if (!this.#painted && this.warriorsDrawn > 0) {
      this.#painted = true;
      // A task after this frame's callbacks runs when the frame has gone to the screen.
      setTimeout(() => performance.mark("first-paint-of-field"), 0);
    }
  }

  #end(/** @type {any} */ completion, /** @type {Error | undefined} */ error) {
    if (!this.#ended) {
      this.#ended = true;
      this.stop();
      this.room.disconnect();
      this.#ports.ended(completion, error);
    }
  }

  get ownWarriors() {
    return (this.#frame?.warriors ?? [])
      .filter((warrior) => warrior.seat === this.room.seat)
      .map(({ id, x, y, direction, hp }) => ({ id, x, y, direction, hp }));
  }

  /** How one's own warriors are shown, for tests. */
  get prediction() {
    return this.#prediction?.figuresAt(performance.now()) ?? { on: false };
  }

  get game() {
    return gameOf(this.#match.game);
  }

  get roomId() {
    return this.#match.roomId;
  }
}
