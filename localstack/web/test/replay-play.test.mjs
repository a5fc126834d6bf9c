import assert from "node:assert/strict";
import { test } from "node:test";
import { AtriumError } from "../atrium-errors.js";
import { ReplayPlay } from "../replay-play.js";
import { goldenFrames } from "./golden-frames.mjs";

globalThis.cancelAnimationFrame = () => {};

const { head, server } = goldenFrames("blitz-1.frames");
const keyframes = server.flatMap(({ frame }, index) => ((frame[0] & 0x0f) === 1 ? [index] : []));
const tickAt = (index) => server[index].messages.find(({ tick }) => tick >= 0).tick;
const second = tickAt(keyframes[1]);
const TICKS = 5_400;

const page = (from, to, next) => ({
  roomId: head.room,
  game: head.game,
  rulesVersion: 1,
  tickRate: head.tickRate,
  viewRate: 10,
  ticks: TICKS,
  startedAt: 1_790_000_000_000,
  next,
  players: [{ seat: 0, playerId: "p", name: "Livia", icon: "fox", bot: false }],
  frames: server.slice(from, to).map(({ frame }) => Buffer.from(frame).toString("base64")),
});

/** A replay over a server that answers so, and what its page was told. */
function playOf(views) {
  const told = [];
  const errors = [];
  const atrium = {
    match: async () => {
      throw new Error("away");
    },
    replayViews: views,
  };
  const ports = {
    roomId: head.room,
    ownSeat: undefined,
    changed: () => told.push("changed"),
    failed: (error) => errors.push(error),
  };
  return { play: new ReplayPlay(atrium, ports), told, errors };
}

const settle = async () => {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

test("a replay knows by itself that it has failed, whatever message is dismissed", async () => {
  const gone = new AtriumError({ code: "not-found", message: "gone", status: 404 });
  const { play, errors } = playOf(async () => {
    throw gone;
  });
  assert.equal(play.view.waiting, true);
  assert.equal(play.view.failed, undefined);
  play.load();
  await settle();
  assert.deepEqual(errors, [gone]);
  assert.equal(play.view.failed, gone);
  assert.equal(play.view.waiting, false);
  assert.equal(play.view.ready, false);
});

test("one goes beyond what has come, which is asked for then, and what fails is tried again", async () => {
  const asked = [];
  const late = new AtriumError({ code: "busy", message: "late", retryable: true, retryAfterMs: 1e9 });
  let refusal = late;
  const { play, errors } = playOf(async (room, from) => {
    asked.push(from);
    if (from > 0 && refusal) {
      throw refusal;
    }
    return from === 0
      ? page(keyframes[0], keyframes[1], second)
      : page(keyframes[1], keyframes[2], null);
  });
  play.load();
  await settle();
  assert.deepEqual(asked, [0], "not the whole match at once");
  assert.equal(play.view.ready, true);
  play.seek(second + 3);
  assert.equal(play.tick, second + 3);
  assert.equal(play.view.waiting, true);
  await settle();
  assert.deepEqual(asked, [0, second]);
  assert.equal(play.view.failed, late);
  // Where there is something to see it is seen.
  play.seek(0);
  assert.equal(play.view.failed, undefined);
  play.toggle();
  assert.equal(play.view.playing, false);
  play.seek(second + 3);
  refusal = undefined;
  play.toggle();
  await settle();
  assert.equal(play.view.failed, undefined);
  assert.equal(play.view.waiting, false);
  assert.equal(play.view.playing, false, "as it was");
  assert.deepEqual(errors, [late, undefined]);
});

test("nothing is told of a replay that was left", async () => {
  const { play, told, errors } = playOf(async () => page(keyframes[0], keyframes[1], null));
  play.load();
  play.stop();
  await settle();
  assert.deepEqual([told, errors], [[], []]);
});
