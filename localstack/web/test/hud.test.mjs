import assert from "node:assert/strict";
import { test } from "node:test";
import { hudOf, RosterPace } from "../match-hud.js";
import { Spectating } from "../match-spectating.js";
import { MatchStory } from "../match-story.js";

const player = (seat) => ({ seat, name: `P${seat}`, icon: "fox", bot: false, presence: "here" });
const warrior = (seat, number, hp) => ({ id: `${seat}-${number}`, seat, hp });

function match(seats, warriors) {
  const story = new MatchStory();
  story.streaks.begin(0);
  return {
    frame: warriors && { endsAt: 70_000, arena: { shrink: "none" }, warriors },
    room: { seat: 1, speed: 2, players: Array.from({ length: seats }, (_, at) => player(at)) },
    story,
    spectating: new Spectating(),
    selected: new Set(["1-0"]),
    ownIds: new Set(["1-0", "1-1"]),
    completion: undefined,
    serverNowMs: 10_000,
    special: undefined,
    frozen: false,
    rosterPace: new RosterPace(),
    nowMs: 0,
  };
}

test("the healthiest stand first, the fallen last, and what is not known yet is no fall", () => {
  const fighting = match(4, [warrior(1, 0, 40.4), warrior(2, 0, 90), warrior(2, 1, 20)]);
  const hud = hudOf(fighting);
  const rows = hud.roster.map(({ seat, living, hp, fallen }) => [seat, living, hp, fallen]);
  assert.deepEqual(rows, [
    [2, 2, 90, false],
    [1, 1, 40, false],
    [0, 0, 0, true],
    [3, 0, 0, true],
  ]);
  assert.deepEqual([hud.warriorsLeft, hud.playersLeft, hud.secondsLeft], [3, 2, 120]);
  assert.deepEqual(
    hud.own.map(({ id, alive, selected }) => [id, alive, selected]),
    [
      ["1-0", true, true],
      ["1-1", false, false],
    ],
  );
  const waiting = hudOf(match(2, undefined));
  assert.ok(waiting.waiting && waiting.roster.every(({ fallen }) => !fallen));
});

test("the list of players is the same for half a second, unless somebody comes", () => {
  const fighting = match(3, [warrior(1, 0, 40)]);
  const before = hudOf(fighting).roster;
  assert.equal(hudOf({ ...fighting, nowMs: 400 }).roster, before);
  const joined = hudOf({
    ...fighting,
    nowMs: 410,
    room: { ...fighting.room, players: [...fighting.room.players, player(3)] },
  });
  assert.equal(joined.roster.length, 4);
  assert.notEqual(hudOf({ ...fighting, nowMs: 1_000 }).roster, joined.roster);
});

test("who watches is told whom, and streaks from three on stand in the list", () => {
  const fighting = match(3, [warrior(0, 0, 40), warrior(2, 0, 50)]);
  fighting.spectating.update(true, [0, 2]);
  fighting.spectating.next();
  for (const victim of ["1-0", "1-1", "1-2"]) {
    const data = { victim, killer: "2-0" };
    fighting.story.tell({ type: "warrior-eliminated", tick: 5, data }, [], 1);
  }
  const hud = hudOf(fighting);
  assert.equal(hud.watching, true);
  assert.equal(hud.followed.seat, 0);
  assert.deepEqual(
    hud.roster.map(({ seat, streak, eliminations }) => [seat, streak, eliminations]),
    [
      [2, 3, 3],
      [0, undefined, 0],
      [1, undefined, 0],
    ],
  );
});
