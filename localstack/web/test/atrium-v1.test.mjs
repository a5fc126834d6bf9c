import assert from "node:assert/strict";
import { test } from "node:test";
import { PACE } from "../arena-prediction.js";
import { CompactCodec, CompactFormatError, CompactViews, writeCommand } from "../atrium-v1.js";
import { bytesOf, goldenFrames, hexOf } from "./golden-frames.mjs";

const viewsOf = ({ room, game, tickRate, speed }) =>
  new CompactViews({ room, game, msPerTick: 1_000 / (tickRate * speed) });

const kindOf = (frame) => frame[0] & 0x0f;

for (const [name, keyframes, deltas, commands] of [
  ["blitz-1.frames", 3, 80, 10],
  ["siege-1.frames", 4, 50, 10],
  ["practice-1.frames", 3, 60, 10],
  ["edges-1.frames", 2, 2, 11],
]) {
  test(`${name}: frames are read into the messages that JSON would have brought`, () => {
    const { head, server } = goldenFrames(name);
    const views = viewsOf(head);
    for (const { frame, messages } of server) {
      assert.deepEqual(views.read(frame), messages);
    }
    const count = (kind) => server.filter(({ frame }) => kindOf(frame) === kind).length;
    assert.ok(count(1) >= keyframes && count(2) >= deltas, "there is something to read");
  });

  test(`${name}: commands are written as they were`, () => {
    const { head, client } = goldenFrames(name);
    assert.ok(client.length >= commands);
    for (const { frame, message } of client) {
      assert.equal(hexOf(writeCommand(message, head)), frame);
    }
  });
}

test("a view that was read stays as it is when the next one is read", () => {
  const { head, server } = goldenFrames("blitz-1.frames");
  const views = viewsOf(head);
  const seen = server.map(({ frame }) => views.read(frame));
  assert.deepEqual(
    seen,
    server.map(({ messages }) => messages),
  );
});

test("the keyframe tells the rules' pace, and it is the documented one", () => {
  const { head, server } = goldenFrames("blitz-1.frames");
  const views = viewsOf(head);
  assert.equal(views.pace, undefined);
  views.read(server[0].frame);
  assert.deepEqual(views.pace, PACE);
});

test("after a frame that cannot be read only a keyframe leads on", () => {
  const { head, server } = goldenFrames("blitz-1.frames");
  const [keyframe, delta] = server;
  const views = viewsOf(head);
  assert.throws(() => views.read(delta.frame), CompactFormatError);
  views.read(keyframe.frame);
  assert.throws(() => views.read(new Uint8Array(0)), CompactFormatError);
  assert.throws(() => views.read(delta.frame), CompactFormatError);
  assert.deepEqual(views.read(keyframe.frame), keyframe.messages);
  assert.deepEqual(views.read(delta.frame), delta.messages);
});

test("what is no frame is refused for what it is", () => {
  const { head, server } = goldenFrames("edges-1.frames");
  const [{ frame }] = server;
  const refused = (bytes, message) =>
    assert.throws(() => viewsOf(head).read(bytes), { name: "CompactFormatError", message });
  refused(bytesOf("03010000"), /kind 3/);
  refused(bytesOf("21"), /kind 33/);
  refused(Uint8Array.of(...frame, 0), /that is none/);
  refused(Uint8Array.of(...frame, 5, 3), /allowed: below 3/);
  refused(Uint8Array.of(...frame, 5, 1, 0), /too many/);
  refused(frame.subarray(0, frame.length - 1), /too early/);
  refused(bytesOf("018000"), /more bytes than it takes/);
  refused(bytesOf("01ffffffffffffffffff01"), /more than nine/);
  refused(bytesOf("01ffffffffffffffff7f"), /allowed: 0-9007199254740991/);
  refused(bytesOf("01010101017f"), /127 things in 0 bytes/);
  refused(bytesOf("010101010102070100070100"), /do not rise/);
  refused(bytesOf("0101010101010001020000"), /allowed: 0-1/);
  refused(bytesOf("11010101010001017b"), /no JSON/);
  refused(bytesOf("11010101010001027b7d"), /without a type/);
  refused(bytesOf("1101010101000101ff"), /no UTF-8/);
  refused(new Uint8Array((1 << 20) + 1), /1048577 bytes/);
});

test("a game without a compact form has no frames", () => {
  const { head, server } = goldenFrames("blitz-1.frames");
  const views = viewsOf({ ...head, game: "party.hut" });
  assert.throws(() => views.read(server[0].frame), CompactFormatError);
  const [{ message }] = goldenFrames("blitz-1.frames").client;
  assert.equal(writeCommand(message, { game: "party.hut", seat: head.seat }), undefined);
});

test("what is odd about a command goes as JSON", () => {
  const seated = { game: "arena.blitz", seat: 3 };
  const move = { action: "move-warrior", room: "r", warriorId: "3-1", direction: "n", seq: 1 };
  assert.equal(hexOf(writeCommand(move, seated)), "03010100");
  for (const odd of [
    { action: "leave" },
    { warriorId: "2-1" },
    { warriorId: "3-01" },
    { warriorId: "3-100" },
    { warriorId: "3--1" },
    { warriorId: "3-1.5" },
    { warriorId: 3 },
    { warriorId: undefined },
    { direction: "up" },
    { seq: 0 },
    { seq: 1.5 },
    { seq: undefined },
    { at: null },
    { at: { x: 1.5, y: 0 } },
    { at: { x: 0 } },
    { at: { x: 2 ** 31, y: 0 } },
  ]) {
    assert.equal(writeCommand({ ...move, ...odd }, seated), undefined, JSON.stringify(odd));
  }
});

const ENTERED = { game: "arena.blitz", seat: 0, tickRate: 60, speed: 1 };
const entered = (more = {}) => JSON.stringify({ type: "entered", data: { ...ENTERED, ...more } });

test("a socket's codec speaks JSON until the server has sent a binary view", () => {
  const { head, server, client } = goldenFrames("blitz-1.frames");
  const [{ message, frame }] = client;
  const codec = new CompactCodec(head.room);
  assert.deepEqual(codec.subprotocols, ["atrium.v1"]);
  assert.equal(codec.encode(message), JSON.stringify(message));
  assert.throws(() => codec.decode(server[0].frame.buffer), CompactFormatError);
  assert.deepEqual(codec.decode(entered()), [{ type: "entered", data: ENTERED }]);
  assert.equal(codec.encode(message), JSON.stringify(message));
  assert.deepEqual(codec.decode(server[0].frame.buffer), server[0].messages);
  assert.equal(hexOf(codec.encode(message)), frame);
  for (const other of [{ id: "r1" }, { room: "another" }, { action: "ping" }]) {
    const spoken = { ...message, ...other };
    assert.equal(codec.encode(spoken), JSON.stringify(spoken));
  }
});

test("a room at twenty times the speed has its end twenty times as near", () => {
  const { head, server } = goldenFrames("blitz-1.frames");
  const codec = new CompactCodec(head.room);
  codec.decode(entered({ speed: 20 }));
  const [{ tick, data }] = codec.decode(server[0].frame.buffer);
  const [slow] = server[0].messages;
  const startMs = slow.data.endsAt - Math.round(((5_400 - tick) * 1_000) / 60);
  assert.equal(data.endsAt, startMs + Math.round(((5_400 - tick) * 1_000) / 1_200));
});

test("who enters again on the same socket goes on with deltas", () => {
  const { head, server } = goldenFrames("blitz-1.frames");
  const codec = new CompactCodec(head.room);
  codec.decode(entered());
  codec.decode(server[0].frame.buffer);
  codec.decode(entered());
  assert.deepEqual(codec.decode(server[1].frame.buffer), server[1].messages);
});

test("text that is no JSON is no matter of the subprotocol", () => {
  assert.throws(() => new CompactCodec("r").decode("{"), SyntaxError);
});
