import { Room } from "../atrium-room.js";
import { fakeWorld } from "./fake-surroundings.mjs";

export const MATCH = { roomId: "room-1", direct: "ws://host-a/direct", ticket: "T", nonce: "ab" };
export const ENTERED = {
  roomId: "room-1",
  seat: 2,
  tick: 0,
  tickRate: 60,
  viewRate: 20,
  speed: 1,
  players: [{ seat: 2, playerId: "p", name: "Livia", icon: "fox", bot: false, presence: "here" }],
};

export const view = (tick, more = {}) => ({
  type: "state",
  room: "room-1",
  epoch: 1,
  seq: tick,
  tick,
  applied: {},
  durable: {},
  data: { phase: "fighting", warriors: [], powerUps: [] },
  ...more,
});

/** What `GET /matches/{roomId}` says of the room. */
export const record = (epoch, direct, status = "playing") => ({
  roomId: "room-1",
  status,
  epoch,
  direct,
});

/** In a room that answers so to `enter`, beyond what it always says. */
export async function enterRoom(options, entered = {}) {
  const world = fakeWorld();
  const room = new Room(world.surroundings, MATCH, options);
  const heard = {
    view: [],
    event: [],
    players: [],
    complete: [],
    closed: [],
    rewound: [],
    refused: [],
  };
  for (const type of Object.keys(heard)) {
    room.on(type, (payload) => heard[type].push(payload));
  }
  const entering = room.enter();
  await world.settle();
  world.socket.open();
  await world.settle();
  world.socket.answer("enter", "entered", { ...ENTERED, ...entered }, { room: "room-1", epoch: 1 });
  await entering;
  return { world, room, heard };
}

/** Lets the back-off pass, opens the next socket, and answers its `enter`. */
export async function comeBack(world, envelope = { epoch: 1 }) {
  for (let passedMs = 0; world.socket.readyState !== 0 && passedMs < 10_000; passedMs += 100) {
    await world.pass(100);
  }
  world.socket.open();
  await world.settle();
  world.socket.answer("enter", "entered", ENTERED, { room: "room-1", ...envelope });
  await world.settle();
}
