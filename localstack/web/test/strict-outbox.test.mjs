import assert from "node:assert/strict";
import { test } from "node:test";
import { enterRoom, letIn, newRoom, nextSocket, state, told, watched } from "./strict-stage.mjs";

const votes = ({ socket }) => socket.all("submit-final-vote");
const numbers = (world) => votes(world).map(({ seq, vote }) => [seq, vote]);
const accept = ({ socket }, seq) => socket.answer("submit-final-vote", "accepted", { seq });

const vote = (room, answer) => watched(room.command("submit-final-vote", { vote: answer }));

test("a command is settled by its own answer, and by no view", async () => {
  const { world, room } = await enterRoom();
  const first = vote(room, "a");
  await world.settle();
  world.socket.say(state({ applied: { 2: 1 }, durable: { 2: 1 } }));
  await world.settle();
  assert.deepEqual([first.settled, room.waitingCommands], [false, 1]);
  accept(world, 1);
  await world.settle();
  assert.deepEqual([first.settled, first.code, room.waitingCommands], [true, undefined, 0]);
});

test("one leaves after the other, so that no number is ever left out", async () => {
  const { world, room } = await enterRoom();
  const outcomes = ["a", "b", "c"].map((answer) => vote(room, answer));
  await world.settle();
  assert.deepEqual(numbers(world), [[1, "a"]]);
  world.socket.refuse("submit-final-vote", "own-answer", { seq: 1 });
  await world.settle();
  assert.deepEqual(numbers(world), [
    [1, "a"],
    [2, "b"],
  ]);
  accept(world, 2);
  await world.settle();
  accept(world, 3);
  await world.settle();
  assert.deepEqual(
    outcomes.map(({ settled, code }) => [settled, code]),
    [
      [true, "own-answer"],
      [true, undefined],
      [true, undefined],
    ],
  );
});

test("a lost connection leaves it open, and the next one sends it under its number", async () => {
  const { world, room } = await enterRoom({ token: () => "session" });
  const first = vote(room, "a");
  const second = vote(room, "b");
  await world.settle();
  world.socket.drop(1006);
  await nextSocket(world);
  await letIn(world);
  assert.equal(world.socket.last("resume").lastEpoch, 1);
  assert.deepEqual(numbers(world), [[1, "a"]]);
  accept(world, 1);
  await world.settle();
  accept(world, 2);
  await world.settle();
  assert.deepEqual([first.settled, second.settled, second.code], [true, true, undefined]);
});

test("so does a room that moves to another host", async () => {
  const { world, room } = await enterRoom();
  const first = vote(room, "a");
  await world.settle();
  world.socket.say(told("room-moved", { direct: "ws://host-b/play", epoch: 2 }));
  await world.settle();
  assert.equal(world.socket.url, "ws://host-b/play");
  await letIn(world, {}, { room: "party-1", epoch: 2 });
  assert.deepEqual(numbers(world), [[1, "a"]]);
  accept(world, 1);
  await world.settle();
  assert.deepEqual([first.settled, first.code], [true, undefined]);
});

test("a command that got no answer in time is sent again, and its late answer counts", async () => {
  const { world, room } = await enterRoom();
  const first = vote(room, "a");
  await world.settle();
  const { id } = votes(world)[0];
  await world.pass(9_000);
  world.socket.say(state());
  await world.pass(1_050);
  assert.deepEqual(numbers(world), [
    [1, "a"],
    [1, "a"],
  ]);
  world.socket.say({ type: "accepted", id, data: { seq: 1 } });
  await world.settle();
  assert.equal(first.settled, true);
});

test("what nothing came of is said again under its number, ever more slowly", async () => {
  for (const code of ["unavailable", "busy", "rate-limited", "room-frozen"]) {
    const { world, room } = await enterRoom();
    const first = vote(room, "a");
    await world.settle();
    world.socket.refuse("submit-final-vote", code, { seq: 1, retryable: true });
    await world.settle();
    assert.equal(votes(world).length, 1, "not at once");
    await world.pass(450);
    assert.deepEqual(numbers(world), [
      [1, "a"],
      [1, "a"],
    ]);
    accept(world, 1);
    await world.settle();
    assert.deepEqual([first.settled, first.code], [true, undefined], code);
  }
});

test("that ends: then whoever gave it hears the refusal, and the next one goes on", async () => {
  const { world, room } = await enterRoom();
  const first = vote(room, "a");
  const second = vote(room, "b");
  await world.settle();
  let refused = 0;
  while (!first.settled && world.nowMs < 300_000) {
    if (votes(world).length > refused) {
      refused = votes(world).length;
      world.socket.refuse("submit-final-vote", "unavailable", { seq: 1 });
    }
    world.socket.say(state());
    await world.pass(50);
  }
  assert.equal(first.code, "unavailable");
  assert.ok(world.nowMs > 30_000 && world.nowMs < 90_000, `${world.nowMs} ms`);
  assert.deepEqual(numbers(world).at(-1), [2, "b"]);
  assert.equal(second.settled, false);
});

test("who is to wait for longer than anybody waits is told at once", async () => {
  const { world, room } = await enterRoom();
  const first = vote(room, "a");
  await world.settle();
  world.socket.refuse("submit-final-vote", "rate-limited", { seq: 1, retryAfterMs: 30_000 });
  await world.settle();
  assert.equal(first.code, "rate-limited");
});

test("a number that was passed is given up for a new one, a few times", async () => {
  const { world, room } = await enterRoom();
  const first = vote(room, "a");
  await world.settle();
  for (let turn = 1; turn <= 5; turn++) {
    assert.equal(votes(world).at(-1).seq, turn);
    world.socket.refuse("submit-final-vote", "command-passed", { seq: turn });
    await world.settle();
  }
  assert.equal(first.code, "command-passed");
});

test("a page that is loaded anew goes on behind the numbers of the one before", async () => {
  const { world, room, heard } = await enterRoom({ nextSeq: 7 });
  vote(room, "a");
  await world.settle();
  assert.equal(votes(world)[0].seq, 7);
  assert.deepEqual(heard.numbered, [8]);
});

test("without that it begins where the room says, behind refused numbers too", async () => {
  const { world, room, entering } = await newRoom();
  await letIn(world, { nextSeq: 41 });
  await entering;
  vote(room, "a");
  await world.settle();
  assert.equal(votes(world)[0].seq, 41);
});

test("a command waits until it is known which numbers are used", async () => {
  const { world, room, entering } = await newRoom();
  await letIn(world);
  await entering;
  vote(room, "a");
  await world.pass(1_000);
  assert.equal(votes(world).length, 0);
  world.socket.say(state({ applied: { 2: 40 } }));
  await world.settle();
  assert.equal(votes(world)[0].seq, 41);
});

test("a refusal that is about no command settles none that has not left yet", async () => {
  const { world, room, entering } = await newRoom();
  await letIn(world);
  await entering;
  const voted = vote(room, "a");
  await world.settle();
  world.socket.say({ type: "error", data: { code: "malformed", message: "No." } });
  world.socket.say(state({ applied: { 2: 40 } }));
  await world.settle();
  assert.equal(votes(world)[0].seq, 41);
  world.socket.say(told("accepted", { seq: 41 }));
  await world.settle();
  assert.deepEqual([voted.settled, voted.code], [true, undefined]);
});

test("who waits when the room is left for good is told why", async () => {
  const { world, room, heard } = await enterRoom();
  const first = vote(room, "a");
  await world.settle();
  world.socket.say(told("room-closed", { reason: "kicked" }));
  await world.settle();
  assert.equal(first.code, "kicked");
  assert.equal(heard.closed[0].code, "kicked");
  await assert.rejects(room.command("submit-final-vote", { vote: "b" }), { code: "kicked" });
});

test("more than sixteen without an answer are refused here", async () => {
  const { world, room } = await enterRoom();
  for (let count = 0; count < 16; count++) {
    vote(room, `${count}`);
  }
  const last = vote(room, "one too many");
  await world.settle();
  assert.equal(last.code, "too-many-requests");
  assert.equal(room.waitingCommands, 16);
});
