import assert from "node:assert/strict";
import { test } from "node:test";
import { leavingForfeits } from "../leaving.js";

const play = (waiting, endless, watching) => ({ hud: { waiting, endless, watching } });

test("only who still plays a match that has begun and has an end loses it by leaving", () => {
  assert.equal(leavingForfeits(undefined), false);
  assert.equal(leavingForfeits(play(false, false, false)), true);
  assert.equal(leavingForfeits(play(true, false, false)), false, "it has not begun");
  assert.equal(leavingForfeits(play(false, true, false)), false, "a practice");
  assert.equal(leavingForfeits(play(false, false, true)), false, "his warriors have fallen");
});
