import assert from "node:assert/strict";
import { test } from "node:test";
import { drawHaste, drawRage, drawShield } from "../arena-auras.js";

/** A pen that writes down what it is told to draw, and forgets every colour. */
function tracing(draw) {
  const traced = [];
  const pen = new Proxy(
    {},
    {
      get: (_, name) => (...numbers) =>
        traced.push({
          name,
          numbers: numbers.flat().map((number) => Math.round(number * 10) / 10),
        }),
      set: () => true,
    },
  );
  draw(pen);
  const count = (name) => traced.filter((step) => step.name === name).length;
  return { traced: JSON.stringify(traced), count };
}

const CALM = { timeS: 3, calm: true };
const LIVELY = { timeS: 3, calm: false };
const EAST = { heading: 0, walks: true };

test("rage, haste and shield have three shapes, whatever their colours", () => {
  const rage = tracing((pen) => drawRage(pen, 10, CALM));
  const haste = tracing((pen) => drawHaste(pen, 10, CALM, EAST));
  const shield = tracing((pen) => drawShield(pen, 10, 25));
  assert.deepEqual([rage.count("lineTo"), rage.count("fill")], [20, 1], "a crown of ten spikes");
  assert.deepEqual([haste.count("lineTo"), haste.count("fill")], [3, 0], "three lines");
  assert.deepEqual([shield.count("lineTo"), shield.count("fill")], [12, 0], "a hexagon, twice");
});

test("without motion nothing turns, pulses or flows", () => {
  for (const draw of [drawRage, (pen, radius, motion) => drawHaste(pen, radius, motion, EAST)]) {
    const at = (motion) => tracing((pen) => draw(pen, 10, motion)).traced;
    assert.equal(at(CALM), at({ ...CALM, timeS: 3.3 }));
    assert.notEqual(at(LIVELY), at({ ...LIVELY, timeS: 3.3 }));
  }
});

test("the shield's line is as long as what it still takes", () => {
  const dashes = (left) =>
    JSON.parse(tracing((pen) => drawShield(pen, 10, left)).traced).find(
      ({ name }) => name === "setLineDash",
    );
  assert.notDeepEqual(dashes(25), dashes(5));
});
