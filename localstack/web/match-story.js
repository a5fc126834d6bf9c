import { Streaks } from "./match-streaks.js";
import { SPECIAL_WORDS, streakWords } from "./words.js";

/**
 * A match as a story: the kill feed, and sentences for those who cannot see the field. Pure.
 */

const FEED_MAX = 6;
/** Read aloud one after the other; older ones have been read. */
const SENTENCES_MAX = 6;

/** Not the server's: pushed among its events where some of them were missed. */
export const EVENTS_MISSED = "events-missed";

/**
 * @typedef {object} FeedEntry
 * @property {number} key unique, rising
 * @property {import("./atrium-shapes.js").Player | undefined} killer undefined: the field did it
 * @property {import("./atrium-shapes.js").Player | undefined} victim
 * @property {boolean} own whether one's own warrior killed or fell
 * @property {number | undefined} streak of the killer, if it is worth telling
 */

/** The seat in a warrior's id (`3-0` is the first warrior of seat 3). */
export function seatOf(/** @type {string | null} */ warriorId) {
  return warriorId === null ? undefined : Number(warriorId.split("-")[0]);
}

export class MatchStory {
  /** @type {FeedEntry[]} newest first */
  feed = [];
  /** @type {{key: number, text: string}[]} for screen readers, oldest first */
  sentences = [];
  streaks = new Streaks();
  /** @type {Map<number, number>} whom each seat eliminated, as far as it was heard */
  eliminations = new Map();
  #nextKey = 1;

  /**
   * @param {import("./atrium-shapes.js").RoomEvent} event
   * @param {readonly import("./atrium-shapes.js").Player[]} players
   * @param {number | undefined} ownSeat
   */
  tell({ type, data }, players, ownSeat) {
    if (type === "warrior-eliminated") {
      this.#tellFall(data, players, ownSeat);
    } else if (type === "player-forfeited") {
      const name = players.find((player) => player.seat === data.seat)?.name ?? "Somebody";
      this.say(
        data.seat === ownSeat
          ? "You forfeited this game for unfair play. You may watch."
          : `${name} forfeited this game.`,
      );
    } else if (type === "arena-shrinking") {
      this.say("The field is shrinking. Move to the middle.");
    } else if (type === "power-up-collected" && seatOf(data.warrior) === ownSeat) {
      this.say(`Your warrior took ${data.kind}.`);
    } else if (type === "special-event") {
      const special = SPECIAL_WORDS[/** @type {"sanctuary"} */ (data?.kind)];
      if (special) {
        this.say(`${special.title}: ${special.words}`);
      }
    } else if (type === EVENTS_MISSED) {
      this.streaks.forget();
    }
  }

  /** Adds a sentence to those that are read aloud. */
  say(/** @type {string} */ text) {
    this.sentences = [...this.sentences, { key: this.#nextKey++, text }].slice(-SENTENCES_MAX);
  }

  #tellFall(
    /** @type {any} */ data,
    /** @type {readonly import("./atrium-shapes.js").Player[]} */ players,
    /** @type {number | undefined} */ ownSeat,
  ) {
    const victimSeat = seatOf(data.victim);
    const killerSeat = seatOf(data.killer);
    this.streaks.eliminated(victimSeat, killerSeat);
    if (killerSeat !== undefined) {
      this.eliminations.set(killerSeat, (this.eliminations.get(killerSeat) ?? 0) + 1);
    }
    const bySeat = (/** @type {number | undefined} */ seat) =>
      players.find((player) => player.seat === seat);
    const victim = bySeat(victimSeat);
    const killer = bySeat(killerSeat);
    const own = ownSeat !== undefined && [victimSeat, killerSeat].includes(ownSeat);
    const streak = killerSeat === undefined ? undefined : this.streaks.notableOf(killerSeat);
    const entry = { key: this.#nextKey++, killer, victim, own, streak };
    this.feed = [entry, ...this.feed].slice(0, FEED_MAX);
    if (own && victimSeat === ownSeat) {
      this.say(`Your warrior fell${killer ? ` to ${killer.name}` : ""}.`);
    } else if (own) {
      this.say(`You eliminated a warrior of ${victim?.name ?? "somebody"}.`);
    }
    if (streak !== undefined) {
      const who = killerSeat === ownSeat ? "You have" : `${killer?.name ?? "Somebody"} has`;
      this.say(`${who} ${streakWords(streak)}.`);
    }
  }
}
