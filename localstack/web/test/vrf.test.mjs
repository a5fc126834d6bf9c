import assert from "node:assert/strict";
import { test } from "node:test";
import { drawAlpha, seedOf, verifyProof } from "../atrium-vrf.js";

const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (array) => (array === null ? null : Buffer.from(array).toString("hex"));

/** RFC 9381 appendix B.3, examples 16 to 18. */
const EXAMPLES = [
  {
    publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    alpha: "",
    proof:
      "8657106690b5526245a92b003bb079ccd1a92130477671f6fc01ad16f26f723f" +
      "26f8a57ccaed74ee1b190bed1f479d97" +
      "27d2d0f9b005a6e456a35d4fb0daab1268a1b0db10836d9826a528ca76567805",
    beta:
      "90cf1df3b703cce59e2a35b925d411164068269d7b2d29f3301c03dd757876ff" +
      "66b71dda49d2de59d03450451af026798e8f81cd2e333de5cdf4f3e140fdd8ae",
  },
  {
    publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    alpha: "72",
    proof:
      "f3141cd382dc42909d19ec5110469e4feae18300e94f304590abdced48aed593" +
      "3bf0864a62558b3ed7f2fea45c92a465" +
      "301b3bbf5e3e54ddf2d935be3b67926da3ef39226bbc355bdc9850112c8f4b02",
    beta:
      "eb4440665d3891d668e7e0fcaf587f1b4bd7fbfe99d0eb2211ccec90496310eb" +
      "5e33821bc613efb94db5e5b54c70a848a0bef4553a41befc57663b56373a5031",
  },
  {
    publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    alpha: "af82",
    proof:
      "9bc0f79119cc5604bf02d23b4caede71393cedfbb191434dd016d30177ccbf80" +
      "96bb474e53895c362d8628ee9f9ea3c0" +
      "e52c7a5c691b6c18c9979866568add7a2d41b00b05081ed0f58ee5e31b3a970e",
    beta:
      "645427e5d00c62a23fb703732fa5d892940935942101e456ecca7bb217c61c45" +
      "2118fec1219202a0edcf038bb6373241578be7217ba85a2687f7a0310b2df19f",
  },
];

/** The same as in the server's RoomDrawTest and in docs/seeds.md. */
const DRAW = {
  roomId: "00112233445566778899aabbccddeeff",
  game: "arena.blitz",
  rulesVersion: 3,
  nonces: { 10: "7e".repeat(32), 2: "a1".repeat(32), 0: "0f".repeat(32) },
};
const ALPHA =
  "0000000d61747269756d2d736565642d31" +
  "000000203030313132323333343435353636373738383939616162626363646465656666" +
  "0000000b6172656e612e626c69747a" +
  "0000000300000003" +
  `00000000${"0f".repeat(32)}00000002${"a1".repeat(32)}0000000a${"7e".repeat(32)}`;
const PROOF =
  "630409bb651905120131fc1b067caa98fc7f111777cec1ec0c11c9fbaa61e06e" +
  "d3d1627125f0f8cead7bf489b1f16951" +
  "834df8720d5eadeeb9f9b1e7343a48cc68f7fa2618511e74798c589be2015a0d";
const SEED = "a221bf21a28411c2e1447b1ec66dbfd67e49f2f4570c6c9664443776b500ee91";

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

const littleEndian = (value) =>
  hex(Uint8Array.from({ length: 32 }, (_, index) => Number((value >> BigInt(8 * index)) & 0xffn)));

function flipped(text, bit) {
  const array = bytes(text);
  array[bit >> 3] ^= 1 << (bit & 7);
  return hex(array);
}

/** The same flips in each run, spread over a text of so many bits. */
const someBits = (count) => Array.from({ length: 12 }, (_, index) => (index * 97 + 5) % count);

test("the RFC's proofs verify and give its outputs", async () => {
  for (const { publicKey, alpha, proof, beta } of EXAMPLES) {
    assert.equal(hex(await verifyProof(publicKey, bytes(alpha), proof)), beta);
  }
});

test("a proof of one key and input is none of another", async () => {
  const [one, other] = EXAMPLES;
  assert.equal(await verifyProof(one.publicKey, bytes(one.alpha), other.proof), null);
  assert.equal(await verifyProof(one.publicKey, bytes(other.alpha), other.proof), null);
  assert.equal(await verifyProof(other.publicKey, bytes(one.alpha), other.proof), null);
});

test("a flipped bit of key, input or proof is refused", async () => {
  const { publicKey, alpha, proof } = EXAMPLES[2];
  for (const bit of someBits(256)) {
    assert.equal(await verifyProof(flipped(publicKey, bit), bytes(alpha), proof), null, `${bit}`);
  }
  for (const bit of someBits(16)) {
    assert.equal(await verifyProof(publicKey, bytes(flipped(alpha, bit)), proof), null, `${bit}`);
  }
  // A few of each part, the sign of the point and the highest bits among them.
  for (const bit of [...someBits(640), 0, 255, 256, 383, 384, 635, 636, 639]) {
    assert.equal(await verifyProof(publicKey, bytes(alpha), flipped(proof, bit)), null, `${bit}`);
  }
});

test("a response from the order on is no second proof", async () => {
  const { publicKey, alpha, proof } = EXAMPLES[0];
  const response = bytes(proof)
    .subarray(48)
    .reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  assert.notEqual(
    await verifyProof(publicKey, bytes(alpha), proof.slice(0, 96) + littleEndian(response)),
    null,
  );
  for (const other of [response + ORDER, response + 8n * ORDER, ORDER]) {
    const changed = proof.slice(0, 96) + littleEndian(other);
    assert.equal(await verifyProof(publicKey, bytes(alpha), changed), null);
  }
});

/**
 * Keys of small order, the last one encoded as no point may be, and for each a challenge and the
 * first byte of a response that hold for the input of no bytes and the identity as Gamma: with such
 * keys anybody can prove, as a challenge that 8 divides makes the key vanish.
 */
const FORGED = [
  ["01" + "00".repeat(31), "3879822d6fdad92c20ba922ac7b3d72d", "1e"],
  ["ec" + "ff".repeat(30) + "7f", "98100a5fdd5d819d5ed1d26e843bbfa8", "08"],
  ["00" + "00".repeat(31), "e84497ace16a742dea8a25a1bf1217bb", "03"],
  ["26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "30611eed759a4959c44137701fa4a435", "17"],
  ["ee" + "ff".repeat(30) + "7f", "d82f43d9ef9f7d8c1f163d495bcb79c7", "05"],
];

test("keys of small order are refused though the proof would hold", async () => {
  const identity = "01" + "00".repeat(31);
  for (const [publicKey, challenge, response] of FORGED) {
    const proof = identity + challenge + response + "00".repeat(31);
    assert.equal(await verifyProof(publicKey, new Uint8Array(0), proof), null, publicKey);
  }
});

test("texts of another length or alphabet are refused", async () => {
  const { publicKey, alpha, proof } = EXAMPLES[1];
  const upperCase = publicKey.toUpperCase();
  for (const bad of ["", publicKey.slice(2), publicKey + "00", upperCase, undefined]) {
    assert.equal(await verifyProof(bad, bytes(alpha), proof), null);
  }
  for (const bad of ["", proof.slice(2), proof + "00", "zz" + proof.slice(2), undefined]) {
    assert.equal(await verifyProof(publicKey, bytes(alpha), bad), null);
  }
});

test("what a room draws is the server's input, byte for byte", () => {
  assert.equal(hex(drawAlpha(DRAW)), ALPHA);
});

test("a stranger with the proof finds the seed", async () => {
  const beta = await verifyProof(EXAMPLES[0].publicKey, drawAlpha(DRAW), PROOF);
  assert.notEqual(beta, null);
  assert.equal(await seedOf(beta), SEED);
  const other = drawAlpha({ ...DRAW, rulesVersion: 4 });
  assert.equal(await verifyProof(EXAMPLES[0].publicKey, other, PROOF), null);
});

test("a draw out of its range is refused", () => {
  const bad = [
    { roomId: "room-1" },
    { game: "Arena" },
    { game: "a".repeat(101) },
    { rulesVersion: 0 },
    { rulesVersion: 1.5 },
    { rulesVersion: 2 ** 31 },
    { nonces: { 0: "00" } },
    { nonces: { 0: "0F".repeat(32) } },
    { nonces: { 1000: "0f".repeat(32) } },
    { nonces: { "-1": "0f".repeat(32) } },
    { nonces: { "01": "0f".repeat(32) } },
  ];
  for (const change of bad) {
    assert.throws(() => drawAlpha({ ...DRAW, ...change }), RangeError, JSON.stringify(change));
  }
});

test("an output of another length gives no seed", async () => {
  await assert.rejects(seedOf(new Uint8Array(63)), RangeError);
  await assert.rejects(seedOf(new Uint8Array(65)), RangeError);
});
