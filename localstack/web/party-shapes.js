/**
 * What a room of `party.robots` says, as JSDoc types; there is no code here. Names, answers and
 * questions are text of others: never put them into HTML.
 */

/** @typedef {"lobby"|"question"|"elimination"|"voting"|"results"|"final"} Phase */

/** @typedef {{seat: number, playerId: string, name: string, icon: string, isHost: boolean,
 *     isConnected: boolean, score: number, done: boolean}} PartyPlayer `done`: has answered or
 *     voted in this phase */

/** @typedef {{id: string, text: string, type: "text"|"picture", imageUrl?: string,
 *     imageAlt?: string, round: number}} ShownQuestion */

/** @typedef {{text: string, type: "player"|"correct"|"robot", authors: string[]}} ToldAnswer */

/** @typedef {{playerId: string, playerName: string, correctAnswerPoints: number,
 *     robotIdentifiedPoints: number, votesReceivedPoints: number, fooledPenalty: number,
 *     total: number}} RoundScore */

/** @typedef {{playerId: string, playerName: string, playerIcon: string, score: number,
 *     place: number}} PlayerScore */

/** @typedef {{eliminatedAnswer?: string | null, tieOccurred: boolean,
 *     voteCounts: Record<string, number>}} Elimination */

/** @typedef {{correctAnswer: string, robotAnswer: string, voteCounts: Record<string, number>,
 *     answers: ToldAnswer[], scores: RoundScore[], standings: PlayerScore[]}} Results */

/** @typedef {{phase: Phase, roomCode: string, gameMode: "8-round"|"12-round", round: number,
 *     rounds: number, timeLimit: number, endsAt?: number | null, paused: boolean, locked: boolean,
 *     starting: boolean, players: PartyPlayer[], question?: ShownQuestion | null,
 *     answers: {text: string, eliminated: boolean}[], votesCast: number, votesTotal: number,
 *     elimination?: Elimination | null, results?: Results | null}} PartyState `endsAt`: server
 *     milliseconds, absent while the clock stands still */

/** @typedef {{seat: number, playerId: string, playerName: string, playerIcon: string,
 *     answer?: string | null, eliminationVote?: string | null, finalVote?: string | null}} You */

/** @typedef {{winner: string, winners: string[], reason: string, standings: {seat: number,
 *     playerId: string, name: string, place: number, statistics: Record<string, number>}[]}}
 *     PartyEnd `winner`: empty if no round was scored; then there is no place 1 */

/**
 * All that a page knows of the room that it is in.
 *
 * @typedef {object} PartyModel
 * @property {"connecting"|"open"|"waiting"|"closed"} connection
 * @property {PartyState} [state] as the last view showed it
 * @property {You} [you] undefined of who watches
 * @property {OwnWords} own what one has written and voted, and in which round
 * @property {boolean} frozen an operator holds the room's time
 * @property {PartyEnd} [end]
 */

/** @typedef {{round: number, answer?: string, eliminationVote?: string, finalVote?: string}}
 *     OwnWords */

export {};
