import assert from "node:assert/strict";
import { test } from "node:test";
import { isLast, OwnMatches, ownMatchOf, SHOWN_AT_ONCE, whenWords } from "../own-matches.js";

const kept = (roomId, seat = 1) => ({ roomId, seat, playedAt: 5_000, game: "arena.blitz" });
const standing = (seat, playerId, place) => ({ seat, playerId, place, name: "n", statistics: {} });
const record = (more = {}) => ({
  roomId: "r",
  game: "arena.siege",
  status: "finished",
  settled: true,
  outcomeHash: "ab",
  players: [{ seat: 0, playerId: "q" }],
  standings: [standing(0, "q", 1), standing(1, "p", 2)],
  ...more,
});
const stakes = (state, more = {}) => ({
  feePerWarrior: 100,
  state,
  entries: [{ playerId: "p", warriors: 2, amount: 200, refunded: 0 }],
  pot: 300,
  ...more,
});

test("a match is told by its place, and can be watched and verified", () => {
  assert.deepEqual(ownMatchOf(kept("r"), record(), "p"), {
    roomId: "r",
    title: "Siege",
    playedAt: 5_000,
    came: "2nd of 2",
    paid: undefined,
    proven: true,
  });
  assert.equal(ownMatchOf(kept("r"), record({ outcomeHash: undefined }), "p").proven, false);
});

test("what came of the stakes stands beside the place", () => {
  const paid = { payouts: { players: [{ playerId: "p", amount: 250 }], platform: 9, burn: 6 } };
  const words = (pot, more) => ownMatchOf(kept("r"), record({ stakes: pot, ...more }), "p").paid;
  assert.equal(
    words(stakes("paid", paid)),
    "You were paid 250 from the pot: 50 more than your entry.",
  );
  assert.equal(words(stakes("paying")), "The pot of 300 is being paid out …");
  const running = { status: "playing", standings: undefined, players: [standing(1, "p")] };
  assert.equal(words(stakes("open"), running), undefined);
});

test("one that runs, or came to nothing, says so", () => {
  const players = [{ seat: 1, playerId: "p" }];
  const running = ownMatchOf(
    kept("r"),
    record({ status: "playing", standings: undefined, players, outcomeHash: undefined }),
    "p",
  );
  assert.deepEqual([running.came, running.proven], ["not over yet", false]);
  const none = ownMatchOf(kept("r"), record({ status: "void", standings: null, players }), "p");
  assert.deepEqual([none.came, none.proven], ["did not count", false]);
});

test("a match of another who signed in here is not shown", () => {
  assert.equal(ownMatchOf(kept("r"), record(), "q"), undefined, "his was another seat");
  assert.equal(ownMatchOf(kept("r", 0), record(), "p"), undefined);
  assert.equal(ownMatchOf(kept("r"), record(), "stranger"), undefined);
});

test("a record is the last when the match is settled and its pot is closed", () => {
  assert.equal(isLast(record()), true);
  assert.equal(isLast(record({ settled: false })), false);
  assert.equal(isLast(record({ stakes: stakes("paying") })), false);
  assert.equal(isLast(record({ stakes: stakes("refunded") })), true);
  assert.equal(isLast(record({ status: "playing", settled: false })), false);
  assert.equal(isLast(record({ status: "void", settled: false })), true);
});

test("days are read as days", () => {
  assert.match(whenWords(Date.UTC(2026, 10, 22, 12)), /^2\d Nov, \d\d:\d\d$/);
});

/** A list over so many kept matches, and the rooms that were asked for. */
function list(count, answer = async (roomId) => record({ roomId })) {
  const asked = [];
  const world = { asked, playerId: "p", kept: Array.from({ length: count }, (_, i) => kept(`r${i}`)) };
  world.matches = new OwnMatches({
    match: (roomId) => {
      asked.push(roomId);
      return answer(roomId);
    },
    playerId: () => world.playerId,
    draw: () => {},
    kept: () => world.kept,
  });
  return world;
}

test("few are shown at once, all on demand, and none is asked for twice", async () => {
  const { matches, asked } = list(20);
  assert.equal(matches.rows, undefined);
  await matches.load();
  assert.deepEqual([matches.rows.length, matches.more], [SHOWN_AT_ONCE, true]);
  assert.equal(matches.rows[0].roomId, "r0");
  assert.ok(asked.length < 10, `${asked.length}`);
  await matches.load(20);
  assert.deepEqual([matches.rows.length, matches.more], [20, false]);
  assert.equal(asked.length, new Set(asked).size);
});

test("as many as are shown are no reason to show more", async () => {
  const { matches } = list(SHOWN_AT_ONCE);
  await matches.load();
  assert.deepEqual([matches.rows.length, matches.more], [SHOWN_AT_ONCE, false]);
});

test("what cannot be asked for is said, what is gone is not shown", async () => {
  const world = list(3, async (roomId) => {
    if (roomId === "r0") {
      throw Object.assign(new Error("gone"), { code: "room-not-found" });
    }
    if (roomId === "r1") {
      throw Object.assign(new Error("away"), { code: "unreachable" });
    }
    return record({ roomId });
  });
  await world.matches.load();
  assert.deepEqual(
    world.matches.rows.map(({ roomId }) => roomId),
    ["r2"],
  );
  assert.equal(world.matches.incomplete, true);
  await world.matches.load();
  assert.deepEqual(world.asked, ["r0", "r1", "r2", "r1"]);
});

test("another player sees none of the one before, nor a list that comes too late", async () => {
  let release;
  const slow = new Promise((resolve) => {
    release = resolve;
  });
  const world = list(1, async (roomId) => {
    await slow;
    return record({ roomId });
  });
  const loading = world.matches.load();
  world.playerId = undefined;
  await world.matches.load();
  release();
  await loading;
  assert.deepEqual(world.matches.rows, []);
  world.playerId = "p";
  await world.matches.load();
  assert.equal(world.matches.rows.length, 1);
});
