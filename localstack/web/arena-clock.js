/**
 * The tick that the server has, judged by when its views arrive. Pure: time is an argument.
 */

/** How many arrivals it looks back on: about a second. */
const ARRIVALS_MAX = 20;
/** So many arrivals tell the pace of a host that does not keep the one it named. */
const ARRIVALS_MIN = 10;

export class TickClock {
  /** @type {{tick: number, atMs: number}[]} rising ticks */
  #arrivals = [];
  #nominalMsPerTick;

  /**
   * @param {{tickRate: number, speed: number}} rates of `entered`
   */
  constructor({ tickRate, speed }) {
    this.#nominalMsPerTick = 1_000 / (tickRate * speed);
  }

  /**
   * @param {number} tick of a view
   * @param {number} nowMs when it came
   */
  arrived(tick, nowMs) {
    this.#arrivals.push({ tick, atMs: nowMs });
    if (this.#arrivals.length > ARRIVALS_MAX) {
      this.#arrivals.shift();
    }
  }

  /** The server has set its clock back: what came before came so much later, as it counts now. */
  slipped(/** @type {number} */ ms) {
    for (const arrival of this.#arrivals) {
      arrival.atMs += ms;
    }
  }

  /** Forgets all, for a room whose ticks begin again earlier. */
  forget() {
    this.#arrivals = [];
  }

  /**
   * Milliseconds per tick: what `entered` named, unless the views clearly come at another pace (a
   * host that cannot keep up at twenty times the speed).
   */
  get msPerTick() {
    const first = this.#arrivals[0];
    const last = this.#arrivals.at(-1);
    if (this.#arrivals.length < ARRIVALS_MIN || !first || !last || last.tick === first.tick) {
      return this.#nominalMsPerTick;
    }
    const measured = (last.atMs - first.atMs) / (last.tick - first.tick);
    const ratio = measured / this.#nominalMsPerTick;
    return ratio > 1.08 || (ratio < 0.92 && ratio > 0.1) ? measured : this.#nominalMsPerTick;
  }

  /**
   * The tick of which a view would come at that time if it came as fast as the fastest of late: the
   * server's own tick less the way from there. A fraction; NaN before the first arrival.
   * @param {number} nowMs
   */
  tickAt(nowMs) {
    const msPerTick = this.msPerTick;
    const [fastest] = this.#leads(msPerTick);
    return fastest === undefined ? NaN : fastest + nowMs / msPerTick;
  }

  /** How much later than the fastest nine of ten views come, in milliseconds. */
  get jitterMs() {
    const msPerTick = this.msPerTick;
    const leads = this.#leads(msPerTick);
    return leads.length === 0
      ? 0
      : (leads[0] - leads[Math.floor((leads.length - 1) * 0.9)]) * msPerTick;
  }

  /** How far ahead of our time each arrival was, in ticks; the fastest first. */
  #leads(/** @type {number} */ msPerTick) {
    return this.#arrivals
      .map((arrival) => arrival.tick - arrival.atMs / msPerTick)
      .sort((one, other) => other - one);
  }
}
