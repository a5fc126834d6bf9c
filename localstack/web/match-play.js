import { ArenaCanvas } from "./arena-canvas.js";
import { seatLook } from "./arena-palette.js";
import { Selection } from "./arena-steering.js";
import { ViewBuffer } from "./arena-views.js";
import { AtriumError } from "./atrium.js";
import { gameOf } from "./games.js";
import { MatchInput } from "./match-input.js";
import { MatchStory, seatOf } from "./match-story.js";

/** The head-up display changes this often: faster than that nobody reads. */
const HUD_MS = 100;
/** How long the end stays in view after the result came. */
const CURTAIN_MS = 1_400;
/** Two frames farther apart than this were not seen as motion: no numbers fly for it. */
const BLIND_MS = 800;
const TAP_REACH_PX = 26;

/**
 * One match as the player sees it: room, jitter buffer, canvas and input, and the loop that ties
 * them together at the screen's rate.
 */
export class MatchPlay {
  #match;
  #ports;
  #buffer;
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
  /** @type {Map<string, import("./atrium-shapes.js").Warrior>} as last shown */
  #shown = new Map();
  /** @type {Set<string>} own warriors that were ever seen, the fallen too */
  #ownIds = new Set();
  /** @type {Map<number, number>} eliminations by seat */
  #kills = new Map();
  /** @type {any} */
  #completion;
  #completedMs = NaN;
  #ended = false;
  selection = new Selection();
  story = new MatchStory();

  /**
   * @param {import("./atrium.js").Atrium} atrium
   * @param {import("./atrium-shapes.js").Match} match
   * @param {object} ports
   * @param {() => void} ports.changed the head-up display has news
   * @param {(completion: any, error?: Error) => void} ports.ended called once; both arguments are
   *     undefined when the match ended out of our sight
   */
  constructor(atrium, match, ports) {
    this.#match = match;
    this.#ports = ports;
    const room = atrium.prepareRoom(match);
    this.room = room;
    room.on("view", (view) => {
      this.#buffer ??= new ViewBuffer(room);
      this.#buffer.push(view, performance.now());
    });
    room.on("view-rate", (hz) => this.#buffer?.changeRate(hz));
    room.on("event", (event) => this.#buffer?.pushEvent(event));
    room.on("rewound", () => this.#buffer?.forget());
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

  /** Leaves for good: the own warriors stop and fight on, or go too where people come and go. */
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
      steer: (direction) => this.steer(direction),
      tap: (left, top) => this.#tap(left, top),
    });
    canvas.focus({ preventScroll: true });
    this.#lastFrameMs = performance.now();
    this.#frames.since = this.#lastFrameMs;
    this.#frameRequest = requestAnimationFrame((nowMs) => this.#draw(nowMs));
  }

  stop() {
    cancelAnimationFrame(this.#frameRequest);
    this.#input?.stop();
  }

  /** Sends the selected warriors a way. */
  steer(/** @type {import("./atrium-shapes.js").Direction} */ direction) {
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
    const frame = this.#frame;
    const warriors = frame?.warriors ?? [];
    const nowMs = this.#completion ? this.#completedMs : this.#serverNow();
    const seat = this.room.seat;
    const roster = this.room.players.map((player) => {
      const living = warriors.filter((warrior) => warrior.seat === player.seat);
      return {
        ...player,
        living: living.length,
        hp: Math.max(0, ...living.map((warrior) => Math.round(warrior.hp))),
        eliminations: this.#kills.get(player.seat) ?? 0,
        own: player.seat === seat,
      };
    });
    return {
      waiting: !frame,
      secondsLeft:
        frame?.endsAt == null ? NaN : ((frame.endsAt - nowMs) / 1_000) * this.room.speed,
      endless: frame !== undefined && frame.endsAt == null,
      warriorsLeft: warriors.length,
      playersLeft: roster.filter((player) => player.living > 0).length,
      shrink: frame?.arena.shrink ?? "none",
      roster: roster.sort((one, other) => other.hp - one.hp || one.seat - other.seat),
      own: this.#ownCards(warriors),
      winner: this.#completion?.winner,
      won: this.#completion?.standings.some(
        (/** @type {any} */ standing) => standing.seat === seat && standing.place === 1,
      ),
      feed: this.story.feed,
      announcement: this.story.announcement,
      connection: this.room.state,
      roundTripMs: this.room.roundTripMs,
    };
  }

  /** Our own clock stands in until the server's is known. */
  #serverNow() {
    const serverNow = this.room.serverNow();
    return Number.isNaN(serverNow) ? Date.now() : serverNow;
  }

  #ownCards(/** @type {readonly import("./atrium-shapes.js").Warrior[]} */ warriors) {
    for (const warrior of warriors) {
      if (warrior.seat === this.room.seat) {
        this.#ownIds.add(warrior.id);
      }
    }
    const ids = [...this.#ownIds].sort();
    const selected = this.selection.selected;
    return ids.map((id) => {
      const warrior = warriors.find((living) => living.id === id);
      return {
        id,
        number: Number(id.split("-").at(-1)) + 1,
        alive: warrior !== undefined,
        hp: Math.round(warrior?.hp ?? 0),
        rage: (warrior?.rage ?? 0) > 0,
        haste: (warrior?.haste ?? 0) > 0,
        shield: (warrior?.shield ?? 0) > 0,
        eliminations: warrior?.eliminations ?? 0,
        selected: selected.has(id),
      };
    });
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
      this.#frame = step.frame;
      arena.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const seen = elapsedMs < BLIND_MS && !step.jumped;
      this.#follow(step, arena, seen);
      const players = this.room.players;
      arena.draw(
        step.frame,
        {
          ownSeat: this.room.seat,
          selected: this.selection.selected,
          iconOf: (seat) => players.find((player) => player.seat === seat)?.icon ?? "owl",
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
    for (const event of step.events) {
      this.story.tell(event, this.room.players, ownSeat);
      this.#showEvent(event, arena, seen);
    }
    for (const view of step.views) {
      for (const warrior of view.data.warriors) {
        const before = this.#shown.get(warrior.id);
        const change = before ? warrior.hp - before.hp : 0;
        if (seen && change !== 0) {
          arena.effects.hpChanged({ x: warrior.x, y: warrior.y }, change, warrior.seat === ownSeat);
          if (change < 0) {
            arena.hurt(warrior.id);
          }
        }
      }
      this.#shown = new Map(view.data.warriors.map((warrior) => [warrior.id, warrior]));
      this.selection.update(
        view.data.warriors
          .filter((warrior) => warrior.seat === ownSeat)
          .map(({ id }) => id)
          .sort(),
      );
    }
  }

  #showEvent(
    /** @type {import("./atrium-shapes.js").RoomEvent} */ { type, data },
    /** @type {ArenaCanvas} */ arena,
    /** @type {boolean} */ seen,
  ) {
    if (type === "warrior-eliminated") {
      const killer = seatOf(data.killer);
      if (killer !== undefined) {
        this.#kills.set(killer, (this.#kills.get(killer) ?? 0) + 1);
      }
      const victim = this.#shown.get(data.victim);
      if (victim && seen) {
        const icon = this.room.players.find((player) => player.seat === victim.seat)?.icon ?? "owl";
        arena.effects.fell(
          { x: victim.x, y: victim.y },
          seatLook(victim.seat).colour,
          arena.pictureOf(victim.seat, icon),
        );
      }
    } else if (type === "power-up-collected" && seen) {
      const warrior = this.#shown.get(data.warrior);
      if (warrior) {
        arena.effects.collected({ x: warrior.x, y: warrior.y }, data.kind);
      }
    }
  }

  #tap(/** @type {number} */ left, /** @type {number} */ top) {
    const camera = this.#arena?.camera;
    const own = this.#frame?.warriors.filter((warrior) => warrior.seat === this.room.seat) ?? [];
    let nearest;
    let nearestPx = TAP_REACH_PX;
    for (const warrior of camera ? own : []) {
      const px = Math.hypot(camera.x(warrior.x) - left, camera.y(warrior.y) - top);
      if (px < nearestPx) {
        nearestPx = px;
        nearest = warrior;
      }
    }
    if (nearest) {
      this.selection.choose(nearest.id);
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

  get game() {
    return gameOf(this.#match.game);
  }

  get roomId() {
    return this.#match.roomId;
  }
}
