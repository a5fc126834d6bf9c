/** Parties to be shown, without a server. */

export const ADA = {
  ...{ seat: 0, playerId: "p-ada", name: "Ada", icon: "fox" },
  ...{ isHost: true, isConnected: true, score: 0, done: false },
};
export const BOB = { ...ADA, seat: 1, playerId: "p-bob", name: "Bob", icon: "owl", isHost: false };
export const EVE = { ...BOB, seat: 2, playerId: "p-eve", name: "Eve", icon: "wolf" };

export const YOU_ADA = { seat: 0, playerId: "p-ada", playerName: "Ada", playerIcon: "fox" };

export const party = (more = {}) => ({
  ...{ phase: "lobby", roomCode: "ABCD", gameMode: "8-round", round: 0, rounds: 8 },
  ...{ timeLimit: 0, paused: false, locked: false, starting: false },
  ...{ players: [ADA, BOB, EVE], answers: [], votesCast: 0, votesTotal: 3 },
  ...more,
});

export const model = (state, more = {}) => ({
  connection: "open",
  frozen: false,
  own: { round: 0 },
  you: YOU_ADA,
  state,
  ...more,
});

export const RESULTS = {
  correctAnswer: "Mercury",
  robotAnswer: "constructor",
  voteCounts: { Mercury: 2, Venus: 1 },
  answers: [
    { text: "Venus", type: "player", authors: ["Bob"] },
    { text: "constructor", type: "robot", authors: [] },
    { text: "Mercury", type: "correct", authors: ["Eve"] },
    { text: "Mars", type: "player", authors: ["Ada"] },
  ],
  scores: [
    {
      ...{ playerId: "p-ada", playerName: "Ada", correctAnswerPoints: 0 },
      ...{ robotIdentifiedPoints: 50, votesReceivedPoints: 0, fooledPenalty: -25, total: 25 },
    },
    {
      ...{ playerId: "p-eve", playerName: "Eve", correctAnswerPoints: 100 },
      ...{ robotIdentifiedPoints: 0, votesReceivedPoints: 0, fooledPenalty: 0, total: 100 },
    },
  ],
  standings: [
    { playerId: "p-eve", playerName: "Eve", playerIcon: "wolf", score: 100, place: 1 },
    { playerId: "p-ada", playerName: "Ada", playerIcon: "fox", score: 25, place: 2 },
  ],
};
