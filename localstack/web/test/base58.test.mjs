import assert from "node:assert/strict";
import { test } from "node:test";
import { base58Encode } from "../atrium-base58.js";

const ascii = (text) => new TextEncoder().encode(text);

test("texts of the base58 draft come out as it says", () => {
  assert.equal(base58Encode(ascii("Hello World!")), "2NEpo7TZRRrLZSi2U");
  assert.equal(
    base58Encode(ascii("The quick brown fox jumps over the lazy dog.")),
    "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
  );
});

test("each leading zero byte is a leading 1", () => {
  assert.equal(base58Encode(Uint8Array.of(0, 0, 0x28, 0x7f, 0xb4, 0xcd)), "11233QC4");
  assert.equal(base58Encode(new Uint8Array(32)), "1".repeat(32), "Solana's system program");
  assert.equal(base58Encode(new Uint8Array(0)), "");
});
