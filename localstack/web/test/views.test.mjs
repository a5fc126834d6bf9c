import assert from "node:assert/strict";
import { test } from "node:test";
import { between, ViewBuffer } from "../arena-views.js";

const warrior = (x, more = {}) => ({
  id: "0-0",
  seat: 0,
  x,
  y: 0,
  direction: "e",
  hp: 100,
  ...more,
});
const view = (tick, warriors = [warrior(tick * 17)], arena = { min: 0, max: 8192 }) => ({
  epoch: 1,
  tick,
  data: { phase: "fighting", endsAt: 0, arena, warriors, powerUps: [] },
});

/** Views every 50 ms of wall time, from tick 0, for `seconds`; frames each 1/60 s. */
function run(speed, seconds, { arrival = () => 0, pace = 1 } = {}) {
  const buffer = new ViewBuffer({ tickRate: 60, viewRate: 20, speed });
  const coming = [];
  for (let atMs = 0; atMs <= seconds * 1_000; atMs += 50) {
    coming.push({
      tick: Math.round((atMs / 1_000) * 60 * speed * pace),
      atMs: atMs + arrival(atMs),
    });
  }
  // A socket keeps its order: what is late holds up what comes behind it.
  coming.forEach((next, index) => (next.atMs = Math.max(next.atMs, coming[index - 1]?.atMs ?? 0)));
  const frames = [];
  for (let nowMs = 0; nowMs <= seconds * 1_000; nowMs += 1_000 / 60) {
    while (coming.length > 0 && coming[0].atMs <= nowMs) {
      const { tick, atMs } = coming.shift();
      buffer.push(view(tick), atMs);
    }
    const step = buffer.advance(nowMs);
    if (step) {
      frames.push({
        nowMs,
        tick: step.frame.tick,
        x: step.frame.warriors[0].x,
        jumped: step.jumped,
      });
    }
  }
  return { buffer, frames };
}

const stepsOf = (frames) => frames.slice(1).map((frame, index) => frame.tick - frames[index].tick);

test("between two views everything glides, and facing is the later one's", () => {
  const from = view(60, [warrior(0, { y: 100, direction: "n", hp: 90 })], { min: 0, max: 8192 });
  const to = view(63, [warrior(40, { y: 60, direction: "e", hp: 80 })], { min: 100, max: 8092 });
  const frame = between(from, to, 0.25);
  assert.equal(frame.tick, 60.75);
  assert.deepEqual(
    [frame.warriors[0].x, frame.warriors[0].y, frame.warriors[0].hp],
    [10, 90, 87.5],
  );
  assert.equal(frame.warriors[0].direction, "e");
  assert.deepEqual([frame.arena.min, frame.arena.max], [25, 8167]);
});

test("who falls in the later view stays until it, and who is put elsewhere does not glide", () => {
  const fallen = between(view(0, [warrior(10)]), view(3, []), 0.9);
  assert.equal(fallen.warriors[0].x, 10);
  const moved = between(view(0, [warrior(0)]), view(3, [warrior(5_000)]), 0.5);
  assert.equal(moved.warriors[0].x, 0);
});

test("even views play evenly, about 100 ms in the past", () => {
  const { frames } = run(1, 4);
  const steady = frames.filter(({ nowMs }) => nowMs > 1_000);
  for (const { nowMs, tick } of steady) {
    const behindMs = nowMs - (tick / 60) * 1_000;
    assert.ok(behindMs > 80 && behindMs < 125, `${behindMs} ms behind`);
  }
  for (const step of stepsOf(steady)) {
    assert.ok(Math.abs(step - 1) < 0.15, `a frame of ${step} ticks`);
  }
});

test("at twenty times the speed it is as even", () => {
  const { frames } = run(20, 4);
  const steady = frames.filter(({ nowMs }) => nowMs > 1_000);
  for (const { nowMs, tick } of steady) {
    const behindMs = nowMs - (tick / 1_200) * 1_000;
    assert.ok(behindMs > 80 && behindMs < 125, `${behindMs} ms behind`);
  }
  for (const step of stepsOf(steady)) {
    assert.ok(Math.abs(step - 20) < 3, `a frame of ${step} ticks`);
  }
});

test("jitter of 40 ms never turns time back and hardly ever stops it", () => {
  let seed = 7;
  const dice = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const { frames } = run(1, 6, { arrival: () => dice() * 40 });
  const steps = stepsOf(frames.filter(({ nowMs }) => nowMs > 1_000));
  assert.ok(steps.every((step) => step >= 0));
  const stopped = steps.filter((step) => step === 0).length;
  assert.ok(stopped <= steps.length * 0.02, `${stopped} of ${steps.length} frames stood still`);
});

test("jitter beyond the usual delay is met with more delay", () => {
  let seed = 11;
  const dice = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const { frames } = run(1, 10, { arrival: () => dice() * 150 });
  const steps = stepsOf(frames.filter(({ nowMs }) => nowMs > 1_500));
  const stopped = steps.filter((step) => step === 0).length;
  assert.ok(stopped <= steps.length * 0.02, `${stopped} of ${steps.length} frames stood still`);
});

test("a host slower than it says is followed at its own pace", () => {
  const { frames } = run(20, 6, { pace: 0.5 });
  const steady = frames.filter(({ nowMs }) => nowMs > 2_500);
  const steps = stepsOf(steady);
  assert.ok(steps.every((step) => step >= 0));
  const stopped = steps.filter((step) => step < 2).length;
  assert.ok(stopped <= steps.length * 0.05, `${stopped} of ${steps.length} frames stood still`);
});

test("after a gap it holds the last view, then jumps on and says so", () => {
  const buffer = new ViewBuffer({ tickRate: 60, viewRate: 20, speed: 1 });
  for (let atMs = 0; atMs <= 1_000; atMs += 50) {
    buffer.push(view((atMs * 60) / 1_000), atMs);
    buffer.advance(atMs);
  }
  assert.equal(buffer.advance(2_500).frame.tick, 60);
  assert.ok(buffer.caughtUp);
  for (let atMs = 4_000; atMs <= 4_500; atMs += 50) {
    buffer.push(view((atMs * 60) / 1_000), atMs);
  }
  const step = buffer.advance(4_500);
  assert.ok(step.jumped);
  assert.ok(step.frame.tick > 240, `shows tick ${step.frame.tick}`);
});

test("the first view is shown at once, and every view passes exactly once", () => {
  const buffer = new ViewBuffer({ tickRate: 60, viewRate: 20, speed: 1 });
  assert.equal(buffer.advance(0), undefined);
  buffer.push(view(600), 10);
  assert.deepEqual(
    buffer.advance(11).views.map(({ tick }) => tick),
    [600],
  );
  const passed = [];
  for (let turn = 1; turn <= 60; turn++) {
    buffer.push(view(600 + turn * 3), 10 + turn * 50);
    passed.push(...buffer.advance(11 + turn * 50).views.map(({ tick }) => tick));
  }
  assert.deepEqual(passed, [...new Set(passed)]);
  assert.deepEqual(
    passed,
    [...passed].sort((one, other) => one - other),
  );
  assert.ok(passed.length >= 55);
});

test("at half the views a second the playhead moves back smoothly, and stays between views", () => {
  const buffer = new ViewBuffer({ tickRate: 60, viewRate: 20, speed: 1 });
  let nowMs = 0;
  const frames = [];
  const play = (/** @type {number} */ untilMs, /** @type {number} */ everyMs) => {
    for (; nowMs < untilMs; nowMs += 10) {
      if (nowMs % everyMs === 0) {
        buffer.push(view((nowMs * 60) / 1_000), nowMs);
      }
      const { frame, jumped } = buffer.advance(nowMs);
      frames.push({ nowMs, tick: frame.tick, newest: buffer.newestTick, jumped });
    }
  };
  play(2_000, 50);
  buffer.changeRate(10);
  play(6_000, 100);

  assert.ok(!frames.some(({ jumped }) => jumped));
  assert.ok(stepsOf(frames).every((step) => step >= 0));
  const later = frames.filter((frame) => frame.nowMs > 4_000);
  const delays = later.map((frame) => frame.nowMs - (frame.tick * 1_000) / 60);
  assert.ok(
    delays.every((delay) => delay > 150 && delay < 250),
    `${Math.min(...delays)} to ${Math.max(...delays)} ms behind`,
  );
  assert.ok(later.every(({ tick, newest }) => tick < newest), "never out of views");
});

test("events wait until their tick is shown", () => {
  const buffer = new ViewBuffer({ tickRate: 60, viewRate: 20, speed: 1 });
  buffer.push(view(0), 0);
  buffer.advance(0);
  buffer.push(view(3), 50);
  buffer.pushEvent({ type: "warrior-eliminated", tick: 3, epoch: 1, data: {} });
  assert.deepEqual(buffer.advance(60).events, []);
  const times = [];
  for (let nowMs = 70; nowMs < 400; nowMs += 10) {
    times.push(...buffer.advance(nowMs).events.map(() => nowMs));
  }
  assert.equal(times.length, 1);
  assert.ok(times[0] >= 130 && times[0] <= 200, `shown at ${times[0]} ms`);
});

test("late views are left out, and a rewind begins anew", () => {
  const buffer = new ViewBuffer({ tickRate: 60, viewRate: 20, speed: 1 });
  buffer.push(view(60), 0);
  buffer.push(view(57), 5);
  assert.equal(buffer.newestTick, 60);
  buffer.advance(10);
  buffer.forget();
  assert.equal(buffer.advance(20), undefined);
  buffer.push(view(30), 30);
  assert.equal(buffer.advance(31).frame.tick, 30);
});

test("a page that is not drawn keeps no more than it can use", () => {
  const buffer = new ViewBuffer({ tickRate: 60, viewRate: 20, speed: 1 });
  for (let turn = 0; turn < 2_000; turn++) {
    buffer.push(view(turn * 3), turn * 50);
    buffer.pushEvent({ type: "power-up-expired", tick: turn * 3, epoch: 1, data: {} });
  }
  const step = buffer.advance(2_000 * 50);
  assert.ok(step.views.length <= 100);
  assert.ok(step.events.length <= 256);
  assert.ok(step.frame.tick > 5_900);
});
