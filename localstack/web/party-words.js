import { describeError, ordinal } from "./words.js";

/** What the party's pages say: plain words for codes, phases and numbers. Pure. */

/** Waits below that are a moment. */
const SOON_MS = 3_000;

export const ERROR_WORDS = new Map(
  Object.entries({
    "room-not-found": "There is no party with this code. Look at the big screen again.",
    "room-full": "This party is full: eight people play already.",
    "game-started": "This party has already begun. Wait for the next one.",
    "room-expired": "This party is over: its code is no longer good.",
    "room-locked": "The host has locked this party. Ask the host to unlock it.",
    kicked: "The host has removed you from this party.",
    "name-taken": "Somebody in this party has this name. Choose another one.",
    profanity: "Please choose other words.",
    "rate-limited": "That was too fast. Wait a moment and try again.",
    "too-few-players": "At least two players must be here.",
    "not-host": "Only the host can do that.",
    "wrong-phase": "Too late: the party has gone on.",
    "wrong-seat": "This is not your place in the party.",
    "own-answer": "That is your own answer. Choose another one.",
    "unknown-answer": "This answer is not there any more. Choose again.",
    "answer-eliminated": "This answer is already out. Choose another one.",
    "already-starting": "The party is just starting.",
    "not-playing": "You have no part in this round.",
    "player-not-found": "This player is not here any more.",
    "too-early": "Not yet. Wait for the clock.",
    "out-of-range": "Use 1 to 100 characters.",
    "missing-field": "Something is missing. Fill in everything.",
    "invalid-field": "This code, name or text cannot be used.",
    "too-many-watchers": "Too many screens look at this party.",
    unavailable: "The party's server does not answer just now. Try again in a moment.",
    "no-capacity": "There is no room for another party right now. Try again later.",
    replaced: "You opened this party somewhere else, so it was closed here.",
    "room-over": "This party is over.",
    "room-frozen": "The party is held for a moment. Your choice is sent when it goes on.",
    "ticket-expired": "Your place in this party could not be kept. Join again.",
    "ticket-used": "Your place in this party was taken somewhere else. Join again.",
  }),
);

/**
 * Plain words for an error of the party, and its code for whoever helps.
 * @param {unknown} error
 * @returns {{words: string, code: string}}
 */
export function describePartyError(error) {
  const { words, code } = describeError(error);
  const { retryAfterMs = 0 } = /** @type {{retryAfterMs?: number}} */ (error ?? {});
  // Who guesses at codes waits for up to a minute, and is told so.
  return code === "rate-limited" && retryAfterMs > SOON_MS
    ? { words: `Too many tries. Try again in ${Math.ceil(retryAfterMs / 1_000)} seconds.`, code }
    : { words: ERROR_WORDS.get(code) ?? words, code };
}

/** @param {string} mode */
export const modeWords = (mode) =>
  mode === "12-round" ? "12 rounds, the last four count double" : "8 rounds";

/** @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** @param {number} points */
export const signed = (points) => (points < 0 ? `−${-points}` : `+${points}`);

/** What each phase asks for, as its heading and as one sentence. */
export const TASKS = Object.freeze({
  lobby: { title: "Lobby", words: "Waiting for the party to start." },
  question: {
    title: "Your answer",
    words: "Write an answer that others take for the right one, or the right one itself.",
  },
  elimination: {
    title: "Who is the robot?",
    words: "Vote for the answer that a robot gave. The one with most votes is out.",
  },
  voting: {
    title: "What is right?",
    words: "Vote for the answer that you take for the right one.",
  },
  results: { title: "Results", words: "Who wrote what, and who has which points." },
  final: { title: "Final standings", words: "The party is over." },
});

/**
 * What a player got in a round, part by part.
 * @param {import("./party-shapes.js").RoundScore} score
 * @returns {string[]}
 */
export function scoreParts(score) {
  /** @type {[number, string][]} */
  const parts = [
    [score.correctAnswerPoints, "right answer"],
    [score.robotIdentifiedPoints, "robot found"],
    [score.votesReceivedPoints, "votes for your answer"],
    // Told as what is taken away, whichever sign the server gives it.
    [-Math.abs(score.fooledPenalty), "fooled by the robot"],
  ];
  return parts
    .filter(([points]) => points !== 0)
    .map(([points, why]) => `${signed(points)} ${why}`);
}

/**
 * @param {readonly {name: string, place: number}[]} rows of the standings
 * @returns {string} of the first place, joined as the server does; empty if nobody has that
 */
export const winnerWords = (rows) =>
  rows
    .filter(({ place }) => place === 1)
    .map(({ name }) => name)
    .join(" & ");

/** Why a party ended, but for the usual reason, that it was played. */
export const END_WORDS = new Map(
  Object.entries({
    "too-few-players": "Too few players were left, so it ended early.",
    expired: "Its four hours are over.",
    "everybody-left": "Everybody has left.",
    "nobody-joined": "Nobody has joined for an hour.",
  }),
);

/** @param {string} reason of the end */
export const endWords = (reason) => END_WORDS.get(reason) ?? "";

/** @param {string} reason of an end which nobody has won */
export const noWinnerWords = (reason) => endWords(reason) || "No round was scored.";

export { ordinal };
