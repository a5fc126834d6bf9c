/**
 * A world for the client library without network and without waiting: sockets that a test answers
 * for, and timers that run when the test lets time pass.
 */

export class FakeSocket {
  readyState = 0;
  sent = [];
  closedWith = undefined;

  constructor(url, protocols) {
    this.url = url;
    this.protocols = protocols;
  }

  send(frame) {
    this.sent.push(typeof frame === "string" ? JSON.parse(frame) : frame);
  }

  close(code) {
    this.closedWith ??= code;
    this.readyState = 3;
  }

  open() {
    this.readyState = 1;
    this.onopen?.();
  }

  /** The server says something. */
  say(message) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  sayRaw(frame) {
    this.onmessage?.({ data: frame });
  }

  /** The server, or the network, closes. */
  drop(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  /** Binary frames that were sent. */
  get sentBinary() {
    return this.sent.filter((frame) => frame instanceof ArrayBuffer);
  }

  /** The last message with this action. */
  last(action) {
    return this.sent.findLast((message) => message.action === action);
  }

  all(action) {
    return this.sent.filter((message) => message.action === action);
  }

  /** Answers the last request with this action. */
  answer(action, type, data, envelope = {}) {
    const { id } = this.last(action);
    this.say({ type, id, data, ...envelope });
  }

  refuse(action, code, more = {}) {
    const { id } = this.last(action);
    this.say({
      type: "error",
      id,
      data: { code, message: code, action, retryable: false, ...more },
    });
  }
}

/** The wall clock when a world begins. */
export const WALL_START_MS = Date.UTC(2026, 10, 21);

export function fakeWorld() {
  const sockets = [];
  const timers = new Set();
  const world = {
    sockets,
    nowMs: 0,
    hidden: false,
    get socket() {
      return sockets.at(-1);
    },
    /** Lets promises that are ready run. */
    async settle() {
      for (let turn = 0; turn < 5; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    /** Waits (two seconds at most) for work outside of the timers, hashing above all. */
    async sent(action) {
      for (let turn = 0; turn < 2_000 && !world.socket.last(action); turn++) {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      return world.socket.last(action);
    },
    /** Lets `ms` pass, running timers in their order. */
    async pass(ms) {
      const untilMs = world.nowMs + ms;
      for (;;) {
        const [next] = [...timers].sort((one, other) => one.dueMs - other.dueMs);
        if (!next || next.dueMs > untilMs) {
          break;
        }
        timers.delete(next);
        world.nowMs = Math.max(world.nowMs, next.dueMs);
        next.run();
        await world.settle();
      }
      world.nowMs = untilMs;
      await world.settle();
    },
    get timers() {
      return timers.size;
    },
  };
  world.surroundings = {
    WebSocket: class extends FakeSocket {
      constructor(url, protocols) {
        super(url, protocols);
        sockets.push(this);
      }
    },
    fetch: () => Promise.reject(new TypeError("no network in this test")),
    crypto: globalThis.crypto,
    now: () => world.nowMs,
    wallNow: () => WALL_START_MS + world.nowMs,
    random: () => 0.5,
    setTimer: (run, delayMs) => {
      const timer = { run, dueMs: world.nowMs + delayMs };
      timers.add(timer);
      return timer;
    },
    clearTimer: (timer) => timers.delete(timer),
    isHidden: () => world.hidden,
  };
  return world;
}
