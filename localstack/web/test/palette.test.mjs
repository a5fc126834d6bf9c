import assert from "node:assert/strict";
import { test } from "node:test";
import { COLOURS, seatLook } from "../arena-palette.js";
import { difference, labOf, VISIONS } from "./colour-vision.mjs";

/** Clearly two colours, on small tokens that are apart: 1 is just noticed side by side. */
const APART_MIN = 15;
/** The lightest tile of the floor. */
const FLOOR = "#3a314f";

test("the measure of difference agrees with its authors' examples", () => {
  const examples = [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ];
  for (const [one, other, expected] of examples) {
    assert.ok(Math.abs(difference(one, other) - expected) < 1e-4, `${difference(one, other)}`);
  }
});

for (const [name, vision] of Object.entries(VISIONS)) {
  test(`any two colours of players are told apart with ${name} vision`, () => {
    for (let one = 0; one < COLOURS.length; one++) {
      for (let other = 0; other < one; other++) {
        const apart = difference(labOf(COLOURS[one], vision), labOf(COLOURS[other], vision));
        assert.ok(apart >= APART_MIN, `${COLOURS[one]} and ${COLOURS[other]}: ${apart}`);
      }
    }
  });

  test(`all colours of players stand out from the floor with ${name} vision`, () => {
    for (const colour of COLOURS) {
      const apart = difference(labOf(colour, vision), labOf(FLOOR, vision));
      assert.ok(apart >= APART_MIN, `${colour}: ${apart}`);
    }
  });
}

test("no two of a hundred seats look the same, and no two of 32 by colour and shape alone", () => {
  const looks = Array.from({ length: 100 }, (_, seat) => seatLook(seat));
  const unique = (parts) => new Set(looks.map(parts)).size;
  assert.equal(unique(({ colour, shape, mark }) => `${colour} ${shape} ${mark}`), 100);
  assert.ok(looks.slice(0, 32).every(({ mark }) => mark === "none"));
  assert.equal(new Set(looks.slice(0, 32).map(({ colour, shape }) => colour + shape)).size, 32);
});

test("seats of one colour never have one shape, so colour is never all there is", () => {
  for (let seat = 0; seat < 8; seat++) {
    const shapes = [0, 8, 16, 24].map((more) => seatLook(seat + more).shape);
    assert.equal(new Set(shapes).size, 4);
  }
});
