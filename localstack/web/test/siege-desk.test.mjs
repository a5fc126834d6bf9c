import assert from "node:assert/strict";
import { test } from "node:test";
import { AtriumError } from "../atrium.js";
import { KeptSieges } from "../kept-sieges.js";
import { SiegeDesk } from "../siege-desk.js";

const SLOT = 600_000;

function memory() {
  const values = new Map();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  };
}

/** A lobby that answers as it is told to: an answer or an error for each request. */
class FakeLobby {
  state = "open";
  asked = [];
  answers = [];
  expected = [];
  handlers = {};

  serverNow() {
    return NaN;
  }

  on(type, handler) {
    this.handlers[type] = handler;
  }

  expectSieges(list) {
    this.expected = list;
  }

  async #request(request) {
    this.asked.push(request);
    const answer = this.answers.shift();
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  }

  registerSiege({ slot, warriors, drawn }) {
    return this.#request(["register", slot, warriors, drawn.nonce]);
  }

  cancelSiege(slot) {
    return this.#request(["cancel", slot]);
  }

  enterSiegeLate({ warriors, drawn }) {
    return this.#request(["late", warriors, drawn.nonce]);
  }
}

const refusal = (code) => new AtriumError({ code, message: code, retryable: false });
const LOST = AtriumError.fromClose(1006);

function stage(storage = memory(), answers = []) {
  const lobby = new FakeLobby();
  lobby.answers.push(...answers);
  const next = [{ slot: SLOT, registered: 1, warriors: 2, feePerWarrior: 100 }];
  const world = { lobby, nowMs: 0, list: { periodMs: 300_000, next }, entered: [], connects: 0 };
  let nonces = 0;
  world.desk = new SiegeDesk({
    atrium: {
      sieges: async () => structuredClone(world.list),
      drawNonce: async () => ({ nonce: `n${++nonces}`, nonceHash: `h${nonces}` }),
    },
    connect: async () => {
      world.connects++;
      return lobby;
    },
    lobby: () => lobby,
    playerId: () => "p",
    balance: () => 1_000,
    shown: () => true,
    draw: () => {},
    paid: () => {},
    enter: (match) => world.entered.push(match),
    kept: new KeptSieges(() => storage),
    now: () => world.nowMs,
  });
  world.desk.attach(lobby);
  return world;
}

const row = ({ desk }) => desk.rows.first[0];
const registered = { slot: SLOT, warriors: 1, startsAt: SLOT, registered: 2 };

test("one registers, cancels and registers again, each time with a nonce of its own", async () => {
  const world = stage();
  const { desk, lobby } = world;
  await desk.look();
  assert.equal(row(world).own, undefined);
  lobby.answers.push(registered, undefined, registered);
  await desk.register(SLOT);
  assert.deepEqual([row(world).own, row(world).registered, row(world).warriors], ["registered", 2, 3]);
  assert.match(desk.notice, /You are registered .* with 1 warrior/);
  assert.equal(desk.waits, true);
  await desk.cancel(SLOT);
  assert.deepEqual([row(world).own, row(world).registered, row(world).warriors], [undefined, 1, 2]);
  assert.match(desk.notice, /Your fee of 100 is back/);
  assert.equal(desk.waits, false);
  await desk.register(SLOT);
  assert.deepEqual(lobby.asked, [
    ["register", SLOT, 1, "n1"],
    ["cancel", SLOT],
    ["register", SLOT, 1, "n2"],
  ]);
});

test("a page that is loaded anew knows its registration and its nonce", async () => {
  const storage = memory();
  const before = stage(storage);
  before.lobby.answers.push(registered);
  await before.desk.look();
  await before.desk.register(SLOT);
  const after = stage(storage);
  await after.desk.look();
  assert.equal(row(after).own, "registered");
  assert.deepEqual(
    after.lobby.expected.map(({ slot, nonce }) => [slot, nonce]),
    [[SLOT, "n1"]],
  );
  assert.deepEqual(after.lobby.asked, [], "what is known is not asked, for asking may pay");
});

test("a registration without an answer is asked for again, with the same nonce", async () => {
  const storage = memory();
  const before = stage(storage);
  await before.desk.look();
  before.lobby.answers.push(LOST);
  await assert.rejects(before.desk.register(SLOT));
  assert.equal(row(before).own, "asked");
  const after = stage(storage, [registered]);
  await after.desk.look();
  assert.equal(row(after).own, "registered");
  assert.deepEqual(after.lobby.asked, [["register", SLOT, 1, "n1"]]);
});

test("what may still be answered is not asked twice", async () => {
  const world = stage();
  const { desk, lobby } = world;
  await desk.look();
  let answer;
  lobby.answers.push(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  const registering = desk.register(SLOT);
  await new Promise((resolve) => setImmediate(resolve));
  await desk.look();
  assert.equal(row(world).own, "asked");
  assert.equal(lobby.asked.length, 1);
  answer(registered);
  await registering;
  assert.equal(row(world).own, "registered");
});

test("a cancellation without an answer is asked for again", async () => {
  const world = stage();
  const { desk, lobby } = world;
  await desk.look();
  lobby.answers.push(registered, LOST, refusal("not-registered"));
  await desk.register(SLOT);
  await assert.rejects(desk.cancel(SLOT));
  assert.equal(row(world).own, "leaving");
  await desk.look();
  assert.equal(row(world).own, undefined);
  assert.deepEqual(lobby.asked.slice(1), [
    ["cancel", SLOT],
    ["cancel", SLOT],
  ]);
});

test("who is refused is not registered; who is so elsewhere may cancel here", async () => {
  const world = stage();
  const { desk, lobby } = world;
  await desk.look();
  lobby.answers.push(refusal("siege-full"), refusal("already-registered"), undefined);
  await assert.rejects(desk.register(SLOT), { code: "siege-full" });
  assert.equal(row(world).own, undefined);
  await assert.rejects(desk.register(SLOT), { code: "already-registered" });
  assert.equal(row(world).own, "elsewhere");
  await desk.cancel(SLOT);
  assert.equal(row(world).own, undefined);
});

test("a cancellation that comes too late changes nothing", async () => {
  const world = stage();
  const { desk, lobby } = world;
  await desk.look();
  lobby.answers.push(registered, refusal("unknown-slot"));
  await desk.register(SLOT);
  await assert.rejects(desk.cancel(SLOT), { code: "unknown-slot" });
  assert.equal(row(world).own, "registered");
});

test("a siege that is called off is told and not waited for", async () => {
  const world = stage();
  const { desk, lobby } = world;
  await desk.look();
  lobby.answers.push(registered);
  await desk.register(SLOT);
  lobby.handlers["siege-cancelled"]({ slot: SLOT, reason: "not-enough-players" });
  assert.match(desk.notice, /does not take place: too few players/);
  assert.equal(desk.waits, false);
});

test("a siege of which nothing is heard is given up, in words", async () => {
  const world = stage();
  const { desk, lobby } = world;
  await desk.look();
  lobby.answers.push(registered);
  await desk.register(SLOT);
  world.nowMs = SLOT + 60_000;
  world.list = { periodMs: 300_000, next: [] };
  await desk.look();
  assert.equal(desk.starting.length, 1);
  world.nowMs = SLOT + 211_000;
  await desk.look();
  assert.equal(desk.starting.length, 0);
  assert.match(desk.notice, /Nothing was heard of the siege/);
});

test("a registration that the server's list has lost is lost, once the list can know it", async () => {
  const world = stage();
  const { desk, lobby } = world;
  await desk.look();
  lobby.answers.push(registered);
  await desk.register(SLOT);
  world.list.next[0].registered = 0;
  await desk.look();
  assert.equal(row(world).own, "registered", "the list may be older");
  world.nowMs = 20_000;
  await desk.look();
  assert.equal(row(world).own, undefined);
});

test("who comes late enters, and comes back with the same nonce", async () => {
  const world = stage();
  const { desk, lobby } = world;
  const running = { slot: 300_000, roomId: "r", registered: 2, warriors: 4, feePerWarrior: 100 };
  world.nowMs = 310_000;
  world.list.running = { ...running, lateUntil: 610_000 };
  await desk.look();
  assert.deepEqual([desk.running.again, desk.running.leftMs], [false, 300_000]);
  lobby.answers.push(LOST, { roomId: "r" }, refusal("no-siege"));
  await assert.rejects(desk.enterLate());
  assert.equal(desk.running.again, true);
  await desk.enterLate();
  assert.deepEqual(world.entered, [{ roomId: "r" }]);
  assert.deepEqual(lobby.asked, [
    ["late", 1, "n1"],
    ["late", 1, "n1"],
  ]);
  await assert.rejects(desk.enterLate(), { code: "no-siege" });
  assert.equal(desk.running.again, false);
  world.nowMs = 610_000;
  assert.equal(desk.running, undefined);
});

test("whom his siege did not call comes to his seat with what he registered with", async () => {
  const world = stage();
  const { desk, lobby } = world;
  await desk.look();
  lobby.answers.push(registered, { roomId: "r" });
  await desk.register(SLOT);
  const nonce = lobby.asked[0][3];
  const running = { slot: SLOT, roomId: "r", registered: 2, warriors: 4, feePerWarrior: 100 };
  world.list = { periodMs: 300_000, next: [], running: { ...running, lateUntil: SLOT + 300_000 } };
  world.nowMs = SLOT + 59_000;
  await desk.look();
  assert.equal(desk.running, undefined, "he may still be called");
  world.nowMs = SLOT + 61_000;
  await desk.look();
  assert.match(desk.notice, /did not call this page/);
  assert.equal(desk.running.again, true);
  await desk.enterLate();
  assert.deepEqual(lobby.asked.at(-1), ["late", 1, nonce]);
  assert.deepEqual(world.entered, [{ roomId: "r" }]);
});

test("who has been sent into the siege that runs is not asked to come late", async () => {
  const world = stage();
  const { desk } = world;
  world.nowMs = 310_000;
  world.list.running = { ...world.list.next[0], slot: 300_000, roomId: "r", lateUntil: 610_000 };
  await desk.look();
  assert.ok(desk.running);
  desk.begun(300_000);
  assert.equal(desk.running, undefined);
});

test("who waits for a siege is connected again when the connection was given up", async () => {
  const world = stage();
  const { desk, lobby } = world;
  await desk.look();
  lobby.answers.push(registered);
  await desk.register(SLOT);
  world.connects = 0;
  lobby.state = "closed";
  await desk.look();
  assert.equal(world.connects, 1);
  desk.begun(SLOT);
  await desk.look();
  assert.equal(world.connects, 1, "nothing to wait for");
});

test("the page looks every five seconds, more often near a start, and stops", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const world = stage();
  await world.desk.look();
  let looks = 0;
  world.desk.look = async () => void looks++;
  const pass = (seconds) => {
    for (let second = 0; second < seconds; second++) {
      context.mock.timers.tick(1_000);
    }
  };
  world.desk.start();
  pass(10);
  assert.equal(looks, 3);
  world.nowMs = SLOT - 10_000;
  pass(10);
  assert.equal(looks, 8);
  world.desk.stop();
  pass(60);
  assert.equal(looks, 8);
});

test("without a list that is said, and what was known stays", async () => {
  const world = stage();
  const { desk } = world;
  await desk.look();
  world.list = () => "what no server answers"; // It cannot be copied, so the fake fails.
  await desk.look();
  assert.ok(desk.unknown);
  assert.equal(desk.rows.first.length, 1);
});
