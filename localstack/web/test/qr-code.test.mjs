import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { qrModules, qrPath } from "../qr-code.js";

const rowsOf = (text) =>
  qrModules(text).map((row) => row.map((dark) => (dark ? "1" : "0")).join(""));

test("codes are as they were when two other readers and writers agreed with them", () => {
  const pinned = (text) =>
    createHash("sha256").update(rowsOf(text).join("\n")).digest("hex").slice(0, 16);
  assert.deepEqual(
    ["A", "https://atrium.test/party.html?code=ABCD", "é🤖".repeat(17)].map(pinned),
    ["bc9009ae87ca68f1", "b257941748dafa59", "24674d91a24f3f0c"],
  );
});

test("a code is no larger than its text wants", () => {
  const sizes = [14, 15, 26, 42, 62, 84, 106].map((length) => qrModules("x".repeat(length)).length);
  assert.deepEqual(sizes, [21, 25, 25, 29, 33, 37, 41]);
  assert.equal(qrModules("x".repeat(107)), undefined);
});

test("three corners have their finders", () => {
  const rows = rowsOf("https://atrium.test/");
  const finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"];
  const size = rows.length;
  for (const [x, y] of [
    [0, 0],
    [size - 7, 0],
    [0, size - 7],
  ]) {
    assert.deepEqual(
      rows.slice(y, y + 7).map((row) => row.slice(x, x + 7)),
      finder,
    );
  }
});

test("as a path it has a square for each dark module", () => {
  const modules = qrModules("A");
  const dark = modules.flat().filter(Boolean).length;
  assert.equal(qrPath(modules).match(/h1v1h-1z/g).length, dark);
  assert.ok(qrPath(modules).startsWith("M0 0h1"));
});
