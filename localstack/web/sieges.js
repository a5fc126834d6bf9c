/** What the lobby shows of sieges, and in which words. Pure. Times are server milliseconds. */

import { amount } from "./stakes.js";
import { clock } from "./words.js";

/** Warriors of all players of a siege. */
export const WARRIORS_MAX = 100;

/** Warriors of one player. */
export const OWN_WARRIORS_MAX = 5;

/** Fewer players make no siege. */
export const PLAYERS_MIN = 2;

/** A siege that has not begun so long after its time does not begin for us any more. */
export const STARTS_WITHIN_MS = 210_000;

/** So much is left to come late when nobody is called to his seat any more: a minute has gone. */
export const CALLED_UNTIL_LEFT_MS = 240_000;

/** So many are shown at once; the others on demand. */
const SHOWN_AT_ONCE = 3;

const HOUR_S = 3_600;

/**
 * @typedef {object} SiegeRow
 * @property {number} slot
 * @property {number} startsInMs
 * @property {number} registered players
 * @property {number} warriors theirs
 * @property {number} fee of a warrior
 * @property {number} pot
 * @property {import("./kept-sieges.js").KeptSiege["state"] | "elsewhere" | undefined} own
 * @property {number} ownWarriors 0 if that is not known here
 * @property {Obstacle | undefined} obstacle why one cannot register with the chosen warriors
 */

/** @typedef {{why: "full", left: number} | {why: "funds", missing: number}} Obstacle */

/**
 * Why so many warriors cannot be entered.
 * @param {{warriors: number, feePerWarrior: number}} siege
 * @param {number} warriors
 * @param {number | undefined} balance undefined if it is not known; then the server decides
 * @returns {Obstacle | undefined}
 */
export function obstacleOf(siege, warriors, balance) {
  const left = WARRIORS_MAX - siege.warriors;
  if (left < warriors) {
    return { why: "full", left: Math.max(0, left) };
  }
  const missing = siege.feePerWarrior * warriors - (balance ?? Infinity);
  return missing > 0 ? { why: "funds", missing } : undefined;
}

/**
 * The sieges to come as rows.
 * @param {object} known
 * @param {import("./atrium-shapes.js").SiegeList} known.list
 * @param {readonly import("./kept-sieges.js").KeptSiege[]} known.entries one's own
 * @param {ReadonlySet<number>} known.elsewhere starts that one is registered for in another browser
 * @param {number} known.chosen how many warriors one would enter
 * @param {number | undefined} known.balance
 * @param {number} known.nowMs
 * @returns {{first: SiegeRow[], later: SiegeRow[]}} one's own are among the first
 */
export function rowsOf({ list, entries, elsewhere, chosen, balance, nowMs }) {
  const rows = list.next
    .filter(({ slot }) => slot > nowMs)
    .map((siege) => {
      const entry = entries.find(({ slot }) => slot === siege.slot);
      return {
        slot: siege.slot,
        startsInMs: siege.slot - nowMs,
        registered: siege.registered,
        warriors: siege.warriors,
        fee: siege.feePerWarrior,
        pot: siege.feePerWarrior * siege.warriors,
        own: entry?.state ?? (elsewhere.has(siege.slot) ? "elsewhere" : undefined),
        ownWarriors: entry?.warriors ?? 0,
        obstacle: obstacleOf(siege, chosen, balance),
      };
    });
  const isFirst = (/** @type {SiegeRow} */ row, /** @type {number} */ index) =>
    index < SHOWN_AT_ONCE || row.own !== undefined;
  return { first: rows.filter(isFirst), later: rows.filter((row, index) => !isFirst(row, index)) };
}

/**
 * One's own sieges whose time has come, and of which nothing was heard yet.
 * @param {readonly import("./kept-sieges.js").KeptSiege[]} entries
 * @param {number} nowMs
 */
export const startingOf = (entries, nowMs) =>
  entries.filter(({ slot, state }) => state !== "late" && slot <= nowMs);

/** @param {number} slot @returns {string} `15:05`, with seconds where it starts within a minute */
export function timeWords(slot) {
  const seconds = slot % 60_000 === 0 ? {} : { second: /** @type {"2-digit"} */ ("2-digit") };
  const parts = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return new Intl.DateTimeFormat("en", { ...parts, ...seconds }).format(slot);
}

/** @param {number} ms @returns {string} `4:32`, `2 h 05 min` */
export function countdown(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  if (seconds < HOUR_S) {
    return clock(seconds);
  }
  const minutes = String(Math.floor((seconds % HOUR_S) / 60)).padStart(2, "0");
  return `${Math.floor(seconds / HOUR_S)} h ${minutes} min`;
}

const players = (/** @type {number} */ count) => `${count} ${count === 1 ? "player" : "players"}`;

export const warriorsWords = (/** @type {number} */ count) =>
  `${count} ${count === 1 ? "warrior" : "warriors"}`;

/** Who comes, and what it is about. */
export function rowWords(/** @type {SiegeRow} */ row) {
  const missing = PLAYERS_MIN - row.registered;
  return [
    players(row.registered),
    `${row.warriors} of ${WARRIORS_MAX} warriors`,
    row.fee > 0 ? `${amount(row.fee)} a warrior` : "free",
    ...(row.fee > 0 ? [`pot ${amount(row.pot)}`] : []),
    ...(missing > 0 ? [`starts with ${PLAYERS_MIN} players or more`] : []),
  ].join(" · ");
}

/** @param {Obstacle} obstacle @returns {string} */
export function obstacleWords(obstacle) {
  switch (obstacle.why) {
    case "full":
      return obstacle.left === 0
        ? "It is full."
        : `There is room for ${warriorsWords(obstacle.left)} only.`;
    case "funds":
      return `That is ${amount(obstacle.missing)} more than you have.`;
  }
}

/** What came of one's own registration. */
export const registeredWords = (
  /** @type {number} */ slot,
  /** @type {number} */ warriors,
  /** @type {number} */ registered,
) =>
  `You are registered for the siege at ${timeWords(slot)} with ${warriorsWords(warriors)}. ` +
  `${players(registered)} so far.`;

export const cancelledWords = (/** @type {number} */ slot, /** @type {number} */ paid) =>
  `You are not registered for the siege at ${timeWords(slot)} any more.` +
  (paid > 0 ? ` Your fee of ${amount(paid)} is back.` : "");

/** @type {Readonly<Record<string, string>>} */
const CALLED_OFF = Object.freeze({
  "not-enough-players": "too few players had registered",
  "no-capacity": "no server had room for it",
  maintenance: "no new matches begin right now",
});

/**
 * Why a siege does not take place, or not for us.
 * @param {{slot: number, reason: string, paid: number}} siege
 */
export function calledOffWords({ slot, reason, paid }) {
  const siege = `the siege at ${timeWords(slot)}`;
  if (reason === "not-paid") {
    return `You have no part in ${siege}: your fee could not be taken.`;
  }
  const why = CALLED_OFF[reason] ? `: ${CALLED_OFF[reason]}` : "";
  const back = paid > 0 ? ` Your fee of ${amount(paid)} is back.` : "";
  return `T${siege.slice(1)} does not take place${why}.${back}`;
}

/** Of a siege that began, or was to begin, without a word to us. */
export const missedWords = (/** @type {number} */ slot, /** @type {boolean} */ runs) =>
  runs
    ? `The siege at ${timeWords(slot)} has begun, and did not call this page. Enter it while it runs.`
    : `Nothing was heard of the siege at ${timeWords(slot)}. If it was called off, your fee is back.`;

/** Seconds before one's own siege at which it is said aloud. */
const TOLD_AT_S = Object.freeze([60, 10]);

/**
 * What is worth saying aloud since the last look: one's siege comes near, more or fewer take part.
 * @param {readonly SiegeRow[]} before
 * @param {readonly SiegeRow[]} rows
 * @returns {string | undefined}
 */
export function newsOf(before, rows) {
  const next = rows.find(({ own }) => own !== undefined) ?? rows[0];
  const last = before.find(({ slot }) => slot === next?.slot);
  if (!next || !last) {
    return undefined;
  }
  const near = TOLD_AT_S.find(
    (seconds) => last.startsInMs > seconds * 1_000 && next.startsInMs <= seconds * 1_000,
  );
  if (near !== undefined && next.own !== undefined) {
    return `Your siege starts in ${near} seconds.`;
  }
  return next.registered === last.registered
    ? undefined
    : `${players(next.registered)}, ${warriorsWords(next.warriors)} for the siege at ` +
        `${timeWords(next.slot)}.`;
}
