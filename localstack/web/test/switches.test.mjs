import assert from "node:assert/strict";
import { test } from "node:test";
import { switchesOf } from "../page-switches.js";

test("the address switches the wire and the prediction, and nothing by mistake", () => {
  assert.deepEqual(switchesOf(""), { wire: "binary", predict: true });
  assert.deepEqual(switchesOf("?wire=json&predict=off"), { wire: "json", predict: false });
  assert.deepEqual(switchesOf("?wire=xml&predict=no"), { wire: "binary", predict: true });
});
