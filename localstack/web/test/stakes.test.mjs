import assert from "node:assert/strict";
import { test } from "node:test";
import { entryOf, followStakes, ownStakes, stakesWords } from "../stakes.js";

const account = { playerId: "p", balance: 250, fees: { "arena.blitz": 100 } };
const stakes = (state, more = {}) => ({
  feePerWarrior: 100,
  state,
  entries: [
    { playerId: "p", warriors: 2, amount: 200, refunded: false },
    { playerId: "q", warriors: 1, amount: 100, refunded: false },
  ],
  pot: 300,
  ...more,
});
const paidTo = (playerId, amount) => ({
  payouts: { players: [{ playerId, amount }], platform: 10, burn: 5 },
});

test("an entry costs the fee for each warrior", () => {
  assert.deepEqual(entryOf(account, "arena.blitz", 2), {
    fee: 100,
    cost: 200,
    balance: 250,
    affordable: true,
  });
  assert.equal(entryOf(account, "arena.blitz", 3).affordable, false);
  assert.equal(entryOf({ ...account, balance: 300 }, "arena.blitz", 3).affordable, true);
});

test("what is not played for stakes has no entry", () => {
  assert.equal(entryOf(account, "arena.practice", 1), undefined);
  assert.equal(entryOf(undefined, "arena.blitz", 1), undefined);
  assert.equal(entryOf(null, "arena.blitz", 1), undefined);
  assert.equal(entryOf({ ...account, fees: { "arena.blitz": 0 } }, "arena.blitz", 1), undefined);
});

test("what one won or lost is told once it is paid", () => {
  const words = (state, more) => stakesWords(ownStakes(stakes(state, more), "p"));
  assert.equal(words("open"), "The pot of 300 is being paid out …");
  assert.equal(words("paying", paidTo("p", 285)), "The pot of 300 is being paid out …");
  assert.equal(
    words("paid", paidTo("p", 285)),
    "You were paid 285 from the pot: 85 more than your entry.",
  );
  assert.equal(
    words("paid", paidTo("p", 150)),
    "You were paid 150 from the pot: 50 less than your entry.",
  );
  assert.equal(words("paid", paidTo("q", 285)), "You lost your entry of 200.");
});

test("an entry that came back is told with what it was, whatever became of the others", () => {
  const entries = [
    { playerId: "p", warriors: 2, amount: 200, refunded: true },
    { playerId: "q", warriors: 1, amount: 100, refunded: false },
  ];
  const own = ownStakes(stakes("refunded", { entries }), "p");
  assert.deepEqual(own, { state: "refunded", entry: 200, got: 200, pot: 300 });
  assert.equal(stakesWords(own), "Your entry of 200 came back.");
  // Who had no part in a match that others are paid for has his entry back.
  const paid = { entries, ...paidTo("q", 285) };
  assert.equal(ownStakes(stakes("paid", paid), "p").state, "refunded");
  // Entries go back one after the other.
  assert.equal(ownStakes(stakes("refunding", { entries }), "p").state, "refunded");
  assert.equal(ownStakes(stakes("refunding", { entries }), "q").state, "waiting");
});

test("who paid nothing is told nothing", () => {
  assert.equal(ownStakes(undefined, "p"), undefined);
  assert.equal(ownStakes(stakes("paid"), "x"), undefined);
});

async function follow(records) {
  const told = [];
  let waits = 0;
  await followStakes(
    {
      match: async () => {
        const next = records.length > 1 ? records.shift() : records[0];
        if (next instanceof Error) {
          throw next;
        }
        return next;
      },
      wait: async () => void waits++,
      wanted: () => true,
      changed: ({ state }) => told.push(state),
    },
    "p",
  );
  return { told, waits };
}

test("the pot is looked for until it is paid, through failures, and not for ever", async () => {
  const paying = { stakes: stakes("paying") };
  const paid = { stakes: stakes("paid", paidTo("p", 285)) };
  assert.deepEqual(await follow([new Error("503"), paying, paid]), {
    told: ["waiting", "paid"],
    waits: 2,
  });
  assert.deepEqual(await follow([{}]), { told: [], waits: 0 }, "not played for stakes");
  const { told, waits } = await follow([paying]);
  assert.ok(told.length === waits && waits > 5 && waits < 30, `${waits}`);
});
