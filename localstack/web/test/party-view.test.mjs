import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import {
  answerKey,
  answerObstacle,
  codeOf,
  eliminationOf,
  finalOf,
  finalRows,
  hindranceOf,
  isCode,
  isOwnPicture,
  lengthOf,
  lobbyOf,
  questionOf,
  resultsOf,
  screenOf,
  votingOf,
} from "../party-view.js";
import { describePartyError, END_WORDS, ERROR_WORDS, scoreParts, winnerWords } from "../party-words.js";
import { ADA, BOB, EVE, model, party, RESULTS, YOU_ADA } from "./party-stage.mjs";

test("each phase is a screen, and each round's a new task", () => {
  const tasks = [
    screenOf(model(undefined)),
    screenOf(model(party())),
    screenOf(model(party({ starting: true }))),
    screenOf(model(party({ phase: "question", round: 1 }))),
    screenOf(model(party({ phase: "question", round: 2 }))),
    screenOf(model(party({ phase: "final", round: 8 }))),
    screenOf(model(party({ phase: "voting", round: 8 }), { end: { standings: [] } })),
  ].map(({ kind, task }) => [kind, task]);
  assert.deepEqual(tasks, [
    ["entering", "entering"],
    ["lobby", "lobby"],
    ["lobby", "lobby"],
    ["question", "question 1"],
    ["question", "question 2"],
    ["final", "final"],
    ["final", "final"],
  ]);
});

test("the host may start when two are connected, and once", () => {
  const gone = { ...BOB, isConnected: false };
  assert.equal(lobbyOf(model(party())).canStart, true);
  assert.equal(lobbyOf(model(party({ players: [ADA, gone] }))).canStart, false);
  assert.equal(lobbyOf(model(party({ starting: true }))).canStart, false);
  assert.equal(lobbyOf(model(party(), { you: { ...YOU_ADA, seat: 1 } })).canStart, false);
  assert.equal(lobbyOf(model(party(), { you: undefined })).canStart, false);
});

test("who waits in the lobby is told for what", () => {
  const words = (state, you = YOU_ADA) => lobbyOf(model(party(state), { you })).words;
  assert.match(words({ players: [] }), /Waiting for players/);
  assert.match(words({ players: [ADA] }), /two to start/);
  assert.match(words({}), /You are the host/);
  assert.match(words({}, { ...YOU_ADA, seat: 1 }), /Waiting for Ada/);
  assert.match(words({ starting: true }), /starting/);
});

test("one's own answer is that of this round alone", () => {
  const state = party({ phase: "question", round: 2, votesCast: 1, question: { text: "What?" } });
  const now = questionOf(model(state, { own: { round: 2, answer: "Mars" } }));
  const before = questionOf(model(state, { own: { round: 1, answer: "Mars" } }));
  assert.deepEqual([now.answer, before.answer], ["Mars", undefined]);
  assert.equal(now.progress, "1 of 3 players answered");
  assert.equal(now.title, "Question 2 of 8");
});

test("a picture is shown if it is the project's own, with its words", () => {
  const asked = { text: "What?", type: "picture", imageUrl: "/pictures/sun.svg", imageAlt: "A disc" };
  const shown = (question) => questionOf(model(party({ phase: "question", question }))).picture;
  assert.deepEqual(shown(asked), { url: "/pictures/sun.svg", alt: "A disc" });
  for (const imageUrl of [
    "https://elsewhere.test/pictures/x.svg",
    "//elsewhere.test/x.svg",
    "/pictures/../x.svg",
    "javascript:alert(1)",
    "/pictures/x.svg?y",
    undefined,
  ]) {
    assert.equal(isOwnPicture(imageUrl), false, imageUrl);
    assert.equal(shown({ ...asked, imageUrl }), undefined);
  }
});

test("answers are the same by their letters alone, as the rules see it", () => {
  for (const [one, other] of [
    ["The Moon!", "moon"],
    ["Crème Brûlée", "creme brulee"],
    ["an  apple", "Apple"],
    ["STRASSE", "straße"],
    ["rock-'n'-roll", "rocknroll"],
    ["ｆｕｌｌ", "full"],
  ]) {
    assert.equal(answerKey(one), answerKey(other), `${one} ${other}`);
  }
  for (const [one, other] of [
    ["theory", "ory"],
    ["が", "か"],
    ["?!", "!?"],
  ]) {
    assert.notEqual(answerKey(one), answerKey(other), `${one} ${other}`);
  }
});

test("one's own answer cannot be voted for, nor what is out; the vote is marked", () => {
  const answers = [
    { text: "Mars", eliminated: false },
    { text: "Venus", eliminated: true },
    { text: "Mercury", eliminated: false },
  ];
  const own = { round: 3, answer: "the mars", eliminationVote: "Venus", finalVote: "Mercury" };
  const shown = (phase) => votingOf(model(party({ phase, round: 3, answers, votesCast: 2 }), { own }));
  const marks = ({ choices }) => choices.map((choice) => [choice.own, choice.chosen, choice.open]);
  assert.deepEqual(marks(shown("voting")), [
    [true, false, false],
    [false, false, false],
    [false, true, true],
  ]);
  assert.equal(shown("voting").action, "submit-final-vote");
  assert.equal(shown("elimination").action, "submit-elimination-vote");
  assert.deepEqual(
    shown("elimination").choices.map(({ chosen }) => chosen),
    [false, true, false],
  );
  assert.equal(shown("voting").progress, "2 of 3 votes cast");
});

test("who has nothing to choose is told so", () => {
  const answers = [{ text: "Mars", eliminated: false }];
  const shown = votingOf(
    model(party({ phase: "voting", round: 1, answers }), { own: { round: 1, answer: "Mars" } }),
  );
  assert.equal(shown.nothingToChoose, true);
});

test("an elimination is out, tied, or without a vote", () => {
  const of = (elimination) => eliminationOf(party({ elimination }));
  const out = of({ eliminatedAnswer: "toString", tieOccurred: false, voteCounts: { toString: 2 } });
  assert.deepEqual([out.out, out.votes], ["toString", 2]);
  assert.match(of({ tieOccurred: true, voteCounts: {} }).words, /tie/);
  assert.match(of({ eliminatedAnswer: null, tieOccurred: false, voteCounts: {} }).words, /^Nothing/);
  assert.equal(of(null), undefined);
});

test("results begin with the right answer and the robot's, players' by their votes", () => {
  const shown = resultsOf(model(party({ phase: "results", round: 8, results: RESULTS })));
  assert.deepEqual(
    shown.answers.map(({ text, votes }) => [text, votes]),
    [
      ["Mercury", 2],
      ["constructor", 0],
      ["Venus", 1],
      ["Mars", 0],
    ],
  );
  assert.deepEqual(
    shown.scores.map(({ playerName, place, own }) => [playerName, place, own]),
    [
      ["Eve", 1, false],
      ["Ada", 2, true],
    ],
  );
  assert.deepEqual([shown.isLast, shown.mayGoOn], [true, true]);
  assert.equal(resultsOf(model(party())), undefined);
});

test("what a round brought is told part by part", () => {
  assert.deepEqual(scoreParts(RESULTS.scores[0]), ["+50 robot found", "−25 fooled by the robot"]);
  assert.deepEqual(scoreParts(RESULTS.scores[1]), ["+100 right answer"]);
});

test("the final standings are the room's, and its record's once it is over", () => {
  const state = party({ phase: "final", results: RESULTS });
  assert.deepEqual(
    finalRows(model(state)).map(({ name, score, place, own }) => [name, score, place, own]),
    [
      ["Eve", 100, 1, false],
      ["Ada", 25, 2, true],
    ],
  );
  const standing = (player, place, finalScore) => ({
    ...{ seat: player.seat, playerId: player.playerId, name: player.name, place },
    statistics: { finalScore },
  });
  const end = { standings: [standing(ADA, 1, 300), standing(EVE, 1, 300), standing(BOB, 3, 50)] };
  const rows = finalRows(model(state, { end }));
  assert.deepEqual(
    rows.map(({ name, icon, score }) => [name, icon, score]),
    [
      ["Ada", "fox", 300],
      ["Eve", "wolf", 300],
      ["Bob", "owl", 50],
    ],
  );
  assert.equal(winnerWords(rows), "Ada & Eve");
});

test("the last screen says who won, or that nobody did and why, and then nobody has a place", () => {
  const standing = ({ seat, playerId, name }, place) => ({
    ...{ seat, playerId, name, place, statistics: { finalScore: 0 } },
  });
  const shown = (end) => finalOf(model(party({ phase: "final" }), { end }));
  const won = { winner: "Ada", reason: "completed", standings: [standing(ADA, 1)] };
  assert.deepEqual([shown(won).title, shown(won).why, shown(won).rows[0].place], ["Ada won", "", 1]);
  const standings = [standing(ADA, 2), standing(BOB, 2), standing(EVE, 4)];
  const unscored = { winner: "", winners: [], standings };
  const left = shown({ ...unscored, reason: "everybody-left" });
  assert.deepEqual([left.title, left.why], ["Nobody won", "Everybody has left."]);
  assert.deepEqual(
    left.rows.map(({ name, place }) => [name, place]),
    [
      ["Ada", undefined],
      ["Bob", undefined],
      ["Eve", undefined],
    ],
  );
  assert.equal(shown({ ...unscored, reason: "completed" }).why, "No round was scored.");
  const alone = shown({ ...unscored, standings: [], reason: "nobody-joined" });
  assert.deepEqual(
    [alone.title, alone.why],
    ["The party is over", "Nobody has joined for an hour."],
  );
  const before = finalOf(model(party({ phase: "final" })));
  assert.deepEqual([before.title, before.why], ["The party is over", ""], "before it is told");
});

test("what keeps the party from going on is told, the worst first", () => {
  const kind = (more, state = {}) => hindranceOf(model(party(state), more))?.kind;
  assert.equal(kind({}), undefined);
  assert.equal(kind({}, { paused: true }), "paused");
  assert.equal(kind({ frozen: true }, { paused: true }), "frozen");
  assert.equal(kind({ connection: "waiting", frozen: true }), "reconnecting");
  assert.equal(kind({ connection: "closed", end: { standings: [] } }), undefined);
});

test("codes are read whatever way they are typed", () => {
  assert.equal(codeOf(" ab-cd "), "ABCD");
  assert.equal(codeOf("abcdef"), "ABCD");
  assert.deepEqual(["ABCD", "ABC", "AB1D", "ABOD"].map(isCode), [true, false, false, false]);
});

test("characters are counted as people count them, more or less", () => {
  assert.equal(lengthOf("🤖🤖"), 2);
  assert.equal(answerObstacle("x".repeat(100)), "");
  assert.equal(answerObstacle(`  ${"x".repeat(100)}  `), "");
  assert.match(answerObstacle("x".repeat(102)), /^2 too many/);
});

test("there are words for codes alone that the protocol knows", async () => {
  const page = new URL("../../../shared-model/docs/protocol.md", import.meta.url);
  const protocol = await readFile(page, "utf8");
  const unknown = [...ERROR_WORDS.keys(), ...END_WORDS.keys()].filter(
    (code) => !protocol.includes(`\`${code}\``),
  );
  assert.deepEqual(unknown, []);
});

test("errors are told in plain words by their code", () => {
  for (const code of ["room-not-found", "room-full", "game-started", "kicked", "profanity"]) {
    const { words } = describePartyError({ code, message: "as the server says it" });
    assert.notEqual(words, "as the server says it", code);
  }
  assert.equal(describePartyError({ code: "new", message: "Words." }).words, "Words.");
  assert.match(describePartyError({ code: "rate-limited", retryAfterMs: 900 }).words, /a moment/);
  assert.match(describePartyError({ code: "rate-limited", retryAfterMs: 41_200 }).words, /in 42 s/);
});
