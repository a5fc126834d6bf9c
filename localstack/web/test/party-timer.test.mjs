import assert from "node:assert/strict";
import { test } from "node:test";
import { isHurried, secondsLeft, shareLeft, TimeWarnings, untilNextSecond } from "../party-timer.js";

test("seconds are rounded up and never below nothing", () => {
  const endsAt = 100_000;
  assert.deepEqual(
    [40_000, 99_001, 99_999, 100_000, 200_000].map((now) => secondsLeft({ endsAt }, now)),
    [60, 1, 1, 0, 0],
  );
});

test("without a deadline or a clock there are none", () => {
  assert.equal(secondsLeft({ endsAt: undefined }, 1), undefined);
  assert.equal(secondsLeft({ endsAt: null }, 1), undefined);
  assert.equal(secondsLeft({ endsAt: 5 }, NaN), undefined);
  assert.equal(secondsLeft(undefined, 1), undefined);
  assert.equal(shareLeft({ endsAt: null, timeLimit: 60 }, 1), 0);
});

test("the share that is left goes from one to nothing", () => {
  const state = { endsAt: 60_000, timeLimit: 60 };
  assert.deepEqual(
    [-5_000, 0, 30_000, 60_000, 90_000].map((now) => shareLeft(state, now)),
    [1, 1, 0.5, 0, 0],
  );
});

test("the last ten seconds are hurried", () => {
  assert.deepEqual([undefined, 11, 10, 0].map(isHurried), [false, false, true, true]);
});

test("a countdown is looked at again when its second changes", () => {
  assert.equal(untilNextSecond(10_000, 7_700), 300);
  assert.equal(untilNextSecond(10_000, 7_000), 1_000);
  assert.equal(untilNextSecond(10_000, 7_999), 50);
  assert.equal(untilNextSecond(10_000, 9_990), 50);
  assert.equal(untilNextSecond(10_000, 12_000), 1_000);
  assert.equal(untilNextSecond(undefined, 0), 1_000);
});

test("30, 10 and 5 seconds are said once each", () => {
  const warnings = new TimeWarnings();
  const said = [60, 31, 30, 30, 29, 11, 10, 9, 6, 5, 4, 0].map((left) => warnings.due(1, left));
  assert.deepEqual(
    said.filter((seconds) => seconds !== undefined),
    [30, 10, 5],
  );
});

test("a phase that begins with thirty seconds does not say so, nor one that was joined late", () => {
  const warnings = new TimeWarnings();
  assert.equal(warnings.due(1, 30), undefined);
  assert.equal(warnings.due(2, 8), undefined);
  assert.equal(warnings.due(2, 5), 5);
});

test("whoever slept hears the last one alone, and nothing when it is over", () => {
  const warnings = new TimeWarnings();
  warnings.due(1, 60);
  assert.equal(warnings.due(1, 4), 5);
  warnings.due(2, 60);
  assert.equal(warnings.due(2, 0), undefined);
});

test("a clock that stands says nothing, and goes on with a new deadline", () => {
  const warnings = new TimeWarnings();
  warnings.due(1, 40);
  assert.equal(warnings.due(undefined, undefined), undefined);
  assert.equal(warnings.due(2, 40), undefined);
  assert.equal(warnings.due(2, 30), 30);
});
