import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandLog, CommandPace } from "../atrium-commands.js";

const numbers = (commands) => commands.map(({ seq }) => seq);

test("commands are numbered from 1 and kept until they are durable", () => {
  const log = new CommandLog();
  for (const direction of ["n", "e", "s"]) {
    log.add("0-0", { direction });
  }
  assert.deepEqual(numbers(log.pending), [1, 2, 3]);
  log.acknowledge(3, 1);
  assert.deepEqual(numbers(log.pending), [2, 3], "applied is not yet durable");
  log.acknowledge(3, 3);
  assert.deepEqual(log.pending, []);
  assert.equal(log.add("0-0", {}).seq, 4);
});

test("numbers go on behind what the room has seen from an earlier page", () => {
  const log = new CommandLog();
  log.acknowledge(57, 55);
  assert.equal(log.add("0-0", {}).seq, 58);
});

test("a host that lost applied commands does not turn numbers back", () => {
  const log = new CommandLog();
  log.add("0-0", {});
  log.add("0-0", {});
  log.acknowledge(2, 0);
  log.acknowledge(0, 0);
  assert.deepEqual(numbers(log.pending), [1, 2]);
  assert.equal(log.add("0-0", {}).seq, 3);
});

test("beyond its bound the log gives up replaced commands first", () => {
  const log = new CommandLog(3);
  log.add("0-1", {});
  log.add("0-0", {});
  log.add("0-0", {});
  log.add("0-0", {});
  assert.deepEqual(numbers(log.pending), [1, 3, 4], "the only one of 0-1 stays");
});

test("a command that is refused is forgotten, and the newest of its subject is to be sent again", () => {
  const log = new CommandLog();
  log.add("0-0", { direction: "n" });
  log.add("0-1", { direction: "e" });
  log.add("0-0", { direction: "s" });
  assert.deepEqual(log.refuse(1), { seq: 3, subject: "0-0", fields: { direction: "s" } });
  assert.deepEqual(log.refuse(2), { seq: 2, subject: "0-1", fields: { direction: "e" } });
  assert.deepEqual(numbers(log.pending), [3], "its number is spent");
  assert.equal(log.refuse(2), undefined, "told twice");
  assert.equal(log.refuse(9), undefined);
  assert.equal(log.add("0-1", {}).seq, 4);
});

test("a pause lets nothing leave before its end, and newer commands are not replaced", () => {
  const pace = new CommandPace(24);
  pace.pause(500);
  pace.pause(300);
  pace.hold("0-0", { direction: "e" });
  pace.holdAgain("0-0", { direction: "n" });
  pace.holdAgain("0-1", { direction: "w" });
  assert.deepEqual(pace.take(499), []);
  assert.equal(pace.waitMs(400), 100);
  assert.deepEqual(pace.take(500), [
    { subject: "0-0", fields: { direction: "e" } },
    { subject: "0-1", fields: { direction: "w" } },
  ]);
});

test("of each subject the newest is to be sent again, and none that is stored", () => {
  const log = new CommandLog();
  for (const subject of ["0-0", "0-1", "0-0", "draw", "0-0"]) {
    log.add(subject, {});
  }
  assert.deepEqual(numbers(log.newest), [2, 4, 5]);
  assert.deepEqual(numbers(log.pending), [1, 2, 3, 4, 5], "all are kept until they are stored");
  log.acknowledge(4, 4);
  assert.deepEqual(numbers(log.newest), [5]);
  assert.equal(log.find(4), undefined);
  assert.equal(log.find(5).subject, "0-0");
});

test("what is sent again goes first, by number, once, at the same pace", () => {
  const pace = new CommandPace(3);
  const command = (seq) => ({ seq, subject: `act ${seq}`, fields: {} });
  pace.hold("0-0", { direction: "n" });
  pace.sendAgain([command(7), command(9)]);
  pace.sendAgain([command(4), command(7), command(5)]);
  assert.deepEqual(numbers(pace.take(0)), [4, 5, 7]);
  assert.equal(pace.waitMs(0), 1_000);
  pace.acknowledge(8);
  assert.deepEqual(pace.take(1_000), [
    command(9),
    { subject: "0-0", fields: { direction: "n" } },
  ]);
  pace.sendAgain([command(10), command(11)]);
  pace.acknowledge(10);
  pace.pause(1_500);
  assert.deepEqual(pace.take(1_499), []);
  assert.deepEqual(numbers(pace.take(1_500)), [11]);
  pace.sendAgain([command(12)]);
  pace.clear();
  assert.equal(pace.waitMs(1_500), undefined);
});

test("no second sees more than the pace, and the newest of a subject wins", () => {
  const pace = new CommandPace(3);
  for (const [nowMs, subject] of [
    [0, "0-0"],
    [10, "0-1"],
    [20, "0-2"],
  ]) {
    pace.hold(subject, {});
    assert.equal(pace.take(nowMs).length, 1);
  }
  assert.equal(pace.waitMs(20), undefined, "nothing is held");
  pace.hold("0-0", { direction: "n" });
  pace.hold("0-0", { direction: "e" });
  assert.deepEqual(pace.take(30), []);
  assert.equal(pace.waitMs(30), 970);
  assert.deepEqual(pace.take(1_000), [{ subject: "0-0", fields: { direction: "e" } }]);
});
