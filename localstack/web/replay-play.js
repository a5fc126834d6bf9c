import { ArenaCanvas } from "./arena-canvas.js";
import { gameOf } from "./games.js";
import { MatchEffects } from "./match-effects.js";
import { hudOf, RosterPace } from "./match-hud.js";
import { SpecialNews } from "./match-special.js";
import { Spectating } from "./match-spectating.js";
import { MatchStory } from "./match-story.js";
import { ReplayInput } from "./replay-input.js";
import { AHEAD_S, ReplayPages } from "./replay-pages.js";
import { ReplayHead } from "./replay-tape.js";
import { completionOf } from "./settled-board.js";

const HUD_MS = 100;
/** Between two pictures that are farther apart nothing was seen to happen. */
const BLIND_TICKS = 60;

/** A match that is over, as one watches it: tape, canvas, and the loop that ties them together. */
export class ReplayPlay {
  #atrium;
  #ports;
  #pages;
  #head = new ReplayHead();
  /** @type {ReplayInput | undefined} */
  #input;
  /** @type {ArenaCanvas | undefined} */
  #arena;
  #effects = new MatchEffects();
  #special = new SpecialNews();
  #rosterPace = new RosterPace();
  /** @type {import("./arena-views.js").Frame | undefined} */
  #frame;
  #shownTick = -1;
  #frameRequest = 0;
  #lastFrameMs = 0;
  #lastHudMs = 0;
  #stopped = false;
  /** @type {any} */
  #completion;
  story = new MatchStory();
  spectating = new Spectating();

  /**
   * @param {import("./atrium.js").Atrium} atrium
   * @param {object} ports
   * @param {string} ports.roomId
   * @param {number | undefined} ports.ownSeat of who watches, if he played it
   * @param {() => void} ports.changed there is something new to show
   * @param {(error: unknown) => void} ports.failed it cannot be shown, or no further; undefined
   *     once it is tried again
   */
  constructor(atrium, ports) {
    this.#atrium = atrium;
    this.#ports = ports;
    this.#pages = new ReplayPages({
      page: (from) => atrium.replayViews(ports.roomId, from),
      wait: (waitMs) => new Promise((resolve) => setTimeout(resolve, waitMs)),
      changed: () => this.#pageCame(),
    });
  }

  get #tape() {
    return this.#pages.tape;
  }

  get roomId() {
    return this.#ports.roomId;
  }

  /** Loads the beginning of the match, and the rest as it is watched. */
  load() {
    this.story.streaks.begin(0);
    // Names and places at the end; a match without them can be watched all the same.
    this.#atrium.match(this.roomId).then(
      (record) => {
        this.#completion = completionOf(record);
      },
      () => {},
    );
    this.#loadAhead();
  }

  /** Asks for what will be seen soon. */
  #loadAhead() {
    const aheadTicks = this.#tape ? AHEAD_S * this.#tape.tickRate * this.#head.speed : 0;
    this.#pages.reach(Math.min(this.#head.tick + aheadTicks, this.#tape?.ticks ?? Infinity));
  }

  #pageCame() {
    if (this.#pages.failed) {
      this.#ports.failed(this.#pages.failed);
    } else {
      this.#ports.changed();
    }
  }

  attach(/** @type {HTMLCanvasElement} */ canvas) {
    if (this.#arena || this.#stopped) {
      return;
    }
    this.#arena = new ArenaCanvas(canvas);
    this.#input = new ReplayInput(this);
    this.#frameRequest = requestAnimationFrame((nowMs) => this.#draw(nowMs));
  }

  stop() {
    this.#stopped = true;
    this.#pages.stop();
    this.#input?.stop();
    cancelAnimationFrame(this.#frameRequest);
  }

  /** Why it goes no further; while there is something to be seen it does not matter. */
  get #failed() {
    return this.#head.tick >= (this.#tape?.loadedTick ?? 0) ? this.#pages.failed : undefined;
  }

  /** Plays or pauses; where it goes no further, that is tried again. */
  toggle() {
    if (this.#failed?.retryable) {
      this.#pages.again();
      this.#ports.failed(undefined);
      return;
    }
    this.#head.toggle(this.#tape?.ticks ?? Infinity);
    this.#ports.changed();
  }

  setSpeed(/** @type {number} */ speed) {
    this.#head.speed = speed;
    this.#ports.changed();
  }

  seek(/** @type {number} */ tick) {
    this.#head.seek(tick, this.#tape?.ticks ?? 0);
    this.#loadAhead();
    this.#ports.changed();
  }

  /** Goes so many seconds of the match on, or back. */
  skip(/** @type {number} */ seconds) {
    this.seek(this.#head.tick + seconds * (this.#tape?.tickRate ?? 60));
  }

  get warriorsDrawn() {
    return this.#arena?.warriorsDrawn ?? 0;
  }

  get tick() {
    return this.#head.tick;
  }

  /** What stands round the field. */
  get view() {
    const tape = this.#tape;
    const { tick, playing, speed } = this.#head;
    const ticks = tape?.ticks ?? 0;
    const { isWhole } = this.#pages;
    const ended = isWhole && tick >= ticks;
    const failed = this.#failed;
    return {
      ready: tape !== undefined,
      failed,
      isWhole,
      // Of what is on its way one sees the last picture before it.
      waiting: !failed && !isWhole && tick >= (tape?.loadedTick ?? 0),
      tick,
      ticks,
      tickRate: tape?.tickRate ?? 60,
      falls: tape?.falls ?? [],
      playing,
      speed,
      standings: ended ? this.#completion?.standings : undefined,
      title: tape ? gameOf(tape.game).title : "",
      hud: hudOf({
        frame: this.#frame,
        room: /** @type {any} */ ({
          players: tape?.players ?? [],
          seat: this.#ports.ownSeat,
          speed: 1,
          state: "open",
          roundTripMs: NaN,
        }),
        story: this.story,
        spectating: this.spectating,
        selected: new Set(),
        ownIds: new Set(),
        completion: ended ? this.#completion : undefined,
        serverNowMs: tape?.wallMs(tick) ?? 0,
        special: this.#specialNow(),
        frozen: false,
        rosterPace: this.#rosterPace,
        nowMs: performance.now(),
      }),
    };
  }

  #specialNow() {
    const serverNowMs = this.#tape?.wallMs(this.#head.tick) ?? 0;
    return this.#special.now(this.#frame?.special, {
      serverNowMs,
      speed: 1,
      nowMs: performance.now(),
    });
  }

  #draw(/** @type {number} */ frameMs) {
    this.#frameRequest = requestAnimationFrame((nowMs) => this.#draw(nowMs));
    const tape = this.#tape;
    const elapsedMs = Math.max(0, frameMs - this.#lastFrameMs);
    this.#lastFrameMs = frameMs;
    if (!tape || !this.#arena) {
      return;
    }
    this.#head.advance(frameMs, tape);
    this.#loadAhead();
    const tick = this.#head.tick;
    this.#frame = tape.frameAt(tick);
    if (this.#frame) {
      this.#arena.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      // What has not come yet cannot be told: it is once it comes.
      this.#follow(tape, Math.min(tick, tape.loadedTick));
      const icons = new Map(tape.players.map(({ seat, icon }) => [seat, icon]));
      this.#arena.draw(
        this.#frame,
        {
          ownSeat: this.#ports.ownSeat,
          followedSeat: this.spectating.followed,
          mood: this.#specialNow()?.kind,
          selected: new Set(),
          iconOf: (seat) => icons.get(seat) ?? "owl",
        },
        this.#head.playing ? Math.min(0.1, elapsedMs / 1_000) : 0,
      );
    }
    if (frameMs - this.#lastHudMs >= HUD_MS) {
      this.#lastHudMs = frameMs;
      this.#ports.changed();
    }
  }

  /** What lies between the last picture and this one, as story and as effects. */
  #follow(/** @type {ReplayTape} */ tape, /** @type {number} */ tick) {
    const { ownSeat } = this.#ports;
    const { players } = tape;
    const seen = tick >= this.#shownTick && tick - this.#shownTick <= BLIND_TICKS;
    if (!seen) {
      // Told anew from the beginning, and in silence: nobody wants to hear all of it at once.
      this.story = new MatchStory();
      this.story.streaks.begin(0);
      const before = tape.passed(-1, tick);
      before.events.forEach((event) => this.story.tell(event, players, ownSeat));
      this.story.sentences = [];
      const warriors = before.views.at(-1)?.data.warriors ?? [];
      this.#effects.view(warriors, undefined, (warrior) => warrior, ownSeat);
    } else {
      this.#tell(tape, tick);
    }
    this.#shownTick = tick;
    const seats = (this.#frame?.warriors ?? []).map(({ seat }) => seat);
    this.spectating.update(true, seats);
  }

  #tell(/** @type {ReplayTape} */ tape, /** @type {number} */ tick) {
    const { ownSeat } = this.#ports;
    const { players } = tape;
    const arena = this.#arena;
    const drawn = new Map(this.#frame?.warriors.map((warrior) => [warrior.id, warrior]));
    const placeOf = (/** @type {import("./atrium-shapes.js").Warrior} */ warrior) => {
      const { x, y } = drawn.get(warrior.id) ?? warrior;
      return { x, y };
    };
    const iconOf = (/** @type {number} */ seat) =>
      players.find((player) => player.seat === seat)?.icon ?? "owl";
    const { events, views } = tape.passed(this.#shownTick, tick);
    for (const event of events) {
      this.story.tell(event, players, ownSeat);
      this.#special.tell(event, performance.now());
      if (arena) {
        this.#effects.event(event, arena, placeOf, iconOf);
      }
    }
    for (const view of views) {
      this.#effects.view(view.data.warriors, arena, placeOf, ownSeat);
    }
  }
}
