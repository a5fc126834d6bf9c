import assert from "node:assert/strict";
import { test } from "node:test";
import { ReplayInput } from "../replay-input.js";

/** A page on which something has the focus, and what its keys did. */
function page(focused = undefined) {
  const done = [];
  globalThis.window = new EventTarget();
  globalThis.document = { activeElement: focused };
  const input = new ReplayInput({
    toggle: () => done.push("toggle"),
    skip: (seconds) => done.push(seconds),
    seek: (tick) => done.push(`to ${tick}`),
  });
  const press = (key, more = {}) => {
    const event = Object.assign(new Event("keydown", { cancelable: true }), { key, ...more });
    globalThis.window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { input, done, press };
}

/** An element of the page that is one of those. */
const element = (...selectors) => ({
  closest: (list) => (list.split(", ").some((one) => selectors.includes(one)) ? {} : null),
});

test("keys work wherever the focus is, and where it is nowhere", () => {
  for (const focused of [undefined, null, element("h1"), element("canvas")]) {
    const { done, press } = page(focused);
    assert.deepEqual(
      [" ", "ArrowLeft", "ArrowRight", "Home"].map((key) => press(key)),
      [true, true, true, true],
    );
    assert.deepEqual(done, ["toggle", -5, 5, "to 0"]);
  }
});

test("the space bar presses the button or follows the link that has the focus", () => {
  for (const focused of [element("button"), element("a")]) {
    const { done, press } = page(focused);
    assert.equal(press(" "), false);
    assert.equal(press("ArrowRight"), true);
    assert.deepEqual(done, [5]);
  }
});

test("the time bar has its own arrows, and a list that scrolls too", () => {
  for (const focused of [element("input"), element("[data-scrolls]")]) {
    const { done, press } = page(focused);
    for (const key of ["ArrowLeft", "ArrowRight", "Home", "End", "PageUp"]) {
      assert.equal(press(key), false, key);
    }
    assert.equal(press(" "), true);
    assert.deepEqual(done, ["toggle"]);
  }
});

test("what the browser or another listener does with a key is left to it", () => {
  const { done, press } = page();
  for (const held of ["altKey", "ctrlKey", "metaKey"]) {
    assert.equal(press("ArrowLeft", { [held]: true }), false);
  }
  assert.equal(press("x"), false);
  const taken = Object.assign(new Event("keydown", { cancelable: true }), { key: " " });
  taken.preventDefault();
  globalThis.window.dispatchEvent(taken);
  assert.deepEqual(done, []);
});

test("once the screen is left no key does anything", () => {
  const { input, done, press } = page();
  input.stop();
  assert.equal(press(" "), false);
  assert.deepEqual(done, []);
});
