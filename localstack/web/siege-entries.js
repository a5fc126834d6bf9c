import { isDoubtful } from "./atrium-sieges.js";
import { KeptSieges } from "./kept-sieges.js";
import { calledOffWords, cancelledWords, registeredWords } from "./sieges.js";
import { describeError } from "./words.js";

/** @typedef {import("./kept-sieges.js").KeptSiege} KeptSiege */

/**
 * One's own registrations for sieges: made, cancelled, and asked for again where no answer came.
 * What is kept of them in the browser are the nonces and what was asked with them.
 */
export class SiegeEntries {
  #ports;
  #kept;
  /** @type {KeptSiege[]} */
  #entries = [];
  /** @type {Set<number>} starts of sieges about which a request has no answer yet */
  #open = new Set();

  /** @type {Set<number>} starts that one is registered for in another browser */
  elsewhere = new Set();

  /** @type {Set<number>} starts of sieges that this page has been sent into */
  begun = new Set();

  /**
   * @param {object} ports
   * @param {Pick<import("./atrium.js").Atrium, "drawNonce">} ports.atrium
   * @param {() => Promise<import("./atrium.js").Lobby>} ports.connect
   * @param {() => import("./atrium.js").Lobby | undefined} ports.lobby
   * @param {() => string | undefined} ports.playerId
   * @param {() => number} ports.now milliseconds since 1970, of this browser's clock
   * @param {() => number} ports.serverNow of the server's, as far as it is known
   * @param {(notice: string) => void} ports.told what came of it
   * @param {(slot: number, registered: number | undefined, warriorsMore: number) => void}
   *     ports.counted how many are registered now, one less than before if that is not said; and
   *     how many warriors more
   * @param {KeptSieges} [ports.kept]
   */
  constructor(ports) {
    this.#ports = ports;
    this.#kept = ports.kept ?? new KeptSieges();
  }

  /** @returns {readonly KeptSiege[]} */
  get all() {
    return this.#entries;
  }

  of(/** @type {number} */ slot) {
    return this.#entries.find((entry) => entry.slot === slot);
  }

  /** Another player, or none. */
  forget() {
    this.#entries = [];
    this.elsewhere.clear();
    this.begun.clear();
  }

  /** Reads what is kept: another tab may have changed it. */
  readAgain() {
    this.#entries = this.#kept.of(this.#ports.playerId());
    this.#ports.lobby()?.expectSieges(this.#entries.filter(({ state }) => state !== "late"));
  }

  /** A lobby is open: it has to know the nonces of earlier pages. */
  attach(/** @type {import("./atrium.js").Lobby} */ lobby) {
    this.readAgain();
    lobby.on("siege-cancelled", ({ slot, reason }) => {
      const paid = paidFor(this.of(slot));
      this.drop(slot);
      this.#ports.told(calledOffWords({ slot, reason, paid }));
    });
    lobby.on("state", (/** @type {string} */ state) => {
      if (state === "open") {
        this.askAgain();
      }
    });
    this.askAgain();
  }

  /**
   * Registers.
   * @throws {import("./atrium.js").AtriumError} why not
   */
  async register(
    /** @type {number} */ slot,
    /** @type {number} */ warriors,
    /** @type {number} */ fee,
  ) {
    const lobby = await this.#ports.connect();
    const entry = await this.#newEntry({ slot, warriors, fee, state: "asked" });
    this.#keep(entry);
    await this.#ask(lobby, entry);
  }

  /** @returns {Promise<KeptSiege>} */
  async #newEntry(/** @type {Pick<KeptSiege, "slot" | "warriors" | "fee" | "state">} */ asked) {
    const drawn = await this.#ports.atrium.drawNonce();
    const playerId = this.#ports.playerId() ?? "";
    return { ...asked, ...drawn, playerId, keptAt: this.#ports.now() };
  }

  async #ask(
    /** @type {import("./atrium.js").Lobby} */ lobby,
    /** @type {KeptSiege} */ entry,
  ) {
    const { slot, warriors } = entry;
    this.#open.add(slot);
    try {
      const { registered } = await lobby.registerSiege({ slot, warriors, drawn: entry });
      if (!this.begun.has(slot)) {
        this.#keep({ ...entry, state: "registered", keptAt: this.#ports.now() });
        this.#ports.counted(slot, registered, warriors);
        this.#ports.told(registeredWords(slot, warriors, registered));
      }
    } catch (error) {
      if (!isDoubtful(error)) {
        this.drop(slot);
      }
      if (/** @type {any} */ (error)?.code === "already-registered") {
        this.elsewhere.add(slot);
      }
      throw error;
    } finally {
      this.#open.delete(slot);
    }
  }

  /**
   * Is registered no longer.
   * @throws {import("./atrium.js").AtriumError} why not
   */
  async cancel(/** @type {number} */ slot) {
    const lobby = await this.#ports.connect();
    const entry = this.of(slot);
    if (entry) {
      this.#keep({ ...entry, state: "leaving" });
    }
    await this.#leave(lobby, slot, entry);
  }

  async #leave(
    /** @type {import("./atrium.js").Lobby} */ lobby,
    /** @type {number} */ slot,
    /** @type {KeptSiege | undefined} */ entry,
  ) {
    this.#open.add(slot);
    try {
      await lobby.cancelSiege(slot);
      this.drop(slot);
      this.#ports.counted(slot, undefined, -(entry?.warriors ?? 0));
      this.#ports.told(cancelledWords(slot, paidFor(entry)));
    } catch (error) {
      if (/** @type {any} */ (error)?.code === "not-registered") {
        this.drop(slot);
      } else if (entry && !isDoubtful(error) && !this.begun.has(slot)) {
        this.#keep({ ...entry, state: "registered" });
      }
      throw error;
    } finally {
      this.#open.delete(slot);
    }
  }

  /**
   * What got no answer is asked again, once there is a connection; what may still get one is not,
   * for two cancellations could meet a registration between them. Never rejects.
   */
  async askAgain() {
    const lobby = this.#ports.lobby();
    if (lobby?.state !== "open") {
      return;
    }
    const doubts = this.#entries.filter(
      ({ slot, state }) =>
        (state === "asked" || state === "leaving") &&
        slot > this.#ports.serverNow() &&
        !this.#open.has(slot),
    );
    for (const entry of doubts) {
      const again =
        entry.state === "asked" ? this.#ask(lobby, entry) : this.#leave(lobby, entry.slot, entry);
      await again.catch((error) => {
        if (!isDoubtful(error)) {
          this.#ports.told(describeError(error).words);
        }
      });
    }
  }

  /**
   * Comes late to the siege that runs; who has done so before comes back with the same entry.
   * @returns {Promise<import("./atrium-shapes.js").Match>}
   * @throws {import("./atrium.js").AtriumError} why not
   */
  async enterLate(
    /** @type {import("./atrium-shapes.js").SiegeRunning} */ { slot, feePerWarrior: fee },
    /** @type {number} */ warriors,
  ) {
    const lobby = await this.#ports.connect();
    const before = this.of(slot);
    const entry =
      before?.state === "late"
        ? before
        : await this.#newEntry({ slot, warriors, fee, state: "late" });
    this.#keep(entry);
    try {
      return await lobby.enterSiegeLate({ warriors: entry.warriors, drawn: entry });
    } catch (error) {
      if (!isDoubtful(error)) {
        this.drop(slot);
      }
      throw error;
    }
  }

  /** It began without a word to us: who registered may come to his seat as those who are late. */
  missed(/** @type {number} */ slot) {
    const entry = this.of(slot);
    if (entry) {
      this.#keep({ ...entry, state: "late" });
    }
  }

  #keep(/** @type {KeptSiege} */ entry) {
    this.#kept.keep(entry);
    this.#entries = this.#kept.of(this.#ports.playerId());
  }

  /** There is nothing more to wait for. */
  drop(/** @type {number} */ slot) {
    this.elsewhere.delete(slot);
    this.#kept.drop(this.#ports.playerId(), slot);
    this.#entries = this.#kept.of(this.#ports.playerId());
  }
}

const paidFor = (/** @type {KeptSiege | undefined} */ entry) =>
  entry ? entry.fee * entry.warriors : 0;
