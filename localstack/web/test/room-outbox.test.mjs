import assert from "node:assert/strict";
import { test } from "node:test";
import { comeBack, enterRoom, view } from "./room-stage.mjs";

/** Of one host, and what its rooms take: `arena.blitz` has the most. */
const TAKEN_AT_ONCE = 40;

let lastTick = 0;
const say = (world, more) => world.socket.say(view((lastTick += 3), more));
const numbers = (messages) => messages.map(({ seq }) => seq);
const upTo = (count) => Array.from({ length: count }, (_, index) => index + 1);

const refusal = (code, seq, more) => ({
  type: "error",
  data: { code, message: code, action: "draw", retryable: true, seq, ...more },
});

/** Sends commands of that kind until so many are on their way. */
async function sendMany(world, room, count, send) {
  for (let sent = 0; sent < count; sent++) {
    send(sent);
    say(world);
    await world.pass(50);
  }
  assert.equal(room.pendingCommands.length, count);
}

test("a hundred commands are sent again in their order, at the pace of new ones", async () => {
  const { world, room, heard } = await enterRoom();
  say(world);
  await sendMany(world, room, 100, (card) => room.act("draw", { card }));
  world.socket.drop(1006);
  await comeBack(world, { epoch: 2 });
  const left = [];
  room.on("sent", ({ seq }) => left.push([world.nowMs, seq]));
  room.act("draw", { card: "new" });
  while (left.length < 101 && world.nowMs < 60_000) {
    say(world, { epoch: 2 });
    await world.pass(50);
  }
  assert.deepEqual(numbers(world.socket.all("draw")), upTo(101), "new ones last, and none twice");
  for (const [atMs] of left) {
    const inSecond = left.filter(([otherMs]) => otherMs >= atMs && otherMs < atMs + 1_000).length;
    assert.ok(inSecond <= 24 && inSecond < TAKEN_AT_ONCE, `${inSecond} in a second`);
  }
  assert.deepEqual(heard.refused, []);
});

test("what is stored meanwhile is not sent again, and a second loss begins anew", async () => {
  const { world, room } = await enterRoom();
  say(world);
  await sendMany(world, room, 60, (card) => room.act("draw", { card }));
  world.socket.drop(1006);
  await comeBack(world, { epoch: 2 });
  await world.pass(1_000);
  say(world, { epoch: 2 });
  assert.deepEqual(numbers(world.socket.all("draw")), upTo(24));
  say(world, { epoch: 2, applied: { 2: 50 }, durable: { 2: 50 } });
  await world.pass(1_000);
  assert.deepEqual(numbers(world.socket.all("draw")).slice(24), upTo(60).slice(50));
  world.socket.drop(1006);
  await comeBack(world, { epoch: 3 });
  await world.pass(1_000);
  say(world, { epoch: 3, applied: { 2: 50 }, durable: { 2: 50 } });
  assert.deepEqual(numbers(world.socket.all("draw")), upTo(60).slice(50));
});

test("of a warrior's moves the last is sent again: it is steered again at once", async () => {
  const { world, room } = await enterRoom();
  say(world);
  await sendMany(world, room, 100, (turn) =>
    room.move(`2-${turn % 3}`, ["n", "e", "s", "w"][turn % 4]),
  );
  world.socket.drop(1006);
  await comeBack(world, { epoch: 2 });
  await world.pass(1_000);
  say(world, { epoch: 2 });
  room.move("2-0", "stop");
  assert.deepEqual(numbers(world.socket.all("move-warrior")), [98, 99, 100, 101]);
});

test("a command that is refused as unavailable is sent again under its number", async () => {
  const { world, room, heard } = await enterRoom();
  say(world);
  for (const card of [1, 2, 3]) {
    room.act("draw", { card });
  }
  for (const seq of [1, 2, 3]) {
    world.socket.say(refusal("unavailable", seq));
  }
  room.act("draw", { card: 4 });
  assert.equal(world.socket.all("draw").length, 3, "not at once");
  await world.pass(450);
  assert.deepEqual(
    world.socket.all("draw").map(({ seq, card }) => [seq, card]),
    [
      [1, 1],
      [2, 2],
      [3, 3],
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ],
  );
  await world.pass(5_000);
  assert.equal(world.socket.all("draw").length, 7, "once for each refusal");
  assert.deepEqual(heard.refused, []);
  assert.deepEqual(numbers(room.pendingCommands), [1, 2, 3, 4]);
});

test("who is told when to send again waits so long, but two seconds at most", async () => {
  for (const [retryAfterMs, earliestMs, latestMs] of [
    [1_200, 1_200, 1_250],
    [60_000, 1_950, 2_050],
  ]) {
    const { world, room } = await enterRoom();
    say(world);
    room.act("draw");
    world.socket.say(refusal("unavailable", 1, { retryAfterMs }));
    await world.pass(earliestMs - 1);
    assert.equal(world.socket.all("draw").length, 1);
    await world.pass(latestMs - earliestMs);
    assert.deepEqual(numbers(world.socket.all("draw")), [1, 1]);
  }
});

test("a room that stays unavailable is asked ever less, and in the end that is told", async () => {
  const { world, room, heard } = await enterRoom();
  say(world);
  room.act("draw");
  let answered = 0;
  const waits = [];
  for (let lastMs = world.nowMs; world.nowMs < 300_000 && heard.refused.length === 0; ) {
    const sent = world.socket.all("draw");
    if (sent.length > answered) {
      answered = sent.length;
      waits.push(world.nowMs - lastMs);
      lastMs = world.nowMs;
      world.socket.say(refusal("unavailable", sent.at(-1).seq));
    }
    await world.pass(50);
  }
  assert.equal(heard.refused[0]?.code, "unavailable");
  assert.ok(waits.slice(1, 4).every((wait, index, all) => index === 0 || wait > all[index - 1]));
  assert.ok(Math.max(...waits) <= 2_100, `${waits}`);
  assert.ok(world.nowMs >= 30_000, `given up after ${world.nowMs} ms`);
  assert.deepEqual(room.pendingCommands, [], "nothing of it has happened, nor will it");
});

test("what is unavailable and no command of ours is told", async () => {
  const { world, heard } = await enterRoom();
  say(world);
  world.socket.say(refusal("unavailable", 77));
  world.socket.say(refusal("unavailable", undefined));
  assert.deepEqual(
    heard.refused.map(({ code }) => code),
    ["unavailable", "unavailable"],
  );
});

test("a strict room's accepted is an answer, and no event of the game", async () => {
  const { world, room, heard } = await enterRoom();
  say(world);
  room.act("draw");
  world.socket.say({ type: "accepted", room: "room-1", epoch: 1, data: { seq: 1 } });
  assert.deepEqual(heard.event, []);
  assert.deepEqual(heard.refused, []);
});

test("a command that meets a closing socket is kept, and so are those behind it", async () => {
  const { world, room } = await enterRoom();
  say(world);
  world.socket.readyState = 2;
  room.act("draw", { card: 1 });
  room.act("draw", { card: 2 });
  world.socket.drop(1006);
  await comeBack(world, { epoch: 2 });
  say(world, { epoch: 2 });
  assert.deepEqual(numbers(world.socket.all("draw")), [1, 2]);
});
