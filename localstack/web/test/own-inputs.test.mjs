import assert from "node:assert/strict";
import { test } from "node:test";
import {
  canonicalCommand,
  firstLink,
  nextLink,
  OwnInputs,
  RANGES_MAX,
} from "../atrium-own-inputs.js";
import { comeBack, enterRoom, view } from "./room-stage.mjs";

const SEAT = 2;
let lastTick = 0;
const say = (world, more) => world.socket.say(view((lastTick += 3), more));
const stored = (applied, durable, more = {}) => ({
  applied: { [SEAT]: applied },
  durable: { [SEAT]: durable },
  ...more,
});
const refused = (code, seq) => ({
  type: "error",
  room: "room-1",
  data: { code, message: code, action: "move-warrior", retryable: false, seq },
});

async function enter(options) {
  const entered = await enterRoom(options);
  const records = [];
  entered.room.on("own-inputs", (record) => records.push(record));
  say(entered.world);
  return { ...entered, records };
}

/** The chain over these messages, as they were sent. */
async function chainOf(messages, roomId = "room-1") {
  let link = await firstLink(roomId, SEAT);
  for (const { action, seq, warriorId, direction } of messages) {
    link = await nextLink(link, { action, seq, warriorId, direction });
  }
  return link;
}

/** The last record, once so many commands are in it; hashing takes as long as it takes. */
async function lastOf(world, records, count) {
  for (let turn = 0; turn < 2_000 && !(records.at(-1)?.count >= count); turn++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await world.settle();
  return records.at(-1);
}

test("what a view names as stored is in the chain, and nothing else", async () => {
  const { world, room, records } = await enter();
  room.move("2-0", "n");
  room.move("2-1", "s");
  room.move("2-0", "e");
  say(world, stored(3, 2));
  const sent = world.socket.all("move-warrior");
  const record = await lastOf(world, records, 2);
  assert.deepEqual(record, {
    roomId: "room-1",
    seat: SEAT,
    count: 2,
    hash: await chainOf(sent.slice(0, 2)),
    ranges: [[1, 2]],
  });
  say(world, stored(3, 3));
  assert.equal((await lastOf(world, records, 3)).hash, await chainOf(sent));
});

test("a command that was refused is not in it, though a later one is stored", async () => {
  const { world, room, records } = await enter();
  room.move("2-0", "n");
  room.move("2-1", "s");
  room.move("2-0", "e");
  world.socket.say(refused("warrior-fallen", 2));
  say(world, stored(3, 3));
  const [first, , third] = world.socket.all("move-warrior");
  const record = await lastOf(world, records, 2);
  assert.deepEqual(record.ranges, [
    [1, 1],
    [3, 3],
  ]);
  assert.equal(record.hash, await chainOf([first, third]));
});

test("a command that comes again under a new number is in it once", async () => {
  const { world, room, records } = await enter();
  room.move("2-0", "n");
  const refusal = refused("rate-limited", 1);
  world.socket.say({ ...refusal, data: { ...refusal.data, retryAfterMs: 100 } });
  await world.pass(200);
  say(world, stored(2, 2));
  const record = await lastOf(world, records, 1);
  assert.deepEqual(record.ranges, [[2, 2]]);
  assert.equal(record.hash, await chainOf([world.socket.last("move-warrior")]));
});

test("after a takeover what the new owner took is in it, and no more", async () => {
  const { world, room, records } = await enter();
  room.move("2-0", "n");
  room.move("2-0", "e");
  room.move("2-1", "s");
  const [, second, third] = world.socket.all("move-warrior");
  world.socket.drop(4503);
  await comeBack(world, { epoch: 2 });
  // The new owner has none of them; the first is not sent again, for the second replaced it.
  say(world, stored(0, 0, { epoch: 2 }));
  await world.pass(1_000);
  assert.deepEqual(
    world.socket.all("move-warrior").map(({ seq }) => seq),
    [2, 3],
  );
  say(world, stored(3, 3, { epoch: 2 }));
  const record = await lastOf(world, records, 2);
  assert.deepEqual(record.ranges, [[2, 3]]);
  assert.equal(record.hash, await chainOf([second, third]));
});

test("what was on its way when the connection broke is left out", async () => {
  const { world, room, records } = await enter();
  room.move("2-0", "n");
  room.move("2-1", "s");
  world.socket.drop(1006);
  await comeBack(world);
  say(world, stored(2, 2));
  room.move("2-0", "w");
  await world.pass(1_000);
  say(world, stored(3, 3));
  const record = await lastOf(world, records, 1);
  assert.deepEqual(record.ranges, [[3, 3]]);
  assert.equal(record.hash, await chainOf([world.socket.last("move-warrior")]));
});

test("a page that was loaded again goes on where the last one was", async () => {
  const kept = {
    roomId: "room-1",
    seat: SEAT,
    count: 5,
    hash: "ab".repeat(32),
    ranges: [[1, 5]],
  };
  const { world, room, records } = await enter({ ownInputs: kept });
  say(world, stored(8, 8));
  room.move("2-0", "n");
  await world.pass(1_000);
  say(world, stored(9, 9));
  const record = await lastOf(world, records, 6);
  assert.deepEqual(record.ranges, [
    [1, 5],
    [9, 9],
  ]);
  assert.equal(record.count, 6);
  const { action, seq, warriorId, direction } = world.socket.last("move-warrior");
  assert.equal(
    record.hash,
    await nextLink(kept.hash, { action, seq, warriorId, direction }),
  );
});

test("a number that an earlier page may have used too is not taken for one's own", async () => {
  // The play runs already: what an earlier page sent last waits for the next tick, and no view
  // names it before that. The room takes it for the first of that number, and ours for a repeat.
  const state = { phase: "fighting", warriors: [], powerUps: [] };
  const { world, room } = await enterRoom({}, { tick: 300, state });
  const records = [];
  room.on("own-inputs", (record) => records.push(record));
  world.socket.say(view(300, stored(5, 5)));
  room.move("2-0", "n");
  assert.equal(world.socket.last("move-warrior").seq, 6);
  world.socket.say(view(303, stored(6, 6)));
  room.move("2-0", "e");
  world.socket.say(view(306, stored(7, 7)));
  const record = await lastOf(world, records, 1);
  assert.deepEqual(record.ranges, [[7, 7]]);
  assert.equal(record.hash, await chainOf([world.socket.last("move-warrior")]));
});

test("nor is one that is sent again before the room has gone on", async () => {
  const state = { phase: "fighting", warriors: [], powerUps: [] };
  const { world, room } = await enterRoom({}, { tick: 300, state });
  const records = [];
  room.on("own-inputs", (record) => records.push(record));
  world.socket.say(view(300, stored(5, 5)));
  room.move("2-0", "n");
  world.socket.drop(1006);
  await comeBack(world);
  world.socket.say(view(300, { ...stored(5, 5), seq: 301 }));
  await world.pass(1_000);
  assert.deepEqual(
    world.socket.all("move-warrior").map(({ seq }) => seq),
    [6],
  );
  world.socket.say(view(303, stored(6, 6)));
  room.move("2-0", "e");
  await world.pass(1_000);
  world.socket.say(view(306, stored(7, 7)));
  assert.deepEqual((await lastOf(world, records, 1)).ranges, [[7, 7]]);
});

test("in a match that has not begun the first command is one's own", async () => {
  const { world, room, records } = await enter();
  room.move("2-0", "n");
  say(world, stored(1, 1));
  assert.deepEqual((await lastOf(world, records, 1)).ranges, [[1, 1]]);
});

test("a refusal without a number may be of any command, and more follow in silence", async () => {
  const { world, room, records } = await enter();
  room.move("2-0", "n");
  room.move("2-1", "s");
  // Of the second; the room has no word for what the connection itself refused unread.
  const data = { code: "rate-limited", message: "m", action: "", retryable: true };
  world.socket.say({ type: "error", data: { ...data, retryAfterMs: 17 } });
  await world.pass(500);
  room.move("2-0", "e");
  say(world, stored(3, 3));
  await world.pass(600);
  room.move("2-0", "w");
  say(world, stored(4, 4));
  const record = await lastOf(world, records, 1);
  assert.deepEqual(record.ranges, [[4, 4]]);
  assert.equal(record.hash, await chainOf([world.socket.last("move-warrior")]));
});

test("what was kept of another room or seat is not gone on with", async () => {
  const inputs = new OwnInputs("room-1", undefined, { roomId: "room-2", seat: SEAT, count: 5 });
  assert.equal((await inputs.begin(SEAT)).count, 0);
  const seat = new OwnInputs("room-1", undefined, { roomId: "room-1", seat: 1, count: 5 });
  assert.equal((await seat.begin(SEAT)).count, 0);
});

test("no more ranges are kept than the limit; what is beyond is left out", async () => {
  const inputs = new OwnInputs("room-1");
  await inputs.begin(SEAT);
  const every = Array.from({ length: RANGES_MAX + 10 }, (_, index) => ({
    action: "draw",
    seq: 2 * index + 1,
  }));
  const full = await inputs.add(every);
  assert.equal(full.ranges.length, RANGES_MAX);
  assert.equal(full.count, RANGES_MAX);
  const again = await inputs.add([every[3]]);
  assert.deepEqual(again, full, "a number counts once");
});

test("a command's text does not depend on the order of its fields", () => {
  assert.equal(
    canonicalCommand({ seq: 3, action: "a", at: { y: 2, x: 1 }, none: undefined, list: [2, 1] }),
    '{"action":"a","at":{"x":1,"y":2},"list":[2,1],"seq":3}',
  );
});
