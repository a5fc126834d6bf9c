/**
 * Whom the camera follows once none of one's own warriors live: the whole field, or one player's
 * warriors. Pure.
 */

export class Spectating {
  #active = false;
  /** @type {number[]} seats with living warriors, rising */
  #seats = [];
  /** @type {number | undefined} */
  #followed;

  /** Whether one only watches: then nothing is commanded. */
  get active() {
    return this.#active;
  }

  /** The seat that is followed; undefined for the whole field. */
  get followed() {
    return this.#active ? this.#followed : undefined;
  }

  /**
   * Learns who lives. Who follows one that falls is shown the whole field.
   * @param {boolean} active
   * @param {Iterable<number>} seats of living warriors, others' than one's own
   */
  update(active, seats) {
    this.#active = active;
    this.#seats = [...new Set(seats)].sort((one, other) => one - other);
    if (!active || !this.#seats.includes(this.#followed ?? -1)) {
      this.#followed = undefined;
    }
  }

  follow(/** @type {number} */ seat) {
    if (this.#active && this.#seats.includes(seat)) {
      this.#followed = seat;
    }
  }

  whole() {
    this.#followed = undefined;
  }

  /** The next player; after the last, the whole field. */
  next() {
    this.#step(1);
  }

  /** The player before; before the first, the whole field. */
  previous() {
    this.#step(-1);
  }

  #step(/** @type {1 | -1} */ way) {
    if (!this.#active) {
      return;
    }
    // The whole field is one stop of the round.
    const stops = [undefined, ...this.#seats];
    const at = stops.indexOf(this.#followed);
    this.#followed = stops[(at + way + stops.length) % stops.length];
  }
}
