import assert from "node:assert/strict";
import { test } from "node:test";
import { RoomStream } from "../atrium-room-stream.js";

test("a number is taken once, and only behind the last", () => {
  const stream = new RoomStream();
  assert.equal(stream.heard(1), "current");
  assert.deepEqual(
    [3, 3, 2, 7].map((seq) => stream.takes(seq)),
    [true, false, false, true],
  );
  assert.deepEqual(stream.last, { epoch: 1, seq: 7 });
});

test("another owner begins anew, and the one before is not listened to any more", () => {
  const stream = new RoomStream();
  assert.equal(stream.heard(4), "current", "the first that is heard has taken nothing over");
  stream.takes(9);
  assert.equal(stream.heard(5), "rewound");
  assert.equal(stream.takes(1), true);
  assert.equal(stream.heard(4), "stale");
  assert.equal(stream.heard(undefined), "current");
  assert.deepEqual(stream.last, { epoch: 5, seq: 1 });
});

test("who enters anew is told nothing of before again, under the epoch that he knows", () => {
  const stream = new RoomStream();
  stream.heard(2);
  stream.takes(5);
  stream.begin();
  assert.deepEqual(stream.last, { epoch: 2, seq: -1 });
  assert.equal(stream.takes(5), true);
});
