import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Atrium } from "../atrium.js";
import { fakeWorld } from "./fake-surroundings.mjs";

const CONNECTED = {
  playerId: "p",
  name: "Livia",
  icon: "fox",
  protocol: 1,
  oldestProtocol: 1,
  serverTime: 1,
};

/** An Atrium whose HTTP API is a function of method and path. */
function atriumWith(api) {
  const world = fakeWorld();
  const calls = [];
  world.surroundings.fetch = async (url, { method, headers, body }) => {
    const path = url.replace("https://atrium.test", "");
    calls.push({ method, path, headers, body: body && JSON.parse(body) });
    const [status, answer, answered = {}] = api(method, path);
    const text = typeof answer === "string" ? answer : JSON.stringify(answer);
    return new Response(text, { status, headers: answered });
  };
  const atrium = new Atrium({ baseUrl: "https://atrium.test/", surroundings: world.surroundings });
  return { world, atrium, calls };
}

let tokens = 0;
const signedInApi = (method, path) =>
  path === "/auth/connect-token"
    ? [200, { token: `once-${++tokens}`, expiresAt: 1 }]
    : [200, { playerId: "p", token: "session", expiresAt: 1, puzzle: "v1.any", difficulty: 0 }];

async function openLobby() {
  const { world, atrium, calls } = atriumWith(signedInApi);
  await atrium.signInAsGuest({ name: "Livia", icon: "fox" });
  const connecting = atrium.connect();
  await world.settle();
  world.socket.open();
  await world.settle();
  world.socket.answer("hello", "connected", CONNECTED);
  return { world, atrium, calls, lobby: await connecting };
}

test("guests sign in, and the socket opens with a token for one use", async () => {
  const { world, calls, lobby } = await openLobby();
  const proof = { puzzle: "v1.any", solution: "0" };
  assert.deepEqual(calls[1].body, { name: "Livia", icon: "fox", proof });
  assert.equal(calls[2].headers.authorization, "Bearer session");
  assert.match(world.socket.url, /^wss:\/\/atrium\.test\/ws\?token=once-\d+$/);
  assert.equal(lobby.player.name, "Livia");
});

test("whoever is to come back later is told when", async () => {
  const problem = { code: "rate-limited", title: "Too fast", status: 429 };
  const after = async (value) => {
    const headers = value === undefined ? {} : { "retry-after": value };
    const { atrium } = atriumWith(() => [429, problem, headers]);
    const error = await atrium.replayViews("r").catch((refusal) => refusal);
    assert.deepEqual([error.code, error.retryable], ["rate-limited", true]);
    return error.retryAfterMs;
  };
  assert.equal(await after("17"), 17_000);
  for (const odd of [undefined, "", "soon", "-1", "1e9", "Wed, 21 Oct 2026 07:28:00 GMT"]) {
    assert.equal(await after(odd), undefined, odd);
  }
});

test("the keys for results are asked for where the server publishes them", async () => {
  const keys = [{ keyId: "k", publicKey: "p" }];
  const { atrium, calls } = atriumWith(() => [200, { keys }]);
  assert.deepEqual(await atrium.outcomeKeys(), keys);
  assert.equal(calls[0].path, "/.well-known/atrium-outcomes.json");
  assert.deepEqual(await atriumWith(() => [200, {}]).atrium.outcomeKeys(), []);
});

test("problem details become errors with their code", async () => {
  const { atrium } = atriumWith(() => [
    400,
    { code: "name-invalid", title: "Bad", detail: "1 to 20.", status: 400 },
  ]);
  await assert.rejects(atrium.signInAsGuest({ name: "", icon: "fox" }), {
    code: "name-invalid",
    message: "1 to 20.",
    status: 400,
    retryable: false,
  });
});

test("answers that are no JSON, or none at all, are errors of their own", async () => {
  const broken = atriumWith(() => [502, "<html>"]);
  await assert.rejects(broken.atrium.leaderboard("blitz"), { code: "http-502", retryable: true });
  const odd = atriumWith(() => [200, "<html>"]);
  await assert.rejects(odd.atrium.leaderboard("blitz"), { code: "bad-answer" });
  const offline = new Atrium({
    baseUrl: "https://atrium.test",
    surroundings: fakeWorld().surroundings,
  });
  await assert.rejects(offline.leaderboard("blitz"), { code: "unreachable", retryable: true });
  await assert.rejects(offline.connectToken(), { code: "not-signed-in" });
});

test("a wallet signs the challenge, all in base58", async () => {
  const { atrium, calls } = atriumWith((method, path) =>
    path === "/auth/challenge"
      ? [200, { challenge: "sign me", expiresAt: 1 }]
      : [200, { playerId: "w", token: "t", expiresAt: 1 }],
  );
  let signed;
  await atrium.signInWithSolana({
    connect: async () => ({ publicKey: { toBytes: () => new Uint8Array(32) } }),
    signMessage: async (bytes) => {
      signed = new TextDecoder().decode(bytes);
      return { signature: Uint8Array.of(0, 1) };
    },
  });
  assert.equal(signed, "sign me");
  assert.deepEqual(calls[0].body, { address: "1".repeat(32), chain: "solana" });
  assert.deepEqual(calls[1].body, { chain: "solana", address: "1".repeat(32), signature: "12" });
});

test("a wallet's owner may say no", async () => {
  const { atrium, calls } = atriumWith(signedInApi);
  const wallet = {
    connect: () => Promise.reject(Object.assign(new Error("rejected"), { code: 4001 })),
    signMessage: async () => {},
  };
  await assert.rejects(atrium.signInWithSolana(wallet), { code: "wallet-refused" });
  await assert.rejects(atrium.signInWithSolana(undefined), { code: "wallet-missing" });
  assert.equal(calls.length, 0);
});

test("the nonce behind the queued hash comes with the match", async () => {
  const { world, lobby } = await openLobby();
  const found = [];
  lobby.on("match-found", (match) => found.push(match));
  const queueing = lobby.matchmake({ warriors: 2, bots: true });
  await world.sent("matchmake");
  const asked = world.socket.last("matchmake");
  assert.deepEqual(asked.options, { warriors: 2, bots: true });
  // The match may be found before the answer comes.
  world.socket.say({
    type: "match-found",
    data: { roomId: "r", game: "arena.blitz", ticket: "T", direct: "ws://h/" },
  });
  world.socket.answer("matchmake", "matchmaking-queued", {
    game: "arena.blitz",
    queuedAt: 1,
    waiting: 1,
  });
  await queueing;
  assert.equal(found.length, 1);
  const hash = createHash("sha256").update(Buffer.from(found[0].nonce, "hex")).digest("hex");
  assert.equal(hash, asked.nonceHash);
});

test("after a reconnection the same search is asked for again, with a new token", async () => {
  const { world, lobby } = await openLobby();
  const queueing = lobby.matchmake({ warriors: 1 });
  await world.sent("matchmake");
  world.socket.answer("matchmake", "matchmaking-queued", { waiting: 1 });
  await queueing;
  const before = world.socket;
  before.drop(1001);
  await world.pass(1_000);
  assert.notEqual(world.socket, before);
  assert.notEqual(world.socket.url, before.url);
  world.socket.open();
  await world.settle();
  world.socket.answer("hello", "connected", CONNECTED);
  await world.settle();
  assert.equal(world.socket.last("matchmake").nonceHash, before.last("matchmake").nonceHash);
});

test("who cancelled is not asked for again", async () => {
  const { world, lobby } = await openLobby();
  const queueing = lobby.matchmake({ warriors: 1 });
  await world.sent("matchmake");
  world.socket.answer("matchmake", "matchmaking-queued", { waiting: 1 });
  await queueing;
  const cancelling = lobby.cancelMatchmaking();
  world.socket.answer("cancel-matchmaking", "matchmaking-cancelled", { game: "arena.blitz" });
  await cancelling;
  world.socket.drop(1006);
  await world.pass(1_000);
  world.socket.open();
  await world.settle();
  world.socket.answer("hello", "connected", CONNECTED);
  await world.settle();
  assert.equal(world.socket.last("matchmake"), undefined);
});

test("a refused search is over", async () => {
  const { world, lobby } = await openLobby();
  const queueing = lobby.matchmake({ warriors: 9 });
  queueing.catch(() => {});
  await world.sent("matchmake");
  world.socket.refuse("matchmake", "warriors-out-of-range");
  await assert.rejects(queueing, { code: "warriors-out-of-range" });
  const found = [];
  lobby.on("match-found", (match) => found.push(match));
  world.socket.say({ type: "match-found", data: { roomId: "r", game: "arena.blitz" } });
  assert.equal(found.length, 0);
});

async function queued() {
  const opened = await openLobby();
  const { world, lobby } = opened;
  const queueing = lobby.matchmake({ warriors: 1 });
  await world.sent("matchmake");
  world.socket.answer("matchmake", "matchmaking-queued", { waiting: 1 });
  await queueing;
  return opened;
}

async function look({ world, lobby }, isQueued) {
  const looking = lobby.matchmakingStatus();
  await world.sent("matchmaking-status");
  world.socket.answer("matchmaking-status", "matchmaking-status", { queued: isQueued, waiting: 1 });
  await looking;
  await world.settle();
}

const asked = (world) => world.socket.sent.filter(({ action }) => action === "matchmake").length;

test("a search that the server lost is asked for once more, then it is told", async () => {
  const opened = await queued();
  const { world, lobby } = opened;
  const lost = [];
  lobby.on("queue-lost", (error) => lost.push(error.code));
  await look(opened, false);
  await look(opened, true);
  await look(opened, false);
  assert.equal(asked(world), 1, "one look may come while a match is being made");
  await look(opened, false);
  assert.equal(asked(world), 2);
  world.socket.answer("matchmake", "matchmaking-queued", { waiting: 1 });
  await look(opened, false);
  await look(opened, false);
  assert.equal(asked(world), 2);
  assert.deepEqual(lost, ["queue-lost"]);
});

test("who cancels what the server does not know has cancelled, but a late match counts", async () => {
  const { world, lobby } = await queued();
  const found = [];
  lobby.on("match-found", (match) => found.push(match.roomId));
  const cancelling = lobby.cancelMatchmaking();
  world.socket.refuse("cancel-matchmaking", "not-queued");
  await cancelling;
  const match = { game: "arena.blitz", ticket: "T", direct: "ws://h/" };
  world.socket.say({ type: "match-found", data: { roomId: "late", ...match } });
  assert.deepEqual(found, ["late"]);

  const again = await queued();
  again.lobby.on("match-found", (later) => found.push(later.roomId));
  const second = again.lobby.cancelMatchmaking();
  again.world.socket.refuse("cancel-matchmaking", "not-queued");
  await second;
  await again.world.pass(4_000);
  again.world.socket.say({ type: "match-found", data: { roomId: "too late", ...match } });
  assert.deepEqual(found, ["late"]);
});

test("who cancelled what the server does not know is not asked for by a reconnection", async () => {
  const { world, lobby } = await queued();
  const cancelling = lobby.cancelMatchmaking();
  world.socket.refuse("cancel-matchmaking", "not-queued");
  await cancelling;
  const before = world.socket;
  before.drop(1001);
  await world.pass(1_000);
  assert.notEqual(world.socket, before);
  world.socket.open();
  await world.settle();
  world.socket.answer("hello", "connected", CONNECTED);
  await world.settle();
  assert.equal(asked(world), 0);
});

test("a cancellation refused for another reason is told, and the search goes on", async () => {
  const { world, lobby } = await queued();
  const cancelling = lobby.cancelMatchmaking();
  world.socket.refuse("cancel-matchmaking", "rate-limited");
  await assert.rejects(cancelling, { code: "rate-limited" });
  const found = [];
  lobby.on("match-found", (match) => found.push(match.roomId));
  await world.pass(4_000);
  world.socket.say({ type: "match-found", data: { roomId: "r", game: "arena.blitz" } });
  assert.deepEqual(found, ["r"]);
});

test("an error that answers no request is told as a refusal", async () => {
  const { world, lobby } = await queued();
  const refused = [];
  lobby.on("refused", (error) => refused.push(error.code));
  world.socket.say({ type: "error", data: { code: "no-capacity", message: "-", action: "matchmake" } });
  assert.deepEqual(refused, ["no-capacity"]);
});

test("a queue that maintenance has emptied is told as a lost place", async () => {
  const { world, lobby } = await queued();
  const lost = [];
  const refused = [];
  lobby.on("queue-lost", (error) => lost.push([error.code, error.message, error.retryable]));
  lobby.on("refused", (error) => refused.push(error.code));
  const data = { code: "maintenance", message: "Back at noon.", action: "matchmake", retryable: true };
  world.socket.say({ type: "error", data });
  assert.deepEqual(lost, [["maintenance", "Back at noon.", true]]);
  world.socket.say({ type: "error", data });
  assert.deepEqual(lost.length, 1);
  assert.deepEqual(refused, ["maintenance"], "who does not wait has lost no place");
});

test("who has not enough any more when his match is made waits no longer", async () => {
  const { world, lobby } = await queued();
  const lost = [];
  lobby.on("queue-lost", (error) => lost.push(error.code));
  const data = { code: "insufficient-funds", message: "-", action: "matchmake", retryable: false };
  world.socket.say({ type: "error", data });
  assert.deepEqual(lost, ["insufficient-funds"]);
});

test("who plays for stakes says so when he queues", async () => {
  const { world, lobby } = await openLobby();
  lobby.matchmake({ warriors: 2, stakes: true }).catch(() => {});
  await world.sent("matchmake");
  const { options } = world.socket.last("matchmake");
  assert.deepEqual(options, { warriors: 2, bots: false, stakes: true });
});

test("a match of ours that ended without us is told", async () => {
  const { world, lobby } = await openLobby();
  const closed = [];
  lobby.on("room-closed", (room) => closed.push(room));
  world.socket.say({ type: "room-closed", room: "r", data: { reason: "nobody-entered" } });
  world.socket.say({ type: "room-closed", data: { reason: "nobody-entered" } });
  assert.deepEqual(closed, [{ roomId: "r", reason: "nobody-entered" }]);
});
