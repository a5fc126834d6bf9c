import assert from "node:assert/strict";
import { test } from "node:test";
import { directionOf, directionOfStick, KeySteering, Selection } from "../arena-steering.js";

test("two keys make a diagonal, opposite ones cancel out", () => {
  assert.equal(directionOf(new Set(["n", "e"])), "ne");
  assert.equal(directionOf(new Set(["s", "w"])), "sw");
  assert.equal(directionOf(new Set(["n", "s", "w"])), "w");
  assert.equal(directionOf(new Set(["n", "s"])), undefined);
  assert.equal(directionOf(new Set()), undefined);
});

test("letting go of a diagonal finger by finger keeps the diagonal", () => {
  const keys = new KeySteering();
  assert.equal(keys.press("KeyW"), "n");
  assert.equal(keys.press("ArrowRight"), "ne");
  keys.release("KeyW", 1_000);
  assert.equal(keys.due(1_040), undefined);
  keys.release("ArrowRight", 1_050);
  assert.equal(keys.due(2_000), undefined, "nothing pressed is no new way");
});

test("one finger that stays is the new way after a moment", () => {
  const keys = new KeySteering();
  keys.press("KeyW");
  keys.press("KeyD");
  keys.release("KeyW", 1_000);
  assert.equal(keys.due(1_089), undefined);
  assert.equal(keys.due(1_090), "e");
  assert.equal(keys.due(1_100), undefined, "told once");
});

test("a repeated keydown says nothing new, a second press does", () => {
  const keys = new KeySteering();
  assert.equal(keys.press("KeyA"), "w");
  assert.equal(keys.press("KeyA"), undefined);
  keys.release("KeyA", 0);
  assert.equal(keys.press("KeyA"), "w", "the warrior may have been stopped in between");
  assert.equal(keys.press("KeyQ"), undefined);
});

test("the stick knows eight ways and a middle", () => {
  const ways = [
    [1, 0],
    [1, 1],
    [0, 1],
    [-1, 1],
    [-1, 0],
    [-1, -1],
    [0, -1],
    [1, -1],
  ].map(([x, y]) => directionOfStick(x * 50, y * 50, 20));
  assert.deepEqual(ways, ["e", "se", "s", "sw", "w", "nw", "n", "ne"]);
  assert.equal(directionOfStick(10, 10, 20), undefined);
  assert.equal(directionOfStick(50, 18, 20), "e", "less than 22.5 degrees off");
  assert.equal(directionOfStick(50, 24, 20), "se");
});

test("at first all are chosen, then one after the other, and who falls hands over to all", () => {
  const selection = new Selection();
  selection.update(["1-0", "1-1", "1-2"]);
  assert.deepEqual([...selection.selected], ["1-0", "1-1", "1-2"]);
  const turns = Array.from({ length: 5 }, () => {
    selection.next();
    return [...selection.selected].join();
  });
  assert.deepEqual(turns, ["1-0", "1-1", "1-2", "1-0,1-1,1-2", "1-0"]);
  selection.choose("1-1");
  selection.choose("9-9");
  assert.deepEqual([...selection.selected], ["1-1"], "another's cannot be chosen");
  selection.update(["1-0", "1-2"]);
  assert.deepEqual([...selection.selected], ["1-0", "1-2"]);
});
