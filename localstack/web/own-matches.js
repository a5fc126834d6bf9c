import { keptMatches } from "./kept-matches.js";
import { gameOf } from "./games.js";
import { ownStakes, stakesWords } from "./stakes.js";
import { ordinal } from "./words.js";

/**
 * One's own matches. The server has no list of them: this browser knows those that were played in
 * it, and the server each one's record. Whose they were the record tells, too.
 */

/** So many are shown at once; the others on demand. */
export const SHOWN_AT_ONCE = 5;

/** Records that are asked for at the same time. */
const AT_ONCE = 4;

/** States of a pot that do not change any more. */
const POT_OVER = Object.freeze(["paid", "refunded"]);

/**
 * @typedef {object} OwnMatch
 * @property {string} roomId
 * @property {string} title of the game
 * @property {number} playedAt milliseconds since 1970 of this browser's clock
 * @property {string} came what came of it: `2nd of 5`
 * @property {string | undefined} paid what came of one's stakes, if it was played for any
 * @property {boolean} proven whether it can be watched and verified
 */

/**
 * @param {Pick<import("./kept-matches.js").KeptMatch, "roomId" | "seat" | "playedAt">} kept
 * @param {import("./atrium-shapes.js").MatchRecord} record
 * @param {string} playerId
 * @returns {OwnMatch | undefined} undefined if it was another's, who signed in here
 */
export function ownMatchOf({ roomId, seat, playedAt }, record, playerId) {
  const standing = record.standings?.find((row) => row.playerId === playerId);
  const players = /** @type {{seat?: number, playerId?: string}[]} */ (record.players ?? []);
  const seated = players.find((player) => player.playerId === playerId);
  if ((standing ?? seated)?.seat !== seat) {
    return undefined;
  }
  const stakes = ownStakes(record.stakes, playerId);
  return {
    roomId,
    title: gameOf(record.game).title,
    playedAt,
    came: cameWords(record, standing?.place),
    // What is still open is told by what came of the match.
    paid: stakes && (standing || stakes.state === "refunded") ? stakesWords(stakes) : undefined,
    proven: record.status === "finished" && Boolean(record.outcomeHash),
  };
}

function cameWords(
  /** @type {import("./atrium-shapes.js").MatchRecord} */ { status, standings },
  /** @type {number | undefined} */ place,
) {
  if (status === "void") {
    return "did not count";
  }
  return place === undefined || !standings
    ? "not over yet"
    : `${ordinal(place)} of ${standings.length}`;
}

/** Whether there is nothing more to come in a record. */
export const isLast = (/** @type {import("./atrium-shapes.js").MatchRecord} */ record) =>
  (record.status === "void" || (record.status === "finished" && record.settled)) &&
  (!record.stakes || POT_OVER.includes(record.stakes.state));

/** @param {number} ms @returns {string} `22 Nov, 15:05` */
export const whenWords = (ms) =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(ms);

/** The list of the signed-in player's matches, newest first, as far as this browser knows them. */
export class OwnMatches {
  #ports;
  /** @type {Map<string, import("./atrium-shapes.js").MatchRecord>} */
  #last = new Map();
  #loads = 0;
  /** @type {string | undefined} */
  #shownFor;

  /** @type {OwnMatch[] | undefined} undefined until it was looked for once */
  rows;

  /** Whether there are more than are shown. */
  more = false;

  /** Whether some could not be asked for. */
  incomplete = false;

  /**
   * @param {object} ports
   * @param {(roomId: string) => Promise<import("./atrium-shapes.js").MatchRecord>} ports.match
   * @param {() => string | undefined} ports.playerId
   * @param {() => void} ports.draw
   * @param {() => import("./kept-matches.js").KeptMatch[]} [ports.kept]
   */
  constructor(ports) {
    this.#ports = { kept: () => keptMatches(), ...ports };
  }

  /**
   * Looks for so many; what is known for good is not asked for again. Never rejects.
   * @param {number} [count]
   */
  async load(count = SHOWN_AT_ONCE) {
    const load = ++this.#loads;
    const playerId = this.#ports.playerId();
    if (playerId !== this.#shownFor) {
      this.#shownFor = playerId;
      this.rows = undefined;
    }
    const kept = playerId === undefined ? [] : this.#ports.kept();
    /** @type {OwnMatch[]} */
    const rows = [];
    let incomplete = false;
    let at = 0;
    for (; at < kept.length && rows.length <= count; at += AT_ONCE) {
      const some = kept.slice(at, at + AT_ONCE);
      const records = await Promise.all(some.map(({ roomId }) => this.#record(roomId)));
      if (load !== this.#loads) {
        return; // Somebody looks again, or another player.
      }
      incomplete ||= records.includes(undefined);
      for (const [index, record] of records.entries()) {
        const row = record && ownMatchOf(some[index], record, playerId ?? "");
        if (row) {
          rows.push(row);
        }
      }
    }
    this.rows = rows.slice(0, count);
    this.more = rows.length > count || at < kept.length;
    this.incomplete = incomplete;
    this.#ports.draw();
  }

  /** Undefined if it could not be had. */
  async #record(/** @type {string} */ roomId) {
    const known = this.#last.get(roomId);
    if (known) {
      return known;
    }
    const record = await this.#ports.match(roomId).catch((error) =>
      // A stack that began anew knows nothing of it: then there is nothing to show.
      error?.code === "room-not-found" ? { status: "void" } : undefined,
    );
    if (record && isLast(record)) {
      this.#last.set(roomId, record);
    }
    return record;
  }
}
