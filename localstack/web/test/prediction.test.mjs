import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandDelay } from "../arena-command-delay.js";
import { AHEAD_MS_MAX, JUMP_SUBUNITS } from "../arena-prediction.js";
import { ID, MS_PER_TICK, Stage } from "./predicted-stage.mjs";

const WAYS = ["n", "ne", "e", "se", "s", "sw", "w", "nw", "stop"];
const FRAME_MS = 1_000 / 60;

/** Small dice with a seed, so that a failure can be seen again. */
function dice(seed) {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

/** Plays on; what each frame foretold of a tick. */
function playOn(stage, ms) {
  const foretold = [];
  stage.run(ms, (_, nowMs) => {
    const tick = Math.floor(stage.prediction.tickAt(nowMs));
    if (!Number.isNaN(tick)) {
      const { x, y } = stage.prediction.warriorAt(ID, tick);
      const settled = stage.prediction.waiting === 0;
      foretold.push({ nowMs, tick, x, y, settled, seenTick: stage.newest.tick });
    }
  });
  return foretold;
}

/** Those that the server has made meanwhile, each with how far off it was. */
const judged = (stage, foretold) =>
  foretold
    .filter(({ tick }) => stage.truth.has(tick))
    .map((at) => {
      const { x, y } = stage.truth.get(at.tick);
      return { ...at, off: Math.hypot(at.x - x, at.y - y) };
    });

test("with a steady way there and back what is foretold is what comes, tick for tick", () => {
  for (const [upMs, downMs] of [[5.5, 5], [40.5, 40], [20.5, 90], [130.5, 70]]) {
    const stage = new Stage({ upMs: () => upMs, downMs: () => downMs });
    stage.pingMs = upMs + downMs;
    stage.run(500);
    const random = dice(7 + upMs);
    const foretold = [];
    for (let turn = 0; turn < 80; turn++) {
      stage.press(WAYS[Math.floor(random() * 9)]);
      foretold.push(...playOn(stage, 20 + Math.floor(random() * 300)));
    }
    stage.run(500);
    const all = judged(stage, foretold);
    assert.ok(all.length > 700, `${all.length} frames were judged`);
    const wrong = all.filter(({ off }) => off > 0);
    assert.deepEqual(wrong, [], `${upMs} ms there, ${downMs} ms back`);
  }
});

test("haste and the edges of the field are foretold as well", () => {
  const stage = new Stage({ x: 300, y: 400, haste: 50 });
  stage.pingMs = 80;
  stage.run(200);
  stage.press("nw");
  const foretold = playOn(stage, 2_000);
  stage.press("e");
  foretold.push(...playOn(stage, 500));
  stage.run(300);
  assert.deepEqual(judged(stage, foretold).filter(({ off }) => off > 0), []);
  assert.equal(stage.truth.get(60).x, 0, "he was at the edge");
});

test("he moves on the screen one frame after the key, not after the way there and back", () => {
  const stage = new Stage({ upMs: () => 90, downMs: () => 90 });
  stage.pingMs = 180;
  stage.run(1_000);
  stage.press("e");
  const pressedMs = stage.nowMs;
  const shown = [];
  stage.run(400, ({ x }, nowMs) => shown.push({ x, afterMs: nowMs - pressedMs }));
  const first = shown.find(({ x }) => x > 4_096);
  assert.ok(first.afterMs <= FRAME_MS + 1, `after ${first.afterMs} ms`);
  const viewMs = stage.newest.data.warriors[0].x > 4_096;
  assert.ok(viewMs, "the views have followed");
  const steps = shown.slice(2).map(({ x }, index) => x - shown[index + 1].x);
  assert.ok(steps.every((step) => step > 14 && step < 20), `steps ${steps.map(Math.round)}`);
});

test("a way that varies costs its own length at most, and nothing once acknowledged", () => {
  for (const seed of [3, 11, 2_024]) {
    const random = dice(seed);
    const jitterMs = 60;
    const stage = new Stage({
      upMs: () => 30 + Math.floor(random() * jitterMs),
      downMs: () => 30 + Math.floor(random() * jitterMs),
    });
    stage.pingMs = 60 + jitterMs;
    stage.run(1_500);
    const foretold = [];
    for (let turn = 0; turn < 60; turn++) {
      stage.press(WAYS[Math.floor(random() * 9)]);
      foretold.push(...playOn(stage, 500));
    }
    stage.run(500);
    const ticks = Math.ceil((2 * jitterMs) / MS_PER_TICK) + 1;
    const worst = Math.max(...judged(stage, foretold).map(({ off }) => off));
    assert.ok(worst <= ticks * 17 * 2, `seed ${seed}: off by ${worst}`);
    // Once a view acknowledges all, and until the next key is heard.
    const known = judged(stage, foretold).filter(
      ({ settled, seenTick, tick }) =>
        settled && !stage.turns.some((turn) => turn > seenTick && turn <= tick),
    );
    assert.ok(known.length > 500, `${known.length} frames without a command on its way`);
    assert.deepEqual(known.filter(({ off }) => off > 0), [], `seed ${seed}`);
  }
});

test("what was wrong fades within 150 ms, and no frame jumps", () => {
  const random = dice(5);
  const stage = new Stage({
    upMs: () => 20 + Math.floor(random() * 120),
    downMs: () => 20 + Math.floor(random() * 40),
  });
  stage.pingMs = 60;
  stage.run(1_000);
  let before;
  let steps = [];
  for (let turn = 0; turn < 40; turn++) {
    stage.press(WAYS[turn % 8]);
    stage.run(400, ({ x, y }) => {
      steps.push(before ? Math.hypot(x - before.x, y - before.y) : 0);
      before = { x, y };
    });
    assert.equal(stage.prediction.waiting, 0);
    assert.ok(stage.prediction.errorAt(stage.nowMs) < 12, "a twentieth of a cell");
  }
  assert.ok(Math.max(...steps) < 32, `a step of ${Math.max(...steps)}`);
});

test("an acknowledgement that lags holds the command on, and costs nothing", () => {
  let upMs = 40;
  const stage = new Stage({ upMs: () => upMs });
  stage.pingMs = 80;
  stage.run(500);
  upMs = 240;
  stage.press("e");
  const shown = [];
  stage.run(800, ({ x }) => {
    shown.push(x);
    const { tick, data } = stage.newest;
    assert.equal(stage.prediction.warriorAt(ID, tick).x, data.warriors[0].x, "views are the truth");
  });
  const backwards = shown.slice(1).map((x, index) => x - shown[index]);
  assert.ok(Math.min(...backwards) > -40, `back by ${Math.min(...backwards)} in one frame`);
  assert.equal(stage.prediction.waiting, 0);
  const foretold = playOn(stage, 300);
  stage.run(500);
  assert.deepEqual(judged(stage, foretold).filter(({ off }) => off > 0), []);
  assert.ok(stage.prediction.delayMs > 150, `it has learned ${stage.prediction.delayMs} ms`);
});

test("commands lost with the connection are sent again, and he is where the server has him", () => {
  const stage = new Stage();
  stage.pingMs = 80;
  stage.run(500);
  stage.press("e");
  stage.run(20);
  stage.drop();
  stage.press("s");
  let farthest = 0;
  stage.run(1_500, ({ x, y }) => (farthest = Math.max(farthest, Math.hypot(x - 4_096, y - 4_096))));
  const aheadMax = (AHEAD_MS_MAX / MS_PER_TICK + 1) * 17;
  assert.ok(farthest > 200 && farthest <= aheadMax, `walked ${farthest} without the server`);
  stage.comeBack();
  stage.run(600);
  const foretold = playOn(stage, 300);
  stage.run(500);
  assert.deepEqual(judged(stage, foretold).filter(({ off }) => off > 0), []);
  assert.equal(stage.server.direction, "s");
});

test("a command that is refused is taken back, told or not", () => {
  const stage = new Stage();
  stage.pingMs = 80;
  stage.run(500);
  stage.refuses.add(1);
  stage.press("e");
  stage.run(300);
  assert.equal(stage.prediction.waiting, 0);
  stage.run(200, ({ x }) => assert.ok(Math.abs(x - 4_096) < 60));
  assert.equal(stage.prediction.warriorAt(ID, stage.newest.tick).x, 4_096);
  stage.prediction.sent({ seq: 9, fields: { warriorId: ID, direction: "w" } }, stage.nowMs);
  stage.log.add(ID, {});
  stage.run(1_500);
  assert.equal(stage.prediction.waiting, 0, "what nobody acknowledges is not believed for long");
});

test("another host with an earlier tick is followed", () => {
  const stage = new Stage();
  stage.pingMs = 80;
  stage.run(500);
  stage.press("e");
  stage.run(2_000);
  stage.takeOver(100, { x: 5_000, y: 3_000, direction: "n" });
  stage.run(500);
  stage.comeBack();
  stage.run(700);
  const foretold = playOn(stage, 500);
  stage.run(500);
  const all = judged(stage, foretold);
  assert.ok(all.length > 20);
  assert.deepEqual(all.filter(({ off }) => off > 0), []);
});

test("when the server's clock slips or stands, so does he", () => {
  const stage = new Stage();
  stage.pingMs = 80;
  stage.run(1_000);
  stage.press("e");
  stage.run(1_000);
  stage.slip(300);
  stage.run(20);
  stage.press("se");
  stage.run(180);
  const after = playOn(stage, 500);
  stage.press("n");
  after.push(...playOn(stage, 500));
  stage.run(500);
  assert.deepEqual(judged(stage, after).filter(({ off }) => off > 0), []);

  stage.freeze(true);
  stage.run(300);
  const shown = [];
  stage.run(500, ({ x, y }) => shown.push(`${Math.round(x)} ${Math.round(y)}`));
  assert.equal(new Set(shown.slice(-20)).size, 1, "he stands");
  const { x, y } = stage.newest.data.warriors[0];
  assert.equal(shown.at(-1), `${x} ${y}`);
  stage.freeze(false);
  stage.slip(800);
  stage.run(400);
  const later = playOn(stage, 300);
  stage.run(500);
  assert.deepEqual(judged(stage, later).filter(({ off }) => off > 0), []);
});

test("without views he walks half a second on and no farther; over two cells he jumps", () => {
  const stage = new Stage();
  stage.pingMs = 80;
  stage.run(500);
  stage.press("e");
  stage.run(500);
  stage.drop();
  stage.run(3_000);
  const ahead = stage.prediction.tickAt(stage.nowMs) - stage.newest.tick;
  assert.ok(Math.abs(ahead - AHEAD_MS_MAX / MS_PER_TICK) < 1e-6, `${ahead} ticks ahead`);
  stage.comeBack();
  let before;
  const steps = [];
  stage.run(400, ({ x }) => {
    steps.push(before === undefined ? 0 : x - before);
    before = x;
  });
  assert.ok(Math.max(...steps) > JUMP_SUBUNITS, "he is put where he is");
  assert.equal(steps.filter((step) => step > 100).length, 1, "once");
});

test("who falls is not predicted any more, and others never are", () => {
  const stage = new Stage();
  stage.pingMs = 80;
  stage.run(500);
  stage.press("e");
  stage.run(500);
  const other = { id: "1-0", seat: 1, x: 10, y: 20, direction: "n" };
  assert.equal(stage.prediction.apply([other], stage.nowMs)[0], other);
  stage.alive = false;
  stage.server.direction = "stop";
  const shown = [];
  stage.run(500, ({ x }) => shown.push(x));
  assert.equal(stage.prediction.warriorAt(ID, stage.newest.tick), undefined);
  const steps = shown.slice(1).map((x, index) => Math.abs(x - shown[index]));
  assert.ok(Math.max(...steps) < 90, `a step of ${Math.max(...steps)}`);
  assert.ok(Math.abs(shown.at(-1) - stage.server.x) < 5, "he lies where he fell");
});

test("the delay is learned from what was applied, and a wrong ping is corrected", () => {
  const delay = new CommandDelay();
  assert.equal(delay.ms, 0);
  delay.pinged(NaN);
  delay.pinged(200);
  assert.equal(delay.ms, 200);
  for (let turn = 0; turn < 10; turn++) {
    delay.applied(60 + turn, 110 + turn);
  }
  assert.ok(delay.ms > 105 && delay.ms < 125, `${delay.ms}`);
  delay.pinged(200);
  assert.ok(delay.ms < 125, "the same ping again tells nothing");
});
