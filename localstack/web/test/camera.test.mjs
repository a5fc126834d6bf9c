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

const SIEGE = { min: 0, max: 16_384, subunits: 256 };

test("a field too large for a phone is shown round one's own warriors, all of them", () => {
  const camera = new Camera();
  const own = [
    { x: 300, y: 16_000 },
    { x: 3_000, y: 14_000 },
  ];
  camera.follow(SIEGE, PHONE, Infinity, own);
  assert.ok(camera.scale * 256 >= 8.9, `a cell has ${camera.scale * 256} pixels`);
  assert.ok(own.every(({ x, y }) => inSight(camera, PHONE, x, y)));
  assert.ok(!inSight(camera, PHONE, 16_000, 300));
  const apart = [...own, { x: 16_300, y: 100 }];
  camera.follow(SIEGE, PHONE, Infinity, apart);
  assert.ok(apart.every(({ x, y }) => inSight(camera, PHONE, x, y)), "wherever they are");
  camera.follow(SIEGE, LAPTOP, Infinity, own);
  assert.ok(inSight(camera, LAPTOP, 16_000, 300), "on a laptop all of it is seen");
});

test("a camera that follows a player is near, has all of his warriors, stays on the field", () => {
  const camera = new Camera();
  const followed = [
    { x: 200, y: 200 },
    { x: 2_000, y: 900 },
  ];
  camera.follow(SIEGE, LAPTOP, Infinity, [], followed);
  assert.ok(followed.every(({ x, y }) => inSight(camera, LAPTOP, x, y)));
  assert.ok(camera.scale * 256 > 30, "near");
  assert.ok(camera.toWorld(0, 0).y >= -3 * 256, "little is seen of what lies outside");
  camera.follow(SIEGE, LAPTOP, Infinity);
  assert.equal(camera.centreX, 8_192);
});
