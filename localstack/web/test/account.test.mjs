import assert from "node:assert/strict";
import { test } from "node:test";
import { accountActions } from "../account-actions.js";
import { RENEWED_BEFORE_MS } from "../atrium-session.js";
import { Atrium } from "../atrium.js";
import { fakeWorld, WALL_START_MS } from "./fake-surroundings.mjs";

const DAY_MS = 24 * 3_600_000;
const ADDRESS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

/** An EIP-1193 provider that signs with words. */
function fakeEthereum({ chainId = "0x2105", refuses } = {}) {
  const asked = [];
  return {
    asked,
    async request({ method, params }) {
      asked.push([method, ...params]);
      if (method === refuses) {
        throw { code: 4001, message: "User rejected the request." };
      }
      switch (method) {
        case "eth_requestAccounts":
          return [ADDRESS.toLowerCase()];
        case "eth_chainId":
          return chainId;
        default:
          return "0xsigned";
      }
    },
  };
}

/** A server that counts sessions, each good for a day of the world's clock. */
function stage(refusals = {}) {
  const world = fakeWorld();
  const calls = [];
  const kept = [];
  let sessions = 0;
  world.surroundings.fetch = async (url, { headers, body }) => {
    const path = url.replace("https://atrium.test", "");
    const sent = body && JSON.parse(body);
    if (path === "/auth/puzzle") {
      return new Response(JSON.stringify({ puzzle: "given", difficulty: 0, expiresAt: 1 }));
    }
    calls.push({ path, body: sent, authorization: headers.authorization });
    const code = refusals[path]?.(sent);
    if (code) {
      return new Response(JSON.stringify({ code, title: code }), { status: 401 });
    }
    const expiresAt = world.surroundings.wallNow() + DAY_MS;
    const answer =
      path === "/auth/challenge"
        ? { challenge: "sign né", expiresAt: 1 }
        : { playerId: "p", token: `s${++sessions}`, expiresAt };
    return new Response(JSON.stringify(answer), { status: 200 });
  };
  const atrium = new Atrium({
    baseUrl: "https://atrium.test",
    surroundings: world.surroundings,
    onSession: (session) => kept.push(session.token),
  });
  return { world, atrium, calls, kept, refusals };
}

const asGuest = (/** @type {Atrium} */ atrium) =>
  atrium.signInAsGuest({ name: "Livia", icon: "fox" });

test("an Ethereum wallet signs the server's text for the chain that it is on", async () => {
  const { atrium, calls } = stage();
  const ethereum = fakeEthereum();

  await atrium.signInWithEthereum(ethereum);

  const wallet = { chain: "evm", address: ADDRESS.toLowerCase(), chainId: 8_453 };
  assert.deepEqual(calls[0], { path: "/auth/challenge", body: wallet, authorization: undefined });
  assert.deepEqual(ethereum.asked.at(-1), [
    "personal_sign",
    `0x${Buffer.from("sign né", "utf8").toString("hex")}`,
    ADDRESS.toLowerCase(),
  ]);
  assert.deepEqual(calls[1].body, { ...wallet, signature: "0xsigned" });
  assert.equal(calls[1].path, "/auth/verify");
  assert.equal(atrium.session?.token, "s1");
});

test("a wallet on a chain of nobody's signs for the server's own", async () => {
  const { atrium, calls } = stage({
    "/auth/challenge": ({ chainId }) => (chainId === undefined ? undefined : "unsupported-chain"),
  });

  await atrium.signInWithEthereum(fakeEthereum({ chainId: "0x1234" }));

  assert.deepEqual(calls.at(-1)?.body, {
    ...{ chain: "evm", address: ADDRESS.toLowerCase(), signature: "0xsigned" },
  });
});

test("a wallet that is not there, or whose owner says no, is told apart", async () => {
  const { atrium } = stage();
  await assert.rejects(atrium.signInWithEthereum(undefined), { code: "wallet-missing" });
  for (const refuses of ["eth_requestAccounts", "personal_sign"]) {
    const ethereum = fakeEthereum({ refuses });
    await assert.rejects(atrium.signInWithEthereum(ethereum), { code: "wallet-refused" });
  }
  const odd = { request: async () => undefined };
  await assert.rejects(atrium.signInWithEthereum(odd), { code: "wallet-failed" });
  assert.equal(atrium.session, undefined);
});

test("a guest who links a wallet is told to the server, and his new session is kept", async () => {
  const { atrium, calls, kept } = stage();
  await asGuest(atrium);

  await atrium.linkEthereum(fakeEthereum());

  assert.equal(calls.at(-1)?.path, "/auth/link");
  assert.equal(calls.at(-1)?.authorization, "Bearer s1");
  assert.equal(atrium.session?.token, "s2");
  assert.deepEqual(kept, ["s2"]);
});

test("a wallet that is taken leaves one signed in as before", async () => {
  const { atrium } = stage({ "/auth/link": () => "wallet-taken" });
  await asGuest(atrium);

  await assert.rejects(atrium.linkEthereum(fakeEthereum()), { code: "wallet-taken" });

  assert.equal(atrium.session?.token, "s1");
});

test("a session is renewed by itself before it ends, again and again", async () => {
  const { world, atrium, calls, kept } = stage();
  await asGuest(atrium);

  await world.pass(DAY_MS - RENEWED_BEFORE_MS - 1);
  assert.equal(calls.length, 1);
  await world.pass(1);
  assert.equal(calls.at(-1)?.path, "/auth/refresh");
  assert.equal(calls.at(-1)?.authorization, "Bearer s1");
  await world.pass(DAY_MS - RENEWED_BEFORE_MS);

  assert.deepEqual(kept, ["s2", "s3"]);
  assert.equal(atrium.session?.token, "s3");
});

test("a session that was kept and is about to end is renewed before it is used", async () => {
  const { atrium, calls } = stage();
  atrium.session = { playerId: "p", token: "old", expiresAt: WALL_START_MS + 30_000 };

  await atrium.connectToken();

  assert.deepEqual(
    calls.map(({ path, authorization }) => [path, authorization]),
    [
      ["/auth/refresh", "Bearer old"],
      ["/auth/connect-token", "Bearer s1"],
    ],
  );
});

test("a renewal that fails is tried again, and ends with the session", async () => {
  const { world, atrium, calls } = stage({ "/auth/refresh": () => "unavailable" });
  await asGuest(atrium);
  await world.pass(DAY_MS + 3_600_000);

  const tries = calls.filter(({ path }) => path === "/auth/refresh").length;
  assert.equal(tries, RENEWED_BEFORE_MS / 60_000);
  assert.equal(world.timers, 0);
  assert.equal(atrium.session?.token, "s1", "the next call tells that it has expired");
});

test("who signs out while a renewal is under way stays out", async () => {
  const { world, atrium, kept } = stage();
  await asGuest(atrium);
  const renewal = atrium.refresh();
  atrium.signOut();
  await renewal;

  assert.equal(atrium.session, undefined);
  assert.deepEqual(kept, []);
  assert.equal(world.timers, 0);
});

test("signing out everywhere asks the server first and then forgets", async () => {
  const { atrium, calls, refusals } = stage();
  await asGuest(atrium);
  refusals["/auth/sign-out-everywhere"] = () => "unavailable";
  await assert.rejects(atrium.signOutEverywhere(), { code: "unavailable" });
  assert.equal(atrium.session?.token, "s1");

  refusals["/auth/sign-out-everywhere"] = () => undefined;
  await atrium.signOutEverywhere();

  assert.equal(calls.at(-1)?.authorization, "Bearer s1");
  assert.equal(atrium.session, undefined);
});

test("the page signs in, links and signs out everywhere by its buttons", async () => {
  const done = [];
  const atrium = {
    signInWithEthereum: async (wallet) => done.push(["sign-in", wallet]),
    linkEthereum: async (wallet) => done.push(["link", wallet]),
    account: async () => ({ wallets: [{ chain: "evm", address: ADDRESS }] }),
    signOutEverywhere: async () => done.push(["out"]),
  };
  const state = { ethereum: "wallet" };
  const actions = accountActions({
    atrium: /** @type {any} */ (atrium),
    state,
    attempt: (action) => action(),
    signedIn: async ({ name }) => {
      done.push(["signed-in", name]);
    },
    signedOut: () => done.push(["forgotten"]),
  });

  await actions.signInWithEthereum();
  await actions.linkEthereum();
  await actions.signOutEverywhere();

  assert.deepEqual(done, [
    ["sign-in", "wallet"],
    ["signed-in", "Wallet"],
    ["link", "wallet"],
    ["out"],
    ["forgotten"],
  ]);
  assert.equal(state.account.wallets.length, 1);
});
