import { SiegeEntries } from "./siege-entries.js";
import {
  cancelledWords,
  missedWords,
  newsOf,
  obstacleOf,
  rowsOf,
  startingOf,
  STARTS_WITHIN_MS,
  CALLED_UNTIL_LEFT_MS,
} from "./sieges.js";

const TURN_MS = 1_000;
const LOOK_EVERY_TURNS = 5;

/** Near a start more happens. */
const LOOK_EVERY_TURNS_SOON = 2;
const SOON_MS = 15_000;

/** The list may be so old that it does not know of a registration yet. */
const LIST_AGE_MS = 10_000;

/** Longer than a siege. */
const LATE_ENTRY_KEPT_MS = 900_000;

/**
 * Sieges as the lobby's page knows them: looks at the list as long as somebody looks at the page or
 * waits for a siege, registers, cancels and comes late.
 */
export class SiegeDesk {
  #ports;
  #entries;
  /** @type {import("./atrium-shapes.js").SiegeList | undefined} */
  #list;
  /** @type {import("./sieges.js").SiegeRow[]} */
  #told = [];
  /** @type {any} */
  #timer;
  #turns = 0;
  #looking = false;

  /** How many warriors one would enter. */
  warriors = 1;

  /** What came of what one did, or of a siege; shown until something else is done. */
  notice = "";

  /** Said aloud: counts, and that it is time. */
  news = "";

  /** @type {unknown} why the list could not be had; undefined if it could */
  unknown;

  /**
   * @param {object} ports
   * @param {Pick<import("./atrium.js").Atrium, "sieges" | "drawNonce">} ports.atrium
   * @param {() => Promise<import("./atrium.js").Lobby>} ports.connect
   * @param {() => import("./atrium.js").Lobby | undefined} ports.lobby
   * @param {() => string | undefined} ports.playerId
   * @param {() => number | undefined} ports.balance
   * @param {() => boolean} ports.shown whether somebody looks at the lobby
   * @param {() => void} ports.draw
   * @param {() => void} ports.paid what one has may be another sum now
   * @param {(match: import("./atrium-shapes.js").Match) => void} ports.enter
   * @param {import("./kept-sieges.js").KeptSieges} [ports.kept]
   * @param {() => number} [ports.now] milliseconds since 1970
   */
  constructor(ports) {
    const now = ports.now ?? (() => Date.now());
    this.#ports = { ...ports, now };
    this.#entries = new SiegeEntries({
      atrium: ports.atrium,
      connect: ports.connect,
      lobby: ports.lobby,
      playerId: ports.playerId,
      kept: ports.kept,
      now,
      serverNow: () => this.nowMs,
      told: (notice) => this.#notify(notice),
      counted: (slot, registered, more) => this.#count(slot, registered, more),
    });
  }

  /** Looks now, and goes on once a second. */
  start() {
    this.stop();
    this.#turns = 0;
    this.readAgain();
    this.look();
    this.#next();
  }

  stop() {
    clearTimeout(this.#timer);
  }

  /** Another player, or none. */
  forget() {
    this.stop();
    this.#entries.forget();
    this.#told = [];
    this.notice = "";
    this.news = "";
  }

  #next() {
    this.#timer = setTimeout(() => {
      this.#turns++;
      const shown = this.#ports.shown();
      const every = this.#isSoon ? LOOK_EVERY_TURNS_SOON : LOOK_EVERY_TURNS;
      if (this.#turns % every === 0 && (shown || this.#entries.all.length > 0)) {
        this.look();
      }
      this.#show();
      this.#next();
    }, TURN_MS);
  }

  get #isSoon() {
    const nowMs = this.nowMs;
    const next = this.#list?.next ?? [];
    return this.starting.length > 0 || next.some(({ slot }) => slot < nowMs + SOON_MS);
  }

  /** The server's clock, or ours until it is known. */
  get nowMs() {
    const serverNowMs = this.#ports.lobby()?.serverNow() ?? NaN;
    return Number.isNaN(serverNowMs) ? this.#ports.now() : serverNowMs;
  }

  get list() {
    return this.#list;
  }

  /** The sieges to come. */
  get rows() {
    return this.#list === undefined
      ? { first: [], later: [] }
      : rowsOf({
          list: this.#list,
          entries: this.#entries.all,
          elsewhere: this.#entries.elsewhere,
          chosen: this.warriors,
          balance: this.#ports.balance(),
          nowMs: this.nowMs,
        });
  }

  /** One's own that are about to begin. */
  get starting() {
    return startingOf(this.#entries.all, this.nowMs);
  }

  /** The siege that one may still enter, and how; undefined if there is none, or one was in it. */
  get running() {
    const siege = this.#list?.running;
    if (!siege || siege.lateUntil <= this.nowMs) {
      return undefined;
    }
    const entry = this.#entries.of(siege.slot);
    const late = entry?.state === "late" ? entry : undefined;
    if (!late && (entry || this.#entries.begun.has(siege.slot))) {
      return undefined;
    }
    return {
      ...siege,
      leftMs: siege.lateUntil - this.nowMs,
      again: late !== undefined,
      own: late?.warriors ?? this.warriors,
      obstacle: late ? undefined : obstacleOf(siege, this.warriors, this.#ports.balance()),
    };
  }

  /** Whether the lobby has to stay open for a siege to come. */
  get waits() {
    return this.#entries.all.some(({ state }) => state !== "late");
  }

  /** What the buttons do, each run by `attempt`, which shows what it throws. */
  actions(/** @type {(action: () => Promise<void>) => void} */ attempt) {
    return {
      chooseSiegeWarriors: (/** @type {number} */ warriors) => {
        this.warriors = warriors;
        this.#ports.draw();
      },
      registerSiege: (/** @type {number} */ slot) => attempt(() => this.register(slot)),
      cancelSiege: (/** @type {number} */ slot) => attempt(() => this.cancel(slot)),
      enterSiegeLate: () => attempt(() => this.enterLate()),
    };
  }

  /** A lobby is open. */
  attach(/** @type {import("./atrium.js").Lobby} */ lobby) {
    this.#entries.attach(lobby);
  }

  /** Another tab may have registered, or cancelled. */
  readAgain() {
    this.#entries.readAgain();
  }

  /** A siege of ours has begun. */
  begun(/** @type {number} */ slot) {
    this.#entries.begun.add(slot);
    this.#entries.drop(slot);
    this.notice = "";
  }

  /** Looks at the list, and puts right what it shows to be otherwise. Never rejects. */
  async look() {
    if (this.#looking || this.#ports.playerId() === undefined) {
      return;
    }
    this.#looking = true;
    try {
      this.#list = await this.#ports.atrium.sieges();
      this.unknown = undefined;
      this.#compare(this.#list);
    } catch (error) {
      this.unknown = error;
    } finally {
      this.#looking = false;
    }
    if (this.waits && this.#ports.lobby()?.state === "closed") {
      await this.#ports.connect().catch(() => {}); // The next look tries again.
    }
    this.#show();
    await this.#entries.askAgain();
  }

  #compare(/** @type {import("./atrium-shapes.js").SiegeList} */ list) {
    const nowMs = this.nowMs;
    for (const { slot, state, keptAt } of this.#entries.all) {
      const row = list.next.find((siege) => siege.slot === slot);
      if (state === "late") {
        if (slot + LATE_ENTRY_KEPT_MS < nowMs) {
          this.#entries.drop(slot);
        }
      } else if (list.running?.slot === slot) {
        if (list.running.lateUntil < nowMs + CALLED_UNTIL_LEFT_MS) {
          this.#entries.missed(slot);
          this.#notify(missedWords(slot, true));
        }
      } else if (slot + STARTS_WITHIN_MS < nowMs) {
        this.#entries.drop(slot);
        this.#notify(missedWords(slot, false));
      } else if (
        row?.registered === 0 &&
        state === "registered" &&
        this.#ports.now() - keptAt > LIST_AGE_MS
      ) {
        // Cancelled in another browser.
        this.#entries.drop(slot);
        this.#notify(cancelledWords(slot, 0));
      }
    }
  }

  #show() {
    if (this.#ports.shown()) {
      const { first, later } = this.rows;
      const rows = [...first, ...later];
      const begins = this.starting.length > 0 ? "Your siege is about to begin." : undefined;
      this.news = begins ?? newsOf(this.#told, rows) ?? this.news;
      this.#told = rows;
      this.#ports.draw();
    }
  }

  /** @throws {import("./atrium.js").AtriumError} why not */
  async register(/** @type {number} */ slot) {
    this.notice = "";
    const siege = this.#list?.next.find((listed) => listed.slot === slot);
    await this.#entries.register(slot, this.warriors, siege?.feePerWarrior ?? 0);
  }

  /** @throws {import("./atrium.js").AtriumError} why not */
  async cancel(/** @type {number} */ slot) {
    this.notice = "";
    await this.#entries.cancel(slot);
  }

  /** @throws {import("./atrium.js").AtriumError} why not */
  async enterLate() {
    const siege = this.#list?.running;
    if (siege) {
      this.notice = "";
      const match = await this.#entries.enterLate(siege, this.warriors);
      this.#ports.paid();
      this.#ports.enter(match);
    }
  }

  #notify(/** @type {string} */ notice) {
    this.notice = notice;
    this.#ports.paid();
    this.#ports.draw();
  }

  /** The list is seconds behind what we did: it is set right until the next look. */
  #count(
    /** @type {number} */ slot,
    /** @type {number | undefined} */ registered,
    /** @type {number} */ warriorsMore,
  ) {
    const siege = this.#list?.next.find((listed) => listed.slot === slot);
    if (siege && siege.registered !== registered) {
      siege.registered = Math.max(0, registered ?? siege.registered - 1);
      siege.warriors = Math.max(siege.registered, siege.warriors + warriorsMore);
    }
  }
}
