/**
 * A match as a story: the kill feed, and sentences for those who cannot see the field. Pure.
 */

const FEED_MAX = 6;

/**
 * @typedef {object} FeedEntry
 * @property {number} key unique, rising
 * @property {import("./atrium-shapes.js").Player | undefined} killer undefined: the field did it
 * @property {import("./atrium-shapes.js").Player | undefined} victim
 * @property {boolean} own whether one's own warrior killed or fell
 */

/** The seat in a warrior's id (`3-0` is the first warrior of seat 3). */
export function seatOf(/** @type {string | null} */ warriorId) {
  return warriorId === null ? undefined : Number(warriorId.split("-")[0]);
}

export class MatchStory {
  /** @type {FeedEntry[]} newest first */
  feed = [];
  /** The last sentence for screen readers. */
  announcement = "";
  #nextKey = 1;

  /**
   * @param {import("./atrium-shapes.js").RoomEvent} event
   * @param {readonly import("./atrium-shapes.js").Player[]} players
   * @param {number | undefined} ownSeat
   */
  tell({ type, data }, players, ownSeat) {
    if (type === "warrior-eliminated") {
      const bySeat = (/** @type {number | undefined} */ seat) =>
        players.find((player) => player.seat === seat);
      const victim = bySeat(seatOf(data.victim));
      const killer = bySeat(seatOf(data.killer));
      const own = ownSeat !== undefined && [victim?.seat, killer?.seat].includes(ownSeat);
      this.feed = [{ key: this.#nextKey++, killer, victim, own }, ...this.feed].slice(0, FEED_MAX);
      if (victim?.seat === ownSeat) {
        this.announcement = `Your warrior fell${killer ? ` to ${killer.name}` : ""}.`;
      } else if (killer?.seat === ownSeat) {
        this.announcement = `You eliminated a warrior of ${victim?.name ?? "somebody"}.`;
      }
    } else if (type === "arena-shrinking") {
      this.announcement = "The field is shrinking. Move to the middle.";
    } else if (type === "power-up-collected" && seatOf(data.warrior) === ownSeat) {
      this.announcement = `Your warrior took ${data.kind}.`;
    }
  }
}
