/**
 * How many warriors each player has eliminated since one of his own last fell. Pure. What was not
 * heard is not made up: after a gap a player's streak is known again once one of his own falls.
 */

/** From here on it is worth telling. */
export const STREAK_MIN = 3;

/** Nobody falls so soon: who was there by then has heard of all that did. */
const FIRST_FALL_TICK = 60;

export class Streaks {
  /** @type {Map<number, number>} by seat; of those who are not in it, see `#fromStart` */
  #streaks = new Map();
  #fromStart = false;

  /** The first view that was shown, of that tick: before it nothing was heard. */
  begin(/** @type {number} */ tick) {
    this.#fromStart = tick < FIRST_FALL_TICK;
  }

  /** Events were missed: nobody's streak is known any more. */
  forget() {
    this.#streaks.clear();
    this.#fromStart = false;
  }

  /**
   * @param {number | undefined} victim the seat whose warrior fell
   * @param {number | undefined} killer undefined if the field did it
   */
  eliminated(victim, killer) {
    const before = killer === undefined ? undefined : this.of(killer);
    if (killer !== undefined && before !== undefined) {
      this.#streaks.set(killer, before + 1);
    }
    if (victim !== undefined) {
      this.#streaks.set(victim, 0);
    }
  }

  /** @returns {number | undefined} undefined if it is not known */
  of(/** @type {number} */ seat) {
    return this.#streaks.get(seat) ?? (this.#fromStart ? 0 : undefined);
  }

  /** Worth telling, or undefined. */
  notableOf(/** @type {number} */ seat) {
    const streak = this.of(seat);
    return streak !== undefined && streak >= STREAK_MIN ? streak : undefined;
  }
}
