import assert from "node:assert/strict";
import { test } from "node:test";
import { CompactCodec, CompactFormatError, CompactViews } from "../atrium-v1.js";
import { goldenFrames } from "./golden-frames.mjs";

const SEED = Number(process.env.ATRIUM_FUZZ_SEED ?? 20_261_121);
/** Of each of the four tests that draw frames: 100,000 in all. */
const ROUNDS = 25_000;
/** No frame of a real match takes a hundredth of that, on the slowest machine. */
const LARGEST_FRAME_MS_MAX = 2_000;

/** Numbers from 0 to 2^32 - 1, always the same of one seed (mulberry32). */
function dice(/** @type {number} */ seed) {
  let state = seed >>> 0;
  return (/** @type {number} */ below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let drawn = Math.imul(state ^ (state >>> 15), state | 1);
    drawn ^= drawn + Math.imul(drawn ^ (drawn >>> 7), drawn | 61);
    return ((drawn ^ (drawn >>> 14)) >>> 0) % below;
  };
}

/** How many values there are in it: what a frame has made, whatever its shape. */
function size(/** @type {unknown} */ value) {
  if (typeof value === "string") {
    return 1 + value.length;
  }
  if (value === null || typeof value !== "object") {
    return 1;
  }
  return Object.values(value).reduce((all, part) => all + size(part), 1);
}

/** A frame with some bytes wrong, doubled, cut short, of two halves, or nothing but chance. */
function mutated(draw, frames, index) {
  const frame = Uint8Array.from(frames[index]);
  switch (draw(5)) {
    case 0:
      return Uint8Array.from({ length: draw(96) }, () => draw(256));
    case 1: {
      const other = frames[draw(frames.length)];
      const cut = draw(frame.length + 1);
      return Uint8Array.of(...frame.subarray(0, cut), ...other.subarray(draw(other.length)));
    }
    default:
      for (let left = 1 + draw(3); left > 0; left--) {
        // Numbers at their bounds find more than others.
        frame[draw(frame.length)] = draw(2) === 0 ? draw(256) : [0, 0x7f, 0x80, 0xff][draw(4)];
      }
      return draw(4) === 0 ? frame.subarray(0, draw(frame.length)) : frame;
  }
}

for (const name of ["blitz-1.frames", "practice-1.frames", "edges-1.frames"]) {
  test(`${name}: whatever bytes come there is one error and nothing large (seed ${SEED})`, () => {
    const { head, server } = goldenFrames(name);
    const frames = server.map(({ frame }) => frame);
    const draw = dice(SEED);
    const views = new CompactViews({ ...head, msPerTick: 1_000 / 60 });
    let read = 0;
    let refused = 0;
    let before = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const index = draw(frames.length);
      // Mostly there is a view before, so that deltas get somewhere.
      if (draw(8) > 0) {
        before = size(views.read(keyframeBefore(frames, index)));
      }
      const frame = mutated(draw, frames, index);
      try {
        // A warrior that stayed has 11 values; a byte makes 12 at most, an acknowledgement two.
        const made = size(views.read(frame));
        assert.ok(made <= 64 + before + 16 * frame.length, `${made} of ${frame.length} bytes`);
        before = made;
        read++;
      } catch (error) {
        assert.ok(error instanceof CompactFormatError, `round ${round}: ${error}`);
        refused++;
      }
    }
    assert.ok(read > ROUNDS / 50 && refused > ROUNDS / 5, `${read} read, ${refused} refused`);
  });
}

function keyframeBefore(frames, index) {
  let at = index;
  while ((frames[at][0] & 0x0f) !== 1) {
    at--;
  }
  return frames[at];
}

test("frames in a row that are half right are read or refused, on one socket", () => {
  const { head, server } = goldenFrames("practice-1.frames");
  const frames = server.map(({ frame }) => frame);
  const draw = dice(SEED + 1);
  const codec = new CompactCodec(head.room);
  const data = { game: head.game, seat: 0, tickRate: 60, speed: 1 };
  codec.decode(JSON.stringify({ type: "entered", data }));
  for (let round = 0; round < ROUNDS; round++) {
    const index = round % frames.length;
    const frame = draw(3) === 0 ? mutated(draw, frames, index) : Uint8Array.from(frames[index]);
    try {
      codec.decode(frame.slice().buffer);
    } catch (error) {
      assert.ok(error instanceof CompactFormatError, `round ${round}: ${error}`);
    }
  }
});

/** The number in compact bytes. */
function n(value) {
  const bytes = [];
  for (; value > 0x7f; value = Math.floor(value / 0x80)) {
    bytes.push((value % 0x80) | 0x80);
  }
  return [...bytes, value];
}

test("the largest frames are read or refused in bounded time", () => {
  const head = [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 32, ...n(256), 0, ...n(8_192), 0, 0];
  const views = new CompactViews({ room: "r", game: "arena.blitz", msPerTick: 1 });
  /** How many warriors were read; none if the frame was refused. */
  const timed = (frame) => {
    const sinceMs = performance.now();
    let warriors;
    try {
      warriors = views.read(frame).at(-1).data.warriors.length;
    } catch (error) {
      assert.ok(error instanceof CompactFormatError, String(error));
    }
    const tookMs = performance.now() - sinceMs;
    assert.ok(tookMs < LARGEST_FRAME_MS_MAX, `${tookMs} ms`);
    return warriors;
  };
  // As many warriors as fit into a frame, then as many that came, the last ones first.
  const many = [];
  for (let seat = 999; seat >= 0; seat--) {
    for (let number = 87; number >= 0; number--) {
      many.push(...n(seat), number, 0, 0, 8, 1, 0, 0, 0, 0);
    }
  }
  assert.equal(timed(Uint8Array.from([...head, ...n(88_000), ...many])), 88_000);
  assert.equal(timed(Uint8Array.from([...head, 0])), 0);
  const came = [2, 1, 3, 16, ...n(88_000), ...many, ...new Array(11_000).fill(0)];
  assert.equal(timed(Uint8Array.from(came)), 88_000);
  // Promises of much, with nothing behind them.
  for (const count of [0x7fff_ffff, 2 ** 40, 2 ** 53 - 1]) {
    assert.equal(timed(Uint8Array.from([1, 1, 1, 1, 1, ...n(count)])), undefined);
    assert.equal(timed(Uint8Array.from([0x11, 1, 1, 1, 1, 0, ...n(count)])), undefined);
    assert.equal(timed(Uint8Array.from([...head, ...n(count), 0])), undefined);
  }
  timed(new Uint8Array(1 << 20).fill(1));
  timed(new Uint8Array(1 << 20).fill(0x11));
  // Events that nest as deep as a frame is long.
  const deep = new TextEncoder().encode("[".repeat(500_000));
  timed(Uint8Array.from([0x11, 1, 1, 1, 1, 0, 1, ...n(deep.length), ...deep]));
});
