import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Atrium } from "../atrium.js";
import { sha256Hex, solvePuzzle } from "../atrium-proof.js";

/** That of `PuzzlesTest`. */
const PUZZLE =
  "v1.sign-up.8.1784654904000.000102030405060708090a0b0c0d0e0f" +
  ".2Xj2cy-FQ6ImuGsKZTTFPT9XhU-DpxWcrryHWLeTI7o";

const CLOCK = { now: () => performance.now(), setTimer: (run, ms) => setTimeout(run, ms) };

test("our SHA-256 is SHA-256, at every length around a block's", () => {
  for (let length = 0; length <= 200; length++) {
    const text = "abcdefghij".repeat(20).slice(0, length);
    assert.equal(sha256Hex(text), createHash("sha256").update(text).digest("hex"), `${length}`);
  }
});

test("the solution is that of the vector", async () => {
  assert.deepEqual(await solvePuzzle({ puzzle: PUZZLE, difficulty: 8 }, CLOCK), {
    puzzle: PUZZLE,
    solution: "473",
  });
  const harder = await solvePuzzle({ puzzle: PUZZLE, difficulty: 14 }, CLOCK);
  const hash = createHash("sha256").update(`${PUZZLE}:${harder.solution}`).digest();
  assert.equal(hash.readUInt32BE(0) >>> 18, 0);
  assert.equal((await solvePuzzle({ puzzle: PUZZLE, difficulty: 0 }, CLOCK)).solution, "0");
});

test("the page has its turn while a puzzle is solved", async () => {
  let nowMs = 0;
  let turns = 0;
  const surroundings = {
    now: () => (nowMs += 10),
    setTimer: (run) => {
      turns++;
      run();
    },
  };
  const { solution } = await solvePuzzle({ puzzle: PUZZLE, difficulty: 12 }, surroundings);
  assert.equal(turns, Math.floor(Number(solution) / 256));
  assert.ok(turns > 0);
});

test("what no server may ask for is not begun", async () => {
  for (const difficulty of [-1, 33, NaN, undefined]) {
    await assert.rejects(solvePuzzle({ puzzle: PUZZLE, difficulty }, CLOCK), {
      code: "bad-answer",
    });
  }
});

/** An Atrium whose HTTP API is a function of the path. */
function atrium(api) {
  const calls = [];
  const fetch = async (url, { body }) => {
    const path = new URL(url).pathname;
    const sent = body && JSON.parse(body);
    calls.push([path, sent]);
    const [status, answer] = api(path, sent);
    return new Response(JSON.stringify(answer), { status });
  };
  return { calls, client: new Atrium({ baseUrl: "https://a.test", surroundings: { fetch } }) };
}

const SESSION = { playerId: "p-1", token: "t", expiresAt: 1 };

test("a guest solves the puzzle that he is given", async () => {
  const { calls, client } = atrium((path) =>
    path === "/auth/puzzle" ? [200, { puzzle: PUZZLE, difficulty: 8 }] : [200, SESSION],
  );
  assert.deepEqual(await client.signInAsGuest({ name: "Ada", icon: "fox" }), SESSION);
  assert.deepEqual(calls, [
    ["/auth/puzzle", {}],
    [
      "/auth/guest",
      { name: "Ada", icon: "fox", proof: { puzzle: PUZZLE, solution: "473" } },
    ],
  ]);
});

test("a guest with a token of the page's CAPTCHA asks for no puzzle", async () => {
  const { calls, client } = atrium(() => [200, SESSION]);
  await client.signInAsGuest({ name: "Ada", icon: "fox", captcha: "good" });
  assert.deepEqual(calls, [["/auth/guest", { name: "Ada", icon: "fox", captcha: "good" }]]);
});

test("a wallet solves a puzzle only if it was never here", async () => {
  const wallet = {
    connect: async () => ({ publicKey: { toBytes: () => new Uint8Array(32).fill(1) } }),
    signMessage: async () => new Uint8Array(64),
  };
  for (const known of [true, false]) {
    const { calls, client } = atrium((path, body) => {
      if (path === "/auth/challenge") {
        return [200, { challenge: "sign", expiresAt: 1 }];
      }
      if (path === "/auth/puzzle") {
        return [200, { puzzle: PUZZLE, difficulty: 8 }];
      }
      return known || body.proof ? [200, SESSION] : [401, { code: "proof-required", detail: "" }];
    });
    assert.deepEqual(await client.signInWithSolana(wallet), SESSION);
    assert.deepEqual(
      calls.map(([path]) => path),
      known
        ? ["/auth/challenge", "/auth/verify"]
        : ["/auth/challenge", "/auth/verify", "/auth/puzzle", "/auth/verify"],
    );
  }
});

test("a new user name comes with the session that shows it, and an account can go", async () => {
  const { calls, client } = atrium((path) => {
    const named = { playerId: "p-1", userName: "Countess", name: "Countess" };
    return path === "/account"
      ? [200, { playerId: "p-1", deletedAt: 5 }]
      : [200, { ...named, token: "new", expiresAt: 2, next: null }];
  });
  client.session = { ...SESSION };
  const named = { playerId: "p-1", userName: "Countess", name: "Countess", next: null };
  assert.deepEqual(await client.own.claimUserName("Countess"), named);
  assert.deepEqual(client.session, { playerId: "p-1", token: "new", expiresAt: 2 });
  await client.own.releaseUserName();
  await client.own.export("c");
  assert.deepEqual(await client.own.delete(), { playerId: "p-1", deletedAt: 5 });
  assert.equal(client.session, undefined);
  assert.deepEqual(
    calls.map(([path]) => path),
    ["/account/user-name", "/account/user-name", "/account/export", "/account"],
  );
  assert.deepEqual(calls[3][1], { confirm: "DELETE", abandonBalance: false });
});
