import assert from "node:assert/strict";
import { test } from "node:test";
import { endMoment, PartyStory, warningMoment } from "../party-story.js";
import { ADA, BOB, EVE, model, party, RESULTS, YOU_ADA } from "./party-stage.mjs";

const phone = () => new PartyStory({ isScreen: false });
const transition = (phase, more = {}) => ({
  type: "phase-transition",
  data: { phase, round: 1, timeLimit: 30, endsAt: 31_000, paused: false, ...more },
});
const say = (story, event, of = model(party())) => story.moment(event, of, 1_000);

test("a phase is announced once, with its time", () => {
  const story = phone();
  const first = say(story, transition("elimination"));
  assert.match(first.words, /robot.* 30 seconds\.$/);
  assert.equal(first.sound, "phase");
  assert.deepEqual(say(story, transition("elimination")), {});
});

test("what was shown already, after a reload, is no news", () => {
  const story = phone();
  story.shown(party({ phase: "voting", round: 1 }));
  assert.deepEqual(say(story, transition("voting")), {});
});

test("a clock that stops and goes on is told", () => {
  const story = phone();
  say(story, transition("voting"));
  assert.match(say(story, transition("voting", { paused: true, endsAt: null })).words, /Paused/);
  assert.match(say(story, transition("voting")).words, /goes on\. 30 seconds\.$/);
});

test("a round says its question, and the transition with it nothing more", () => {
  const story = phone();
  const question = { text: "Which planet?" };
  const data = { roundNumber: 2, rounds: 8, question, timeLimit: 60, endsAt: 61_000 };
  assert.deepEqual(say(story, transition("question", { round: 2 })), {});
  assert.deepEqual(say(story, { type: "round-started", data }), {
    words: "Question 2 of 8. Which planet? 60 seconds.",
    sound: "round",
  });
});

test("answers of others sound on the screen and not on phones", () => {
  const event = { type: "player-answered", data: { playerName: "Bob" } };
  assert.equal(say(new PartyStory({ isScreen: true }), event).sound, "answer");
  assert.deepEqual(say(phone(), event), {});
});

test("a player hears his own points, the room who leads", () => {
  const event = { type: "final-round-scores", data: { roundNumber: 1, ...RESULTS } };
  assert.equal(say(phone(), event).words, "You got +25 and have 25 points, 2nd of 2.");
  const screen = new PartyStory({ isScreen: true });
  assert.equal(say(screen, event, model(party(), { you: undefined })).words, "Eve leads.");
});

test("the results and what is out are said with their answers", () => {
  const revealed = say(phone(), { type: "all-votes-submitted", data: RESULTS });
  assert.match(revealed.words, /“Mercury”.*“constructor”/);
  const out = { eliminatedAnswer: "Mars", tieOccurred: false, voteCounts: {} };
  assert.match(say(phone(), { type: "elimination-complete", data: out }).words, /“Mars” was/);
  const none = { eliminatedAnswer: null, tieOccurred: true, voteCounts: {} };
  assert.match(say(phone(), { type: "elimination-complete", data: none }).words, /tie/);
});

test("who comes, leaves or is removed is said, and what a later server adds is passed over", () => {
  const words = (type, data) => say(phone(), { type, data }).words;
  assert.match(words("player-joined", { player: { name: "Eve" } }), /Eve/);
  assert.match(words("player-left", { playerName: "Eve" }), /Eve has left/);
  assert.match(words("player-kicked", { playerName: "Eve" }), /removed/);
  assert.match(words("room-locked", { locked: true }), /locked/);
  assert.equal(words("something-new", {}), undefined);
});

/** Parties of which another player each is the host. */
const hostedBy = (...ids) =>
  party({
    players: [ADA, BOB, EVE].map((player) => ({
      ...player,
      isHost: ids.includes(player.playerId),
    })),
  });

test("a new host is told so, once, and the others who it is", () => {
  const story = phone();
  story.shown(hostedBy("p-bob"));
  const mine = story.viewed(model(hostedBy("p-ada")));
  assert.deepEqual(mine, { words: "You are the host now.", notice: true });
  assert.deepEqual(story.viewed(model(hostedBy("p-ada"))), {});
  assert.equal(story.viewed(model(hostedBy("p-bob"))).words, "Bob is the host now.");
  const screen = new PartyStory({ isScreen: true });
  screen.shown(hostedBy("p-ada"));
  const told = screen.viewed(model(hostedBy("p-eve"), { you: undefined }));
  assert.deepEqual(told, { words: "Eve is the host now.", notice: true });
});

test("the first host is no news, nor the same one after a while without, nor any at the end", () => {
  const story = phone();
  story.shown(party({ players: [] }));
  assert.deepEqual(story.viewed(model(hostedBy("p-ada"))), {});
  assert.deepEqual(story.viewed(model(hostedBy())), {});
  assert.deepEqual(story.viewed(model(hostedBy("p-ada"))), {});
  const final = { ...hostedBy("p-bob"), phase: "final" };
  assert.deepEqual(story.viewed(model(final)), {});
  story.shown(hostedBy("p-eve"));
  assert.deepEqual(story.viewed(model(hostedBy("p-eve"))), {}, "another room");
});

test("an end without a winner says that and why, without a sound and without confetti", () => {
  const standings = [{ seat: 0, playerId: "p-ada", name: "Ada", place: 2, statistics: {} }];
  const end = (more) => endMoment({ winner: "", winners: [], standings, ...more }, YOU_ADA);
  assert.deepEqual(end({ reason: "too-few-players" }), {
    words: "The party is over. Nobody won. Too few players were left, so it ended early.",
  });
  assert.match(end({ reason: "completed" }).words, /Nobody won\. No round was scored\.$/);
  assert.deepEqual(end({ reason: "nobody-joined", standings: [] }), {
    words: "The party is over. Nobody has joined for an hour.",
  });
});

test("the end is said with the winner and one's own place, and there is confetti", () => {
  const standings = [
    { seat: 2, playerId: "p-eve", name: "Eve", place: 1, statistics: {} },
    { seat: 0, playerId: "p-ada", name: "Ada", place: 2, statistics: {} },
  ];
  const told = endMoment({ winner: "Eve", winners: ["p-eve"], standings }, YOU_ADA);
  assert.equal(told.words, "The party is over. Eve won. You are 2nd of 2.");
  assert.equal(told.confetti, true);
  assert.equal(endMoment({ winner: "", standings: [] }).confetti, undefined);
  assert.equal(warningMoment(10).words, "10 seconds left.");
});
