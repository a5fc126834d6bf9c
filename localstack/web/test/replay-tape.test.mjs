import assert from "node:assert/strict";
import { test } from "node:test";
import { ReplayHead, ReplayTape } from "../replay-tape.js";
import { goldenFrames } from "./golden-frames.mjs";

const { head, server } = goldenFrames("blitz-1.frames");
/** Of one keyframe and the deltas behind it, as a page is. */
const keyframes = server.flatMap(({ frame }, index) => ((frame[0] & 0x0f) === 1 ? [index] : []));
const pageOf = (from, to, next) => ({
  roomId: head.room,
  game: head.game,
  rulesVersion: 1,
  tickRate: head.tickRate,
  viewRate: 10,
  ticks: 5_400,
  startedAt: 1_790_000_000_000,
  next,
  players: [{ seat: 0, playerId: "p", name: "Livia", icon: "fox", bot: false }],
  frames: server.slice(from, to).map(({ frame }) => Buffer.from(frame).toString("base64")),
});
const [first, second, third] = keyframes;
const messages = server.slice(first, third).flatMap((line) => line.messages);
const states = messages.filter(({ type }) => type === "state");

function wholeTape() {
  const tape = new ReplayTape(pageOf(first, second, 1));
  tape.add(pageOf(second, third, null));
  return tape;
}

test("pages that follow each other are one match", () => {
  const tape = wholeTape();
  assert.equal(tape.loadedTick, states.at(-1).tick);
  assert.equal(tape.ticks, 5_400);
  const { views, events } = tape.passed(-1, tape.loadedTick);
  assert.deepEqual(views.map(({ tick }) => tick), states.map(({ tick }) => tick));
  assert.equal(events.length, messages.length - states.length);
  assert.deepEqual(
    tape.falls,
    messages.filter(({ type }) => type === "warrior-eliminated").map(({ tick }) => tick),
  );
  assert.deepEqual(tape.players[0].presence, "here");
  assert.equal(tape.wallMs(60), 1_790_000_001_000);
});

test("what lies between two ticks comes once, however one walks through it", () => {
  const tape = wholeTape();
  const ticks = [];
  for (let tick = -1; tick < tape.loadedTick; tick += 7) {
    const until = Math.min(tick + 7, tape.loadedTick);
    ticks.push(...tape.passed(tick, until).views.map((view) => view.tick));
  }
  assert.deepEqual(ticks, states.map(({ tick }) => tick));
  assert.deepEqual(tape.passed(tape.loadedTick, 1e9), { views: [], events: [] });
});

test("a picture between two views lies between them, and at a view it is that view", () => {
  const tape = wholeTape();
  const [one, other] = states;
  assert.deepEqual(
    tape.frameAt(one.tick).warriors.map(({ x, y }) => [x, y]),
    one.data.warriors.map(({ x, y }) => [x, y]),
  );
  const middle = tape.frameAt((one.tick + other.tick) / 2);
  for (const [at, warrior] of middle.warriors.entries()) {
    const [from, to] = [one.data.warriors[at].x, other.data.warriors[at]?.x];
    assert.ok(warrior.x >= Math.min(from, to) && warrior.x <= Math.max(from, to));
  }
  assert.equal(tape.frameAt(1e9).tick, tape.loadedTick);
  assert.equal(tape.frameAt(-5).tick, one.tick);
});

test("a page that is no page is refused", () => {
  assert.throws(() => new ReplayTape({ ...pageOf(first, second, 1), frames: ["AAAA"] }));
  assert.throws(() => wholeTape().add(pageOf(first + 1, second, null)), /delta without/);
  const tape = wholeTape();
  const torn = pageOf(first, second, null);
  torn.frames[3] = "AAAA";
  assert.throws(() => tape.add(torn));
  assert.equal(tape.passed(-1, 1e9).views.length, states.length, "and nothing of it is taken");
});

test("an empty match shows nothing and breaks nothing", () => {
  const tape = new ReplayTape(pageOf(0, 0, null));
  assert.equal(tape.frameAt(0), undefined);
  assert.equal(tape.loadedTick, 0);
});

const LENGTH = { tickRate: 60, loadedTick: 600, ticks: 600 };

test("a second is a second at speed 1, and four at speed 4", () => {
  const reel = new ReplayHead();
  reel.advance(1_000, LENGTH);
  reel.advance(2_000, LENGTH);
  assert.equal(reel.tick, 60);
  reel.speed = 4;
  reel.advance(3_000, LENGTH);
  assert.equal(reel.tick, 300);
});

test("while it is paused it stands, and does not catch up afterwards", () => {
  const reel = new ReplayHead();
  reel.advance(0, LENGTH);
  reel.toggle(600);
  reel.advance(5_000, LENGTH);
  assert.equal(reel.tick, 0);
  reel.toggle(600);
  reel.advance(5_500, LENGTH);
  assert.equal(reel.tick, 30);
});

test("what has not come yet is waited for, and at the end it stops", () => {
  const reel = new ReplayHead();
  const coming = { ...LENGTH, loadedTick: 100 };
  reel.advance(0, coming);
  reel.advance(60_000, coming);
  assert.deepEqual([reel.tick, reel.playing], [100, true]);
  reel.advance(120_000, LENGTH);
  assert.deepEqual([reel.tick, reel.playing], [600, false]);
  reel.toggle(600);
  assert.deepEqual([reel.tick, reel.playing], [0, true], "from the beginning again");
});

test("one goes where one wants within the match, and waits there for what has not come", () => {
  const reel = new ReplayHead();
  reel.seek(250, 600);
  assert.equal(reel.tick, 250);
  reel.seek(-3, 600);
  assert.equal(reel.tick, 0);
  reel.seek(5_000, 600);
  assert.equal(reel.tick, 600);
  reel.advance(0, { ...LENGTH, loadedTick: 500 });
  assert.equal(reel.tick, 600, "never back by itself");
  reel.seek(300, 600);
  reel.toggle(600);
  reel.advance(1_000, { ...LENGTH, loadedTick: 100 });
  assert.deepEqual([reel.tick, reel.playing], [300, true]);
  reel.advance(2_000, LENGTH);
  assert.deepEqual([reel.tick, reel.playing], [360, true]);
});
