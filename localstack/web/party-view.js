import { TASKS, counted, endWords, noWinnerWords, winnerWords } from "./party-words.js";

/**
 * From what a page knows of its party to what it shows. Pure: no page, no clock.
 */

/** Characters of an answer, and of a name, counted as the server does. */
export const ANSWER_MAX = 100;
export const NAME_MAX = 20;

/** So many must be connected for a party to start. */
const PLAYERS_MIN = 2;

/** A room's code: four of these. */
const CODE = /^[ABCDEFGHJKMNPQRSTVWXYZ23456789]{4}$/;

/** Code points, as the server counts. */
export const lengthOf = (/** @type {string} */ text) => [...text].length;

/** As it is sent: the server does the same and more. */
export const tidied = (/** @type {string} */ text) =>
  text.normalize("NFC").replace(/\s+/gu, " ").trim();

/** What somebody typed as a code, in its one spelling; whatever else he typed is passed over. */
export const codeOf = (/** @type {string} */ typed) =>
  typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .slice(0, 4);

export const isCode = (/** @type {string} */ code) => CODE.test(code);

/** Pictures are the project's own: nothing else is fetched. */
export const isOwnPicture = (/** @type {unknown} */ url) =>
  typeof url === "string" && /^\/pictures\/[a-z0-9-]{1,60}\.svg$/.test(url);

/** Accents of any script, but for the two that make other sounds of Japanese letters. */
const ACCENT = /(?![\u3099\u309a])(?=\p{M})\p{Script=Inherited}/gu;
const UNHEARD = /[\p{P}\p{Cf}]/gu;

/**
 * What makes two answers the same, as the rules compare them: without accents, case, punctuation
 * and a leading article.
 * @param {string} text
 */
export function answerKey(text) {
  // By way of capitals, so that ß and ss are the same.
  const folded = (/** @type {string} */ words) => words.toUpperCase().toLowerCase();
  const letters = text.normalize("NFKD").replace(ACCENT, "").replace(UNHEARD, "");
  const key = folded(letters.replace(/\s+/gu, " ").trim()).replace(/^(a|an|the) /, "");
  return key || folded(text);
}

/**
 * What one has written and voted in the round that is shown.
 * @param {import("./party-shapes.js").PartyModel} model
 * @returns {Partial<import("./party-shapes.js").OwnWords>}
 */
export function ownOf({ own, state }) {
  return state && own.round === state.round ? own : {};
}

/** The player whose page this is, if he has a seat. */
export const meIn = (/** @type {import("./party-shapes.js").PartyModel} */ { state, you }) =>
  you ? state?.players.find(({ seat }) => seat === you.seat) : undefined;

/**
 * What is shown, and which task it is: who has a new one begins at its heading.
 * @param {import("./party-shapes.js").PartyModel} model
 */
export function screenOf(model) {
  const { state, end } = model;
  if (end) {
    return { kind: /** @type {const} */ ("final"), task: "final" };
  }
  if (!state) {
    return { kind: /** @type {const} */ ("entering"), task: "entering" };
  }
  const task = state.phase === "lobby" ? "lobby" : `${state.phase} ${state.round}`;
  return { kind: state.phase, task: state.phase === "final" ? "final" : task };
}

/**
 * What stands over the page while something keeps the party from going on.
 * @param {import("./party-shapes.js").PartyModel} model
 * @returns {{kind: "reconnecting" | "frozen" | "paused", words: string} | undefined}
 */
export function hindranceOf({ connection, state, frozen, end }) {
  if (end) {
    return undefined;
  }
  if (state && connection !== "open") {
    return { kind: "reconnecting", words: "The connection was lost. It is being made again …" };
  }
  if (frozen) {
    return { kind: "frozen", words: "The party is held for a moment. It goes on by itself." };
  }
  return state?.paused
    ? {
        kind: "paused",
        words: "Paused: fewer than two players are here. After a minute the party ends.",
      }
    : undefined;
}

/**
 * The lobby.
 * @param {import("./party-shapes.js").PartyModel} model
 */
export function lobbyOf(model) {
  const { state, you } = model;
  const players = (state?.players ?? []).map((player) => ({
    ...player,
    own: player.seat === you?.seat,
  }));
  const host = players.find(({ isHost }) => isHost);
  const own = players.find((player) => player.own);
  const here = players.filter(({ isConnected }) => isConnected).length;
  const isHost = own?.isHost === true;
  return {
    players,
    isHost,
    here,
    locked: state?.locked === true,
    starting: state?.starting === true,
    canStart: isHost && here >= PLAYERS_MIN && state?.starting !== true,
    words: lobbyWords({ here, isHost, host: host?.name, starting: state?.starting === true }),
  };
}

function lobbyWords(
  /** @type {{here: number, isHost: boolean, host?: string, starting: boolean}} */ lobby,
) {
  if (lobby.starting) {
    return "The party is starting …";
  }
  if (lobby.here < PLAYERS_MIN) {
    return lobby.here === 0
      ? "Waiting for players."
      : "Waiting for one more player: it takes two to start.";
  }
  return lobby.isHost
    ? "You are the host: start when everybody is here."
    : `Waiting for ${lobby.host ?? "the host"} to start.`;
}

/**
 * The question, and how far everybody is.
 * @param {import("./party-shapes.js").PartyModel} model
 */
export function questionOf(model) {
  const { state } = model;
  const asked = state?.question;
  const answered = state?.votesCast ?? 0;
  const total = state?.votesTotal ?? 0;
  return {
    title: `Question ${state?.round ?? 0} of ${state?.rounds ?? 0}`,
    text: asked?.text ?? "",
    picture:
      asked?.type === "picture" && isOwnPicture(asked.imageUrl)
        ? { url: asked.imageUrl, alt: asked.imageAlt ?? "" }
        : undefined,
    answer: ownOf(model).answer,
    progress: `${answered} of ${counted(total, "player")} answered`,
  };
}

/** Why an answer cannot be sent as it is, in words; empty if it can. */
export function answerObstacle(/** @type {string} */ text) {
  const length = lengthOf(tidied(text));
  return length > ANSWER_MAX
    ? `${length - ANSWER_MAX} too many: ${ANSWER_MAX} characters at most.`
    : "";
}

/**
 * The answers to vote for, in the elimination or for the right one.
 * @param {import("./party-shapes.js").PartyModel} model
 */
export function votingOf(model) {
  const { state } = model;
  const own = ownOf(model);
  const eliminating = state?.phase === "elimination";
  const vote = eliminating ? own.eliminationVote : own.finalVote;
  const ownKey = own.answer === undefined ? undefined : answerKey(own.answer);
  const choices = (state?.answers ?? []).map(({ text, eliminated }) => {
    const key = answerKey(text);
    return {
      text,
      eliminated,
      own: key === ownKey,
      chosen: vote !== undefined && key === answerKey(vote),
      open: key !== ownKey && !eliminated,
    };
  });
  return {
    ...TASKS[eliminating ? "elimination" : "voting"],
    action: eliminating ? "submit-elimination-vote" : "submit-final-vote",
    choices,
    nothingToChoose: choices.length > 0 && choices.every(({ open }) => !open),
    progress: `${state?.votesCast ?? 0} of ${counted(state?.votesTotal ?? 0, "vote")} cast`,
    elimination: eliminating ? undefined : eliminationOf(state),
  };
}

/** What came of the elimination. */
export function eliminationOf(
  /** @type {import("./party-shapes.js").PartyState | undefined} */ state,
) {
  const told = state?.elimination;
  if (!told) {
    return undefined;
  }
  const out = told.eliminatedAnswer ?? undefined;
  if (out !== undefined) {
    return { out, words: "was voted out", votes: votesFor(told.voteCounts, out) };
  }
  return { out: undefined, words: told.tieOccurred ? "A tie: nothing is out." : "Nothing is out." };
}

/** Answers may be named like anything that every object has. */
function votesFor(
  /** @type {Record<string, number> | undefined} */ counts,
  /** @type {string} */ text,
) {
  return counts && Object.hasOwn(counts, text) ? counts[text] : 0;
}

const KINDS = Object.freeze({ correct: 0, robot: 1, player: 2 });

/**
 * The round's results: who wrote what, and what each one got.
 * @param {import("./party-shapes.js").PartyModel} model
 */
export function resultsOf(model) {
  const { state, you } = model;
  const results = state?.results;
  if (!results) {
    return undefined;
  }
  const answers = results.answers
    .map((answer) => ({ ...answer, votes: votesFor(results.voteCounts, answer.text) }))
    .sort(
      (one, other) => KINDS[one.type] - KINDS[other.type] || other.votes - one.votes,
    );
  const placed = new Map(results.standings.map((standing) => [standing.playerId, standing]));
  const scores = results.scores
    .map((score) => ({
      ...score,
      icon: placed.get(score.playerId)?.playerIcon ?? "owl",
      score: placed.get(score.playerId)?.score ?? 0,
      place: placed.get(score.playerId)?.place ?? 0,
      own: score.playerId === you?.playerId,
    }))
    .sort((one, other) => one.place - other.place || other.total - one.total);
  return {
    title: `Round ${state.round} of ${state.rounds}`,
    correct: results.correctAnswer,
    robot: results.robotAnswer,
    answers,
    scores,
    mayGoOn: state.phase === "results" && meIn(model)?.isHost === true,
    isLast: state.round >= state.rounds,
  };
}

/**
 * The standings at the end: of the room while it is there, else of its record.
 * @param {import("./party-shapes.js").PartyModel} model
 * @returns {{name: string, icon: string, score: number, place: number, own: boolean}[]}
 */
export function finalRows({ state, end, you }) {
  const icons = new Map((state?.players ?? []).map(({ playerId, icon }) => [playerId, icon]));
  const own = (/** @type {string} */ playerId) => playerId === you?.playerId;
  if (end) {
    return end.standings.map(({ playerId, name, place, statistics }) => ({
      name,
      icon: icons.get(playerId) ?? "owl",
      score: statistics?.finalScore ?? 0,
      place,
      own: own(playerId),
    }));
  }
  return (state?.results?.standings ?? []).map((standing) => ({
    name: standing.playerName,
    icon: standing.playerIcon,
    score: standing.score,
    place: standing.place,
    own: own(standing.playerId),
  }));
}

/**
 * The last screen. Where no round was scored nobody has won: then nobody has a place either, for
 * the server's begin with the second.
 * @param {import("./party-shapes.js").PartyModel} model
 */
export function finalOf(model) {
  const rows = finalRows(model);
  const reason = model.end?.reason ?? "";
  const winner = model.end ? model.end.winner : winnerWords(rows);
  if (winner) {
    return { title: `${winner} won`, why: endWords(reason), rows };
  }
  return {
    title: model.end && rows.length > 0 ? "Nobody won" : "The party is over",
    why: model.end ? noWinnerWords(reason) : "",
    rows: rows.map((row) => ({ ...row, place: undefined })),
  };
}
