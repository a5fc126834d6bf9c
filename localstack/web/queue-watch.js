const TURN_MS = 1_000;
const LOOK_EVERY_TURNS = 5;

/** Keeps the clock of the queue going, and has somebody look now and then how many wait. */
export class QueueWatch {
  #ports;
  /** @type {any} */
  #timer;

  /**
   * @param {object} ports
   * @param {() => void} ports.draw once a second
   * @param {() => Promise<void>} ports.look every five seconds
   */
  constructor(ports) {
    this.#ports = ports;
  }

  start() {
    this.stop();
    this.#next(1);
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #next(/** @type {number} */ turn) {
    this.#timer = setTimeout(() => {
      this.#ports.draw();
      this.#next(turn + 1);
      if (turn % LOOK_EVERY_TURNS === 0) {
        this.#ports.look();
      }
    }, TURN_MS);
  }
}
