import { TickClock } from "../arena-clock.js";
import { PACE, Prediction } from "../arena-prediction.js";
import { CommandLog } from "../atrium-commands.js";

/**
 * A server of one warrior, made as its rules say, at the far end of a slow and uneven way; and the
 * client in front of it, with the real log of commands. The client looks every millisecond; the
 * server's ticks and what is on its way have their exact times.
 */

const STEPS = {
  n: [0, -1],
  ne: [1, -1],
  e: [1, 0],
  se: [1, 1],
  s: [0, 1],
  sw: [-1, 1],
  w: [-1, 0],
  nw: [-1, -1],
  stop: [0, 0],
};
export const MS_PER_TICK = 1_000 / 60;
export const ID = "0-0";
const LAST = 32 * 256 - 1;
const VIEW_TICKS = 3;

/** The rules, written down a second time: tick by tick, without a thought of speed. */
function step(warrior) {
  const [right, down] = STEPS[warrior.direction];
  const hasty = warrior.haste > 0;
  const diagonal = right !== 0 && down !== 0;
  const way = diagonal
    ? hasty ? PACE.diagonalHaste : PACE.diagonal
    : hasty ? PACE.straightHaste : PACE.straight;
  warrior.x = Math.min(LAST, Math.max(0, warrior.x + right * way));
  warrior.y = Math.min(LAST, Math.max(0, warrior.y + down * way));
  warrior.haste = Math.max(0, warrior.haste - 1);
}

export class Stage {
  clock = new TickClock({ tickRate: 60, speed: 1 });
  prediction = new Prediction(this.clock);
  log = new CommandLog();
  tick = 0;
  nowMs = 0;
  applied = 0;
  epoch = 1;
  alive = true;
  /** @type {Map<number, {x: number, y: number}>} where the server had him after each tick */
  truth = new Map();
  /** The first tick of each way that he was sent. */
  turns = [];
  /** What the server does not take, by number. */
  refuses = new Set();
  connected = true;
  frozen = false;
  /** Milliseconds of the server's clock that it was set back by. */
  slippedMs = 0;
  #toServer = [];
  #toClient = [];
  #serverWarrior;
  #upMs;
  #downMs;

  constructor({ upMs = () => 40, downMs = () => 40, ...warrior } = {}) {
    this.#upMs = upMs;
    this.#downMs = downMs;
    this.#serverWarrior = {
      id: ID,
      seat: 0,
      x: 4_096,
      y: 4_096,
      direction: "stop",
      hp: 100,
      rage: 0,
      haste: 0,
      shield: 0,
      eliminations: 0,
      ...warrior,
    };
  }

  get server() {
    return this.#serverWarrior;
  }

  /** The player presses a key. */
  press(direction) {
    this.#leave(this.log.add(ID, { warriorId: ID, direction }));
  }

  #leave(command) {
    this.prediction.sent(command, this.nowMs);
    const at = Math.max(this.nowMs + this.#upMs(), this.#toServer.at(-1)?.at ?? 0);
    if (this.connected) {
      this.#toServer.push({ at, command });
    }
  }

  /** What is on its way is lost, and nothing comes for so long. */
  drop() {
    this.connected = false;
    this.#toServer = [];
    this.#toClient = [];
  }

  /** A new connection: what is not stored is sent again. */
  comeBack() {
    this.connected = true;
    this.log.newest.forEach((command) => this.#leave(command));
  }

  /** The host is lost: another goes on from an earlier tick. */
  takeOver(tick, warrior) {
    this.drop();
    this.tick = tick;
    this.slippedMs = this.nowMs - tick * MS_PER_TICK;
    this.applied = 0;
    this.epoch++;
    Object.assign(this.#serverWarrior, warrior);
    this.truth.clear();
    this.clock.forget();
    this.prediction.forget();
  }

  /** Lets time pass, and calls `frame` with what is shown once a 60th of a second. */
  run(ms, frame = () => {}) {
    const endMs = this.nowMs + ms;
    while (this.nowMs < endMs) {
      this.nowMs++;
      this.#serve();
      this.#hear();
      const frames = Math.floor((this.nowMs * 60) / 1_000);
      if (frames > Math.floor(((this.nowMs - 1) * 60) / 1_000)) {
        const [shown] = this.prediction.apply([{ ...this.#serverWarrior }], this.nowMs);
        frame(shown, this.nowMs);
      }
    }
  }

  #serve() {
    const dueMs = () => (this.tick + 1) * MS_PER_TICK + this.slippedMs;
    while (!this.frozen && dueMs() <= this.nowMs) {
      const stepMs = dueMs();
      while (this.#toServer[0]?.at < stepMs) {
        this.#apply(this.#toServer.shift().command);
      }
      this.tick++;
      step(this.#serverWarrior);
      this.truth.set(this.tick, { x: this.#serverWarrior.x, y: this.#serverWarrior.y });
      if (this.tick % VIEW_TICKS === 0 && this.connected) {
        this.#show(stepMs);
      }
    }
  }

  #apply({ seq, fields }) {
    if (this.refuses.has(seq)) {
      this.#tell(() => this.prediction.refused(seq, this.nowMs));
    } else if (seq > this.applied) {
      this.applied = seq;
      this.#serverWarrior.direction = fields.direction;
      this.turns.push(this.tick + 1);
    }
  }

  #show(/** @type {number} */ atMs) {
    const { tick, epoch, applied } = this;
    const warriors = this.alive ? [{ ...this.#serverWarrior }] : [];
    const arena = { cells: 32, subunits: 256, min: 0, max: 8_192, shrink: "none" };
    const data = { phase: "fighting", endsAt: null, arena, warriors, powerUps: [] };
    const durable = { 0: Math.max(0, applied - 1) };
    const view = { epoch, tick, applied: { 0: applied }, durable, data };
    this.#tell((at) => this.#takeView(view, at), atMs);
  }

  /** Something goes to the client, behind what went before. */
  #tell(run, atMs = this.nowMs) {
    const at = Math.max(atMs + this.#downMs(), this.#toClient.at(-1)?.at ?? 0);
    this.#toClient.push({ at, run });
  }

  slip(ms) {
    this.slippedMs += ms;
    const { tick } = this;
    this.#tell(() => {
      this.clock.slipped(ms);
      this.prediction.slipped({ ms, tick }, this.nowMs);
    });
  }

  freeze(frozen) {
    this.frozen = frozen;
    this.#tell(() => this.prediction.freeze(frozen, this.nowMs));
  }

  #hear() {
    while (this.#toClient[0]?.at <= this.nowMs) {
      const { at, run } = this.#toClient.shift();
      run(at);
    }
  }

  #takeView(view, at) {
    this.clock.arrived(view.tick, at);
    this.log.acknowledge(view.applied[0], view.durable[0]);
    const told = { seat: 0, pending: this.log.pending, roundTripMs: this.pingMs ?? NaN };
    this.prediction.takeView(view, told, this.nowMs);
    this.newest = view;
  }
}
