import assert from "node:assert/strict";
import { test } from "node:test";
import { MatchInput } from "../match-input.js";
import { Spectating } from "../match-spectating.js";

test("one goes round the players who live, with the whole field as one stop", () => {
  const spectating = new Spectating();
  spectating.update(true, [7, 2, 7, 5]);
  const forth = Array.from({ length: 5 }, () => {
    spectating.next();
    return spectating.followed;
  });
  assert.deepEqual(forth, [2, 5, 7, undefined, 2]);
  spectating.previous();
  assert.equal(spectating.followed, undefined);
  spectating.previous();
  assert.equal(spectating.followed, 7);
  spectating.whole();
  assert.equal(spectating.followed, undefined);
});

test("who plays follows nobody, and who follows one that falls sees the whole field", () => {
  const spectating = new Spectating();
  spectating.update(false, [1, 2]);
  spectating.next();
  spectating.follow(2);
  assert.equal(spectating.followed, undefined);
  spectating.update(true, [1, 2]);
  spectating.follow(2);
  spectating.follow(9);
  assert.equal(spectating.followed, 2);
  spectating.update(true, [1]);
  assert.equal(spectating.followed, undefined);
  spectating.follow(1);
  spectating.update(false, [1]);
  assert.equal(spectating.followed, undefined, "he is back");
});

/** A page with a field and a stick, as far as the input asks for one. */
function page(context) {
  const target = () => {
    const made = new EventTarget();
    return Object.assign(made, {
      focus: () => (globalThis.document.activeElement = made),
      blur: () => (globalThis.document.activeElement = globalThis.document.body),
    });
  };
  const [canvas, leave, body] = [target(), target(), target()];
  const captured = new Set();
  const stick = Object.assign(target(), {
    getBoundingClientRect: () => ({ left: 0, top: 0, width: 100 }),
    setPointerCapture: (id) => captured.add(id),
    style: { setProperty() {} },
  });
  globalThis.window = new EventTarget();
  globalThis.document = { activeElement: canvas, body, querySelector: () => leave };
  context.after(() => {
    delete globalThis.window;
    delete globalThis.document;
  });
  const spectating = new Spectating();
  const steered = [];
  const selection = { own: ["0-0", "0-1", "0-4"], chosen: "", choose(id) { this.chosen = id; } };
  const input = new MatchInput(canvas, stick, {
    selection,
    spectating,
    steer: (way) => steered.push(way),
    tap() {},
  });
  const press = (code) => {
    const event = Object.assign(new Event("keydown", { cancelable: true }), { code });
    globalThis.window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const touch = (type, pointerId, clientX, clientY) =>
    stick.dispatchEvent(
      Object.assign(new Event(type, { cancelable: true }), { pointerId, clientX, clientY }),
    );
  return { input, press, touch, steered, spectating, selection, leave };
}

test("by keyboard alone: who plays steers, who watches goes from player to player", (context) => {
  const { press, steered, spectating, selection, leave } = page(context);
  press("KeyW");
  press("Space");
  press("Digit5");
  assert.deepEqual(steered, ["n", "stop"]);
  assert.equal(selection.chosen, "0-4");
  spectating.update(true, [3, 6]);
  assert.ok(press("ArrowRight"));
  assert.equal(spectating.followed, 3);
  press("KeyD");
  assert.equal(spectating.followed, 6);
  press("ArrowLeft");
  assert.equal(spectating.followed, 3);
  press("Digit0");
  assert.equal(spectating.followed, undefined);
  assert.ok(!press("Tab"), "Tab leads to the buttons");
  assert.deepEqual(steered, ["n", "stop"], "nothing is commanded");
  press("Escape");
  assert.equal(globalThis.document.activeElement, leave, "Escape leads out of the field");
});

test("in the list of players arrows scroll, and letters still steer", (context) => {
  const { press, steered } = page(context);
  globalThis.document.activeElement = { hasAttribute: (name) => name === "data-scrolls" };
  assert.ok(!press("ArrowDown"));
  press("KeyS");
  assert.deepEqual(steered, ["s"]);
});

test("a second finger on the stick neither steers nor stops", (context) => {
  const { touch, steered } = page(context);
  touch("pointerdown", 1, 95, 50);
  touch("pointerdown", 2, 50, 5);
  touch("pointermove", 2, 50, 5);
  touch("pointerup", 2, 50, 5);
  touch("pointermove", 1, 50, 95);
  touch("pointerup", 1, 50, 95);
  assert.deepEqual(steered, ["e", "s"]);
  touch("pointerdown", 3, 50, 50);
  touch("pointerup", 3, 50, 50);
  assert.deepEqual(steered, ["e", "s", "stop"], "a tap on the hub");
});
