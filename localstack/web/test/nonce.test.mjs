import assert from "node:assert/strict";
import { createHash, webcrypto } from "node:crypto";
import { test } from "node:test";
import { drawNonce } from "../atrium-nonce.js";

test("the hash is taken over the bytes, not over their hex", async () => {
  const { nonce, nonceHash } = await drawNonce(webcrypto);
  assert.match(nonce, /^[0-9a-f]{64}$/);
  const expected = createHash("sha256").update(Buffer.from(nonce, "hex")).digest("hex");
  assert.equal(nonceHash, expected);
});

test("no two nonces are the same", async () => {
  const drawn = await Promise.all(Array.from({ length: 50 }, () => drawNonce(webcrypto)));
  assert.equal(new Set(drawn.map(({ nonce }) => nonce)).size, 50);
});
