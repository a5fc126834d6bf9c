import { StrictRoom } from "../atrium-strict-room.js";
import { fakeWorld } from "./fake-surroundings.mjs";

export const READY = {
  roomId: "party-1",
  roomCode: "ABCD",
  game: "party.robots",
  ticket: "T",
  direct: "ws://host-a/play",
};

export const ENTERED = {
  roomId: "party-1",
  seat: 2,
  game: "party.robots",
  tick: 4,
  tickRate: 10,
  viewRate: 10,
  speed: 1,
  players: [],
  state: { phase: "lobby" },
};

let lastSeq = 0;

/** The next message of the room's stream. */
export const told = (type, data, more = {}) => ({
  type,
  room: "party-1",
  epoch: 1,
  seq: ++lastSeq,
  tick: lastSeq,
  data,
  ...more,
});

export const state = (more = {}) =>
  told("state", { phase: "lobby" }, { applied: {}, durable: {}, ...more });

/** A room that nobody has answered yet, and all that it tells. */
export async function newRoom(options = {}, ready = READY) {
  const world = fakeWorld();
  const room = new StrictRoom(world.surroundings, ready, options);
  const heard = {};
  for (const type of ["view", "event", "closed", "complete", "numbered", "frozen", "renewed"]) {
    heard[type] = [];
    room.on(type, (payload) => heard[type].push(payload));
  }
  const entering = room.enter();
  entering.catch(() => {});
  await world.settle();
  return { world, room, heard, entering };
}

/** Opens the socket that waits and lets us in. */
export async function letIn(world, entered = {}, envelope = { room: "party-1", epoch: 1 }) {
  world.socket.open();
  await world.settle();
  if (world.socket.last("hello")) {
    world.socket.answer("hello", "connected", { playerId: "p", serverTime: 1 });
    await world.settle();
  }
  const greeting = world.socket.last("resume") ? "resume" : "enter";
  const resumed = { epoch: envelope.epoch, tick: 9, events: 0, complete: true };
  world.socket.answer(
    greeting,
    greeting === "resume" ? "resumed" : "entered",
    greeting === "resume" ? resumed : { ...ENTERED, ...entered },
    envelope,
  );
  await world.settle();
}

/** In a room that has shown its first view, so that commands may leave. */
export async function enterRoom(options, entered) {
  const stage = await newRoom(options);
  await letIn(stage.world, entered);
  await stage.entering;
  stage.world.socket.say(state());
  await stage.world.settle();
  return stage;
}

/** Lets the back-off pass until there is a new socket. */
export async function nextSocket(world) {
  const before = world.sockets.length;
  for (let passedMs = 0; world.sockets.length === before && passedMs < 20_000; passedMs += 50) {
    await world.pass(50);
  }
}

/** How a promise stands, without waiting for it. */
export function watched(promise) {
  const outcome = { settled: false, code: undefined };
  promise.then(
    () => Object.assign(outcome, { settled: true }),
    ({ code }) => Object.assign(outcome, { settled: true, code }),
  );
  return outcome;
}
