import { secondsLeft } from "./party-timer.js";
import { TASKS, noWinnerWords, ordinal, signed } from "./party-words.js";

/**
 * What happens, as moments: a sentence to be said aloud, a sound, and whether there is cause for
 * confetti. Nothing of it is needed to play: the view shows it all. Pure.
 */

/** @typedef {"join"|"round"|"answer"|"phase"|"out"|"reveal"|"win"|"warning"} Sound */

/**
 * @typedef {{words?: string, sound?: Sound, confetti?: boolean, notice?: boolean}} Moment `notice`:
 *     nothing else shows it, so the words are to be seen, too
 */

/** @type {Moment} */
const NOTHING = Object.freeze({});

/** Turns a room's events into moments, and tells what each viewer hears of them. */
export class PartyStory {
  #phase = "";
  #paused = false;
  /** The last one; a room may be without for a while. @type {string | undefined} */
  #hostId;
  #isScreen;

  /** @param {{isScreen: boolean}} viewer a screen is heard by all, a phone by one */
  constructor({ isScreen }) {
    this.#isScreen = isScreen;
  }

  /**
   * The first view of a room: what it shows is no news any more when an event tells it.
   * @param {import("./party-shapes.js").PartyState} state
   */
  shown(state) {
    this.#phase = phaseKey(state.phase, state.round);
    this.#paused = state.paused;
    this.#hostId = hostOf(state)?.playerId;
  }

  /**
   * Each further view: whether somebody else is the host. Who is the first one is no news.
   * @param {import("./party-shapes.js").PartyModel} model
   * @returns {Moment}
   */
  viewed({ state, you, end }) {
    const host = hostOf(state);
    const before = this.#hostId;
    this.#hostId = host?.playerId ?? before;
    if (!host || before === undefined || host.playerId === before) {
      return NOTHING;
    }
    if (end || state?.phase === "final") {
      return NOTHING; // There is nothing left for a host to do.
    }
    const isMe = host.playerId === you?.playerId;
    return { words: isMe ? "You are the host now." : `${host.name} is the host now.`, notice: true };
  }

  /**
   * @param {{type: string, data: any}} event of the room
   * @param {import("./party-shapes.js").PartyModel} model
   * @param {number} serverNowMs
   * @returns {Moment}
   */
  moment({ type, data }, model, serverNowMs) {
    switch (type) {
      case "phase-transition":
        return this.#transition(data, serverNowMs);
      case "round-started":
        this.#phase = phaseKey("question", data.roundNumber);
        return {
          words: `Question ${data.roundNumber} of ${data.rounds}. ${data.question.text}${timeWords(
            secondsLeft(data, serverNowMs),
          )}`,
          sound: "round",
        };
      case "player-joined":
        return { words: `${data.player.name} is here.`, sound: "join" };
      case "player-kicked":
        return { words: `${data.playerName} was removed by the host.` };
      case "player-left":
        return { words: `${data.playerName} has left.` };
      case "room-locked":
        return { words: data.locked ? "The party is locked." : "The party is open again." };
      case "questions-missing":
        return {
          words: "No questions could be had just now. The host may start again.",
          notice: true,
        };
      case "player-answered":
      case "elimination-vote-cast":
      case "final-vote-cast":
        // On a phone it would sound after each tap of all others.
        return this.#isScreen ? { sound: "answer" } : NOTHING;
      case "elimination-complete":
        return eliminationMoment(data);
      case "all-votes-submitted":
        return {
          words:
            `The right answer was ${quoted(data.correctAnswer)}. ` +
            `The robot said ${quoted(data.robotAnswer)}.`,
          sound: "reveal",
        };
      case "final-round-scores":
        return { words: scoreWords(data, model) };
      default:
        return NOTHING;
    }
  }

  #transition(/** @type {any} */ { phase, round, paused, endsAt }, /** @type {number} */ nowMs) {
    const key = phaseKey(phase, round);
    const isNews = key !== this.#phase;
    const stopped = paused && !this.#paused;
    const goesOn = !paused && this.#paused;
    this.#phase = key;
    this.#paused = paused;
    if (stopped) {
      return { words: "Paused: fewer than two players are here." };
    }
    if (goesOn && !isNews) {
      return { words: `The party goes on.${timeWords(secondsLeft({ endsAt }, nowMs))}` };
    }
    const task = TASKS[/** @type {"voting"} */ (phase)];
    if (!isNews || !task || phase === "question" || phase === "results") {
      return NOTHING; // What comes with it tells more.
    }
    const words = `${task.title} ${task.words}${timeWords(secondsLeft({ endsAt }, nowMs))}`;
    return { words, sound: "phase" };
  }
}

const hostOf = (/** @type {import("./party-shapes.js").PartyState | undefined} */ state) =>
  state?.players.find(({ isHost }) => isHost);

const phaseKey = (/** @type {string} */ phase, /** @type {number} */ round) => `${phase} ${round}`;

const timeWords = (/** @type {number | undefined} */ seconds) =>
  seconds === undefined ? "" : ` ${seconds} seconds.`;

const quoted = (/** @type {string} */ text) => `“${text}”`;

/** @returns {Moment} */
function eliminationMoment(/** @type {any} */ { eliminatedAnswer, tieOccurred }) {
  if (typeof eliminatedAnswer === "string") {
    return { words: `${quoted(eliminatedAnswer)} was voted out.`, sound: "out" };
  }
  return { words: tieOccurred ? "A tie: nothing is out." : "Nothing is out.", sound: "out" };
}

/** On a phone what one has oneself; for all, who leads. */
function scoreWords(
  /** @type {any} */ { scores, standings },
  /** @type {import("./party-shapes.js").PartyModel} */ { you },
) {
  const own = standings.find((/** @type {any} */ { playerId }) => playerId === you?.playerId);
  if (own) {
    const round = scores.find((/** @type {any} */ { playerId }) => playerId === you?.playerId);
    return (
      `You got ${signed(round?.total ?? 0)} and have ${own.score} points, ` +
      `${ordinal(own.place)} of ${standings.length}.`
    );
  }
  const lead = standings.filter((/** @type {any} */ { place }) => place === 1);
  const names = lead.map((/** @type {any} */ { playerName }) => playerName).join(" and ");
  return lead.length > 0 ? `${names} ${lead.length > 1 ? "lead" : "leads"}.` : undefined;
}

/**
 * The party is over.
 * @param {import("./party-shapes.js").PartyEnd} end
 * @param {import("./party-shapes.js").You} [you]
 * @returns {Moment}
 */
export function endMoment({ winner, standings, reason }, you) {
  if (!winner) {
    const nobody = standings.length > 0 ? " Nobody won." : "";
    return { words: `The party is over.${nobody} ${noWinnerWords(reason)}` };
  }
  const own = standings.find(({ playerId }) => playerId === you?.playerId);
  const about = own ? ` You are ${ordinal(own.place)} of ${standings.length}.` : "";
  return { words: `The party is over. ${winner} won.${about}`, sound: "win", confetti: true };
}

/** @param {number} seconds left @returns {Moment} */
export const warningMoment = (seconds) => ({ words: `${seconds} seconds left.`, sound: "warning" });
