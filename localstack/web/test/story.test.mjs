import assert from "node:assert/strict";
import { test } from "node:test";
import { EVENTS_MISSED, MatchStory } from "../match-story.js";
import { SpecialNews } from "../match-special.js";
import { Streaks } from "../match-streaks.js";

const PLAYERS = [
  { seat: 0, name: "Livia", icon: "fox" },
  { seat: 1, name: "<b>Nero</b>", icon: "owl" },
  { seat: 2, name: "Otho", icon: "bear" },
];
const fall = (victim, killer) => ({
  type: "warrior-eliminated",
  tick: 900,
  data: { victim, killer, finalStats: {} },
});

function told(events, ownSeat = 0, firstTick = 3) {
  const story = new MatchStory();
  story.streaks.begin(firstTick);
  events.forEach((event) => story.tell(event, PLAYERS, ownSeat));
  return story;
}
const texts = (story) => story.sentences.map(({ text }) => text);

test("a streak rises with each elimination by any of his, and ends with a loss", () => {
  const story = told([fall("0-0", "1-0"), fall("2-0", "1-1"), fall("2-1", "1-0")]);
  assert.equal(story.streaks.of(1), 3);
  assert.equal(story.feed[0].streak, 3);
  assert.equal(story.feed[1].streak, undefined, "two are not worth telling");
  assert.equal(texts(story).at(-1), "<b>Nero</b> has 3 in a row.");
  story.tell(fall("1-1", null), PLAYERS, 0);
  assert.equal(story.streaks.of(1), 0);
  assert.equal(story.streaks.notableOf(1), undefined);
  assert.equal(story.eliminations.get(1), 3, "what he did counts on");
});

test("one's own streak and losses are told as one's own", () => {
  const won = [fall("1-0", "0-0"), fall("1-1", "0-0"), fall("2-0", "0-1")];
  const story = told([...won, fall("0-0", null)]);
  assert.deepEqual(texts(story), [
    "You eliminated a warrior of <b>Nero</b>.",
    "You eliminated a warrior of <b>Nero</b>.",
    "You eliminated a warrior of Otho.",
    "You have 3 in a row.",
    "Your warrior fell.",
  ]);
  assert.ok(story.feed.every(({ own }) => own));
});

test("after a gap a streak is not made up until one of the player's own falls", () => {
  const story = told([
    fall("0-0", "1-0"),
    { type: EVENTS_MISSED, tick: 950, data: {} },
    fall("2-0", "1-0"),
    fall("2-1", "1-0"),
    fall("2-2", "1-0"),
  ]);
  assert.equal(story.streaks.of(1), undefined);
  assert.ok(story.feed.every(({ streak }) => streak === undefined));
  assert.equal(story.streaks.of(2), 0, "one of his has fallen since");
  story.tell(fall("1-0", "2-5"), PLAYERS, 0);
  story.tell(fall("0-1", "1-1"), PLAYERS, 0);
  assert.deepEqual([story.streaks.of(1), story.streaks.of(2)], [1, 1]);
});

test("who comes in the middle of a match knows nobody's streak", () => {
  const streaks = new Streaks();
  streaks.begin(2_400);
  streaks.eliminated(2, 1);
  assert.equal(streaks.of(1), undefined);
  assert.equal(streaks.of(2), 0);
});

test("of what is read aloud the last few are kept, each once and in order", () => {
  const story = new MatchStory();
  for (let turn = 0; turn < 20; turn++) {
    story.say(`sentence ${turn}`);
  }
  assert.deepEqual(texts(story), [14, 15, 16, 17, 18, 19].map((turn) => `sentence ${turn}`));
  assert.equal(new Set(story.sentences.map(({ key }) => key)).size, 6);
});

test("special events are told by name, and one that is not known is not", () => {
  const event = (kind, ticks) => ({ type: "special-event", tick: 3_600, data: { kind, ticks } });
  const story = told([event("blood-moon", 600), event("power-surge", 0), event("comet", 60)]);
  assert.deepEqual(texts(story), [
    "Blood moon: Every blow does a quarter more damage.",
    "Power surge: Three power-ups appear at once.",
  ]);
});

test("while a special event lasts its seconds are counted in game time", () => {
  const news = new SpecialNews();
  const times = { serverNowMs: 10_000, speed: 4, nowMs: 0 };
  const special = { kind: "sanctuary", endsAt: 12_000 };
  assert.equal(news.now(special, times).secondsLeft, 8);
  assert.equal(news.now(special, times).title, "Sanctuary");
  assert.equal(news.now({ ...special, endsAt: 9_000 }, times).secondsLeft, 0);
  assert.equal(news.now(null, times), undefined);
  assert.equal(news.now(undefined, times), undefined, "an older server says nothing of it");
  assert.equal(news.now({ kind: "comet", endsAt: 12_000 }, times), undefined);
});

test("what is over at once stays until it is read, and no longer", () => {
  const news = new SpecialNews();
  news.tell({ type: "special-event", data: { kind: "power-surge", ticks: 0 } }, 1_000);
  const at = (nowMs) => news.now(null, { serverNowMs: 0, speed: 1, nowMs });
  assert.equal(at(1_500).kind, "power-surge");
  assert.ok(Number.isNaN(at(1_500).secondsLeft));
  assert.equal(at(6_000), undefined);
  news.tell({ type: "special-event", data: { kind: "blood-moon", ticks: 600 } }, 7_000);
  assert.equal(at(7_100), undefined, "the views say that it is on");
});
