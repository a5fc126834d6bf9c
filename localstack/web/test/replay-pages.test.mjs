import assert from "node:assert/strict";
import { test } from "node:test";
import { AtriumError } from "../atrium-errors.js";
import { AHEAD_S, ASKED_MAX, ReplayPages } from "../replay-pages.js";
import { goldenFrames } from "./golden-frames.mjs";

const { head, server } = goldenFrames("blitz-1.frames");
const keyframes = server.flatMap(({ frame }, index) => ((frame[0] & 0x0f) === 1 ? [index] : []));
/** Where each page begins; each page has one keyframe. */
const starts = keyframes.map((index) => server[index].messages.find(({ tick }) => tick >= 0).tick);
const LAST = 3;
const TICKS = 5_400;

/** What the server answers for that tick, of a match of four pages. */
function pageFrom(from) {
  const at = from === 0 ? 0 : starts.indexOf(from);
  assert.ok(at >= 0 && at <= LAST, `a page from ${from}`);
  return {
    roomId: head.room,
    game: head.game,
    rulesVersion: 1,
    tickRate: head.tickRate,
    viewRate: 10,
    ticks: TICKS,
    startedAt: 1_790_000_000_000,
    next: at < LAST ? starts[at + 1] : null,
    players: [],
    frames: server
      .slice(keyframes[at], keyframes[at + 1])
      .map(({ frame }) => Buffer.from(frame).toString("base64")),
  };
}

/** Pages of a server that refuses as it is told to: an error, or undefined for an answer. */
function pagesOf(refusals = [], more = {}) {
  const asked = [];
  const waited = [];
  let changes = 0;
  const pages = new ReplayPages({
    page: async (from) => {
      asked.push(from);
      const refusal = refusals.shift();
      if (refusal) {
        throw refusal;
      }
      return pageFrom(from);
    },
    wait: async (waitMs) => void waited.push(waitMs),
    random: () => 1,
    changed: () => changes++,
    ...more,
  });
  return { pages, asked, waited, changes: () => changes };
}

const refusal = (code, more) => new AtriumError({ code, message: code, ...more });
const tooFast = (retryAfterMs) =>
  refusal("rate-limited", { status: 429, retryable: true, retryAfterMs });
const away = () => refusal("unreachable", { retryable: true });

test("pages are asked for as the playhead comes near, and not before", async () => {
  const { pages, asked } = pagesOf();
  assert.equal(pages.tape, undefined);
  await pages.reach(0);
  assert.deepEqual(asked, [0]);
  await pages.reach(pages.tape.loadedTick);
  assert.deepEqual(asked, [0], "what is there is not asked for");
  await pages.reach(pages.tape.loadedTick + 1);
  assert.deepEqual(asked, [0, starts[1]]);
  assert.ok(AHEAD_S >= 5 && AHEAD_S <= 60);
});

test("whoever goes far on gets all up to there, and behind the end there is nothing", async () => {
  const { pages, asked } = pagesOf();
  await pages.reach(TICKS);
  assert.deepEqual(asked, [0, ...starts.slice(1, LAST + 1)]);
  assert.equal(pages.isWhole, true);
  await pages.reach(TICKS);
  assert.equal(asked.length, LAST + 1);
});

test("one page is on its way at a time, however often it is asked for", async () => {
  const { pages, asked, changes } = pagesOf();
  await Promise.all([pages.reach(0), pages.reach(0), pages.reach(0)]);
  assert.deepEqual(asked, [0]);
  assert.equal(changes(), 1);
});

test("a refusal that may pass is waited for, as long as the server says", async () => {
  const { pages, asked, waited } = pagesOf([tooFast(3_000), away(), away()]);
  await pages.reach(0);
  assert.deepEqual(asked, [0, 0, 0, 0]);
  assert.deepEqual(waited, [3_000, 1_000, 2_000]);
  assert.equal(pages.failed, undefined);
  assert.ok(pages.tape);
});

test("it is not asked for ever: then it has failed, and may be tried again", async () => {
  const { pages, asked } = pagesOf(Array.from({ length: ASKED_MAX }, away));
  await pages.reach(0);
  assert.equal(asked.length, ASKED_MAX);
  assert.equal(pages.failed.code, "unreachable");
  await pages.reach(0);
  assert.equal(asked.length, ASKED_MAX, "not by itself");
  await pages.again();
  assert.equal(pages.failed, undefined);
  assert.ok(pages.tape);
});

test("what is refused for good is not asked for again", async () => {
  const { pages, asked, waited } = pagesOf([refusal("not-found", { status: 404 })]);
  await pages.reach(0);
  assert.deepEqual([asked, waited], [[0], []]);
  assert.equal(pages.failed.code, "not-found");
});

test("nobody waits for many minutes", async () => {
  const { pages, waited } = pagesOf([tooFast(600_000)]);
  await pages.reach(0);
  assert.deepEqual(waited, []);
  assert.equal(pages.failed.code, "rate-limited");
});

test("what came before a failure stays", async () => {
  const { pages } = pagesOf([undefined, refusal("not-found", { status: 404 })]);
  await pages.reach(TICKS);
  assert.equal(pages.failed.code, "not-found");
  assert.ok(pages.tape.loadedTick > 0);
  assert.equal(pages.isWhole, false);
});

test("a page that cannot be read, or leads nowhere, has failed", async () => {
  for (const odd of [{ frames: ["AAAA"] }, { next: 0 }, { next: -5 }, { next: "7" }]) {
    const page = async (from) => ({ ...pageFrom(from), ...odd });
    const { pages } = pagesOf([], { page });
    await pages.reach(TICKS);
    assert.ok(pages.failed instanceof Error, JSON.stringify(odd));
  }
});

test("after the end nothing is asked for, nor told", async () => {
  let stop = () => {};
  const wait = async () => stop();
  const { pages, asked, changes } = pagesOf([away(), away()], { wait });
  stop = () => pages.stop();
  await pages.reach(0);
  assert.deepEqual(asked, [0]);
  await pages.reach(TICKS);
  await pages.again();
  assert.deepEqual(asked, [0]);
  assert.equal(pages.failed, undefined);
  assert.equal(changes(), 0);
});
