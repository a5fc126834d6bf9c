import { html, render } from "/webjars/lit-html/lit-html.js";
import { Announcer } from "./party-announcer.js";
import { Confetti } from "./confetti.js";
import { keepPreferences, ON_SCREEN } from "./party-kept.js";
import { errorBar, hindranceBar } from "./party-parts.js";
import { Sounds } from "./party-sounds.js";
import { endMoment, PartyStory, warningMoment } from "./party-story.js";
import { secondsLeft, shareLeft, TimeWarnings, untilNextSecond } from "./party-timer.js";
import { hindranceOf, screenOf } from "./party-view.js";

/** What was told just before a new task in the same party begins stays there for that, too. */
const NOTICE_MS_MIN = 5_000;

/**
 * @typedef {object} Shown
 * @property {string} kind of screen
 * @property {number} [seconds] left
 * @property {number} share of the time that is left, 0 to 1
 * @property {boolean} busy while what somebody attempted is on its way
 */

/**
 * What both pages of a party do with what they know: draw it, go to a new task once, count the
 * time down, and say, sound and throw what happens. They run what people ask for, and show why it
 * failed.
 */
export class PartyPage {
  #table;
  #template;
  #onTask;
  #of;
  #root;
  #story;
  #warnings = new TimeWarnings();
  #announcer;
  #sounds;
  #confetti;
  /** What is there at the first view is no news; from then on events tell. */
  #storyBegun = false;
  /** Words that nothing else on the page shows. */
  #notice = "";
  #noticeMs = -Infinity;
  #busy = false;
  /** @type {unknown} shown until it is dismissed, something is tried again, or a new task begins */
  #error;
  #timer = 0;
  #task = "";

  /**
   * @param {import("./party-table.js").PartyTable} table
   * @param {object} page
   * @param {import("./party-kept.js").KeptOf} page.of
   * @param {import("./party-kept.js").Preferences} page.preferences
   * @param {(shown: Shown) => unknown} page.template of all below the error and what hinders
   * @param {() => void} [page.onTask] called before a new task is drawn: what was open in the one
   *     before is past
   */
  constructor(table, { of, preferences, template, onTask = () => {} }) {
    this.#table = table;
    this.#template = template;
    this.#onTask = onTask;
    this.#of = of;
    this.preferences = preferences;
    this.#root = /** @type {HTMLElement} */ (document.getElementById("app"));
    this.#announcer = new Announcer(
      /** @type {HTMLElement} */ (document.getElementById("said")),
    );
    this.#story = new PartyStory({ isScreen: of === ON_SCREEN });
    this.#sounds = new Sounds(preferences.sounds);
    this.#confetti = new Confetti(
      /** @type {HTMLCanvasElement} */ (document.getElementById("confetti")),
      preferences.confetti,
    );
    for (const touch of ["pointerdown", "keydown"]) {
      document.addEventListener(touch, () => this.#sounds.wake(), { passive: true });
    }
    window.addEventListener("online", () => table.tryAgain());
    document.addEventListener("visibilitychange", () => document.hidden || table.tryAgain());
    table.on("changed", () => this.#changed());
    table.on("told", (event) => {
      this.#happened(this.#story.moment(event, table.model, table.serverNow()));
    });
    table.on("ended", (end) => this.#happened(endMoment(end, table.model.you)));
    table.on("left", (error) => this.#setError(error));
  }

  /** Changes what is switched on, or the name that is offered, and keeps it. */
  prefer(/** @type {Partial<import("./party-kept.js").Preferences>} */ change) {
    this.preferences = { ...this.preferences, ...change };
    this.#sounds.on = this.preferences.sounds;
    this.#sounds.wake();
    this.#confetti.on = this.preferences.confetti;
    keepPreferences(this.#of, this.preferences);
    this.draw();
  }

  say(/** @type {string | undefined} */ words) {
    this.#announcer.say(words);
  }

  /**
   * Runs what somebody asked for, and shows what it throws. The page is busy meanwhile: what else
   * is attempted then is not run.
   * @param {() => Promise<unknown>} action
   */
  async attempt(action) {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    await this.run(async () => {
      try {
        await action();
      } finally {
        this.#busy = false;
      }
    });
  }

  /**
   * Runs what somebody asked for, also while the page is busy, and shows what it throws.
   * @param {() => Promise<unknown>} action
   */
  async run(action) {
    this.#setError(undefined);
    try {
      await action();
    } catch (error) {
      this.#error = error;
    } finally {
      this.draw();
    }
  }

  #setError(/** @type {unknown} */ error) {
    this.#error = error;
    this.draw();
  }

  #changed() {
    const { state } = this.#table.model;
    const isFirst = state !== undefined && !this.#storyBegun;
    if (isFirst) {
      this.#story.shown(state);
    }
    this.#storyBegun = state !== undefined;
    if (state?.starting) {
      this.#notice = "";
    }
    this.draw();
    if (state && !isFirst) {
      // Behind the drawing: a new task clears what was to be known in the one before.
      this.#happened(this.#story.viewed(this.#table.model));
    }
  }

  #happened(/** @type {import("./party-story.js").Moment} */ { words, sound, confetti, notice }) {
    this.say(words);
    if (notice && words) {
      this.#notice = words;
      this.#noticeMs = performance.now();
      this.draw();
    }
    if (sound) {
      this.#sounds.play(sound);
    }
    if (confetti) {
      this.#confetti.throw();
    }
  }

  /** Draws everything, and looks again when the next second is over. */
  draw() {
    const { model, isSeated } = this.#table;
    const nowMs = this.#table.serverNow();
    const { state } = model;
    const seconds = model.end ? undefined : secondsLeft(state, nowMs);
    const { kind, task } = isSeated ? screenOf(model) : { kind: "start", task: "start" };
    const isNew = task !== this.#task;
    const isFirst = this.#task === "";
    this.#task = task;
    if (isNew) {
      const isFresh = performance.now() - this.#noticeMs < NOTICE_MS_MIN;
      if (!isFresh || !state || model.end) {
        this.#notice = "";
      }
      this.#error = undefined;
      this.#onTask();
    }
    document.body.dataset.screen = kind;
    const shown = { kind, seconds, share: shareLeft(state, nowMs), busy: this.#busy };
    render(
      html`
        ${errorBar(this.#error, () => this.#setError(undefined))}
        ${hindranceBar(hindranceOf(model), this.#notice)} ${this.#template(shown)}
      `,
      this.#root,
    );
    const warning = this.#warnings.due(state?.endsAt, seconds);
    if (warning !== undefined) {
      this.#happened(warningMoment(warning));
    }
    if (isNew && !isFirst) {
      // Whoever has a new task begins at its heading, once.
      window.scrollTo(0, 0);
      this.#root.querySelector("h1")?.focus({ preventScroll: true });
    }
    clearTimeout(this.#timer);
    if (seconds !== undefined && seconds > 0) {
      const waitMs = untilNextSecond(state?.endsAt, nowMs);
      this.#timer = window.setTimeout(() => this.draw(), waitMs);
    }
  }
}
