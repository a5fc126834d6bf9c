import assert from "node:assert/strict";
import { test } from "node:test";
import { Camera } from "../arena-camera.js";

const WHOLE = { min: 0, max: 8_192, subunits: 256 };
const SHRUNK = { min: 2_048, max: 6_144, subunits: 256 };
const PHONE = { width: 360, height: 460 };
const LAPTOP = { width: 1_050, height: 712 };

function inSight(camera, view, x, y) {
  const [left, top] = [camera.x(x), camera.y(y)];
  return left >= 0 && left <= view.width && top >= 0 && top <= view.height;
}

test("the whole field is in sight on phone and laptop, and in the middle", () => {
  for (const view of [PHONE, LAPTOP]) {
    const camera = new Camera();
    camera.follow(WHOLE, view, 0);
    assert.ok(inSight(camera, view, 0, 0) && inSight(camera, view, 8_192, 8_192));
    assert.equal(camera.x(4_096), view.width / 2);
    assert.equal(camera.y(4_096), view.height / 2);
  }
});

test("a shrunken field fills the view, but own warriors outside of it stay in sight", () => {
  const camera = new Camera();
  camera.follow(SHRUNK, LAPTOP, Infinity);
  assert.ok(!inSight(camera, LAPTOP, 4_096, 0));
  camera.follow(SHRUNK, LAPTOP, Infinity, [{ x: 4_096, y: 0 }]);
  assert.ok(inSight(camera, LAPTOP, 4_096, 0));
});

test("the camera glides, arrives, and then stands still", () => {
  const camera = new Camera();
  camera.follow(WHOLE, LAPTOP, 0);
  const before = camera.scale;
  camera.follow(SHRUNK, LAPTOP, 1 / 60);
  assert.ok(camera.scale > before && camera.scale < before * 1.2);
  for (let frame = 0; frame < 600; frame++) {
    camera.follow(SHRUNK, LAPTOP, 1 / 60);
  }
  const arrived = camera.scale;
  camera.follow(SHRUNK, LAPTOP, 1 / 60);
  assert.equal(camera.scale, arrived);
});

test("what is tapped is where it is drawn", () => {
  const camera = new Camera();
  camera.follow(SHRUNK, PHONE, Infinity);
  const { x, y } = camera.toWorld(camera.x(3_000), camera.y(5_000));
  assert.ok(Math.abs(x - 3_000) < 1e-6 && Math.abs(y - 5_000) < 1e-6);
});
