import assert from "node:assert/strict";
import { test } from "node:test";
import { seatLook } from "../arena-palette.js";
import { MatchStory } from "../match-story.js";
import { awaitSettled, completionOf, POLL_WAITS_MS } from "../settled-board.js";
import { clock, describeError, ordinal } from "../words.js";

const record = (played) => ({ playerId: "p", statistics: { played } });
const board = (played) => ({ board: "blitz", entries: [{ playerId: "p", rank: 4, played }] });

/** Ports that answer from lists, the last one again and again. */
function ports(matches, records, boards) {
  const next = (list) => (list.length > 1 ? list.shift() : list[0]);
  const waited = [];
  return {
    waited,
    wait: async (waitMs) => waited.push(waitMs),
    wanted: () => true,
    match: async () => {
      const answer = next(matches);
      if (answer instanceof Error) {
        throw answer;
      }
      return { settled: answer };
    },
    player: async () => record(next(records)),
    board: async () => board(next(boards)),
  };
}

test("the board is shown when match, record and row all have the match", async () => {
  const slow = ports([new Error("404"), false, true], [2, 3], [2, 2, 3]);
  const { settled, board: shown } = await awaitSettled(slow, { playerId: "p", playedBefore: 2 });
  assert.equal(settled, true);
  assert.equal(shown.entries[0].played, 3);
  assert.equal(slow.waited.length, 5);
});

test("a player who is not among the first hundred is still settled", async () => {
  const ready = {
    ...ports([true], [1], [0]),
    board: async () => ({ board: "blitz", entries: [] }),
  };
  assert.equal((await awaitSettled(ready, { playerId: "p", playedBefore: 0 })).settled, true);
});

test("the wait for settlement is bounded, and ends when nobody looks any more", async () => {
  const never = ports([false], [0], [0]);
  assert.equal((await awaitSettled(never, { playerId: "p", playedBefore: 0 })).settled, false);
  assert.deepEqual(never.waited, [...POLL_WAITS_MS]);
  const left = { ...ports([true], [1], [1]), wanted: () => false };
  assert.equal((await awaitSettled(left, { playerId: "p", playedBefore: 0 })).settled, false);
  assert.equal(left.waited.length, 1);
});

test("a match record stands in for a missed game-complete", () => {
  const standings = [
    { seat: 1, playerId: "p-n", name: "Nero", place: 1 },
    { seat: 0, playerId: "p-l", name: "Livia", place: 1 },
    { seat: 2, playerId: "p-o", name: "Otho", place: 3 },
  ];
  const completion = completionOf({
    roomId: "r",
    status: "finished",
    ticks: 5_400,
    standings,
    settled: true,
  });
  assert.equal(completion.winner, "Nero & Livia");
  assert.deepEqual(completion.winners, ["p-n", "p-l"]);
  assert.equal(completion.ticks, 5_400);
  assert.equal(completionOf({ roomId: "r", status: "playing", settled: false }), undefined);
  assert.equal(completionOf(undefined), undefined);
});

test("the story names killer and victim, or the field, and keeps six entries", () => {
  const players = [
    { seat: 0, name: "Livia" },
    { seat: 12, name: "Nero" },
  ];
  const story = new MatchStory();
  story.tell({ type: "warrior-eliminated", data: { victim: "12-1", killer: "0-0" } }, players, 0);
  assert.equal(story.feed[0].killer.name, "Livia");
  assert.equal(story.feed[0].victim.name, "Nero");
  assert.equal(story.feed[0].own, true);
  assert.equal(story.sentences.at(-1).text, "You eliminated a warrior of Nero.");
  story.tell({ type: "warrior-eliminated", data: { victim: "0-0", killer: null } }, players, 0);
  assert.equal(story.feed[0].killer, undefined);
  assert.equal(story.sentences.at(-1).text, "Your warrior fell.");
  for (let more = 0; more < 10; more++) {
    story.tell({ type: "warrior-eliminated", data: { victim: "12-0", killer: null } }, players, 5);
  }
  assert.equal(story.feed.length, 6);
  assert.equal(new Set(story.feed.map(({ key }) => key)).size, 6);
  story.tell({ type: "something-new", data: {} }, players, 0);
});

test("who forfeits is told that he did, and the others that he did", () => {
  const players = [{ seat: 0, name: "Livia" }];
  const forfeited = { type: "player-forfeited", data: { seat: 0, reason: "speed" } };
  const story = new MatchStory();
  story.tell(forfeited, players, 0);
  assert.equal(story.sentences.at(-1).text, "You forfeited this game for unfair play. You may watch.");
  story.tell(forfeited, players, 1);
  assert.equal(story.sentences.at(-1).text, "Livia forfeited this game.");
});

test("no two of the first 32 seats look the same", () => {
  const looks = Array.from({ length: 32 }, (_, seat) => {
    const { colour, shape } = seatLook(seat);
    return `${colour} ${shape}`;
  });
  assert.equal(new Set(looks).size, 32);
});

test("errors are told in plain words, with the code always there", () => {
  assert.deepEqual(describeError({ code: "busy", message: "mailbox full" }), {
    words: "The server is busy. Try again in a moment.",
    code: "busy",
  });
  assert.deepEqual(describeError({ code: "never-heard-of", message: "Said by the server." }), {
    words: "Said by the server.",
    code: "never-heard-of",
  });
  assert.equal(describeError(new TypeError("x is not a function")).code, "unknown-error");
});

test("places and times read as people write them", () => {
  assert.deepEqual([1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal), [
    "1st",
    "2nd",
    "3rd",
    "4th",
    "11th",
    "12th",
    "13th",
    "21st",
    "112th",
  ]);
  assert.deepEqual([90, 59.2, 5, 0, -3].map(clock), ["1:30", "1:00", "0:05", "0:00", "0:00"]);
});
