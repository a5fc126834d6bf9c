import { directionOfStick, KeySteering } from "./arena-steering.js";

/**
 * Keys, the virtual stick and taps, as commands to a match. Nothing here knows of sockets.
 *
 * @typedef {object} Pilot what the input drives
 * @property {import("./arena-steering.js").Selection} selection
 * @property {import("./match-spectating.js").Spectating} spectating
 * @property {(direction: import("./atrium-shapes.js").Direction) => void} steer
 * @property {(left: number, top: number) => void} tap in CSS pixels of the canvas
 */

const STICK_DEAD_SHARE = 0.22;

/** What keys do for who only watches; the arrows of either hand. */
const WATCH_KEYS = Object.freeze({
  ArrowRight: "next",
  ArrowDown: "next",
  KeyD: "next",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  KeyA: "previous",
  Digit0: "whole",
  Numpad0: "whole",
});

export class MatchInput {
  #pilot;
  #keys = new KeySteering();
  #listening = new AbortController();
  /** @type {import("./atrium-shapes.js").Direction | undefined} */
  #stickWay;
  /** @type {number | undefined} id of the pointer that holds the stick; others do not count */
  #stickPointer;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {HTMLElement} stick
   * @param {Pilot} pilot
   */
  constructor(canvas, stick, pilot) {
    this.#pilot = pilot;
    const options = { signal: this.#listening.signal };
    // On the window: whoever just clicked a button still steers with the arrows.
    window.addEventListener("keydown", (event) => this.#keyDown(event, canvas), options);
    window.addEventListener(
      "keyup",
      (event) => this.#keys.release(event.code, performance.now()),
      options,
    );
    window.addEventListener("blur", () => this.#keys.clear(), options);
    canvas.addEventListener(
      "pointerdown",
      (event) => pilot.tap(event.offsetX, event.offsetY),
      options,
    );
    this.#listenToStick(stick, options);
  }

  /** To be called with every frame. */
  frame(/** @type {number} */ nowMs) {
    const direction = this.#keys.due(nowMs);
    if (direction) {
      this.#pilot.steer(direction);
    }
  }

  stop() {
    this.#listening.abort();
  }

  #keyDown(/** @type {KeyboardEvent} */ event, /** @type {HTMLElement} */ canvas) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
      return;
    }
    const focused = document.activeElement;
    const onField = focused === canvas || focused === document.body || focused === null;
    if (event.code === "Escape" && focused === canvas) {
      canvas.blur();
      document.querySelector(/** @type {"button"} */ ("[data-after-field]"))?.focus();
      return;
    }
    if (event.code.startsWith("Arrow") && focused?.hasAttribute?.("data-scrolls")) {
      return; // The list of players is longer than its place.
    }
    if (this.#pilot.spectating.active) {
      this.#watch(event);
      return;
    }
    const direction = this.#keys.press(event.code);
    if (direction) {
      this.#pilot.steer(direction);
    }
    const { selection } = this.#pilot;
    if (event.code.startsWith("Arrow")) {
      event.preventDefault();
    } else if (event.code === "Space" && onField) {
      event.preventDefault();
      this.#pilot.steer("stop");
    } else if (/^(Digit|Numpad)[1-5]$/.test(event.code)) {
      selection.choose(
        selection.own.find((id) => id.endsWith(`-${Number(event.code.at(-1)) - 1}`)) ?? "",
      );
    } else if (/^(Digit|Numpad)0$/.test(event.code)) {
      selection.chooseAll();
    } else if (event.code === "Tab" && !event.shiftKey && onField && selection.own.length > 1) {
      // Shift+Tab and Escape still lead out of the field.
      event.preventDefault();
      selection.next();
    }
  }

  #watch(/** @type {KeyboardEvent} */ event) {
    const turn = WATCH_KEYS[/** @type {"KeyA"} */ (event.code)];
    if (turn) {
      event.preventDefault();
      this.#pilot.spectating[/** @type {"next"} */ (turn)]();
    }
  }

  #listenToStick(/** @type {HTMLElement} */ stick, /** @type {{signal: AbortSignal}} */ options) {
    let dragged = false;
    const turn = (/** @type {PointerEvent} */ event) => {
      const box = stick.getBoundingClientRect();
      const radius = box.width / 2;
      const x = event.clientX - box.left - radius;
      const y = event.clientY - box.top - radius;
      const direction = directionOfStick(x, y, radius * STICK_DEAD_SHARE);
      const share = Math.min(1, radius / Math.max(1, Math.hypot(x, y)));
      stick.style.setProperty("--knob-x", `${x * share * 0.6}px`);
      stick.style.setProperty("--knob-y", `${y * share * 0.6}px`);
      if (direction) {
        dragged = true;
        if (direction !== this.#stickWay) {
          this.#stickWay = direction;
          this.#pilot.steer(direction);
        }
      }
    };
    const centre = () => {
      stick.style.setProperty("--knob-x", "0px");
      stick.style.setProperty("--knob-y", "0px");
      this.#stickWay = undefined;
      this.#stickPointer = undefined;
    };
    stick.addEventListener(
      "pointerdown",
      (event) => {
        event.preventDefault();
        if (this.#stickPointer !== undefined) {
          return; // A second finger.
        }
        this.#stickPointer = event.pointerId;
        stick.setPointerCapture(event.pointerId);
        dragged = false;
        turn(event);
      },
      options,
    );
    stick.addEventListener(
      "pointermove",
      (event) => event.pointerId === this.#stickPointer && turn(event),
      options,
    );
    stick.addEventListener(
      "pointerup",
      (event) => {
        if (event.pointerId !== this.#stickPointer) {
          return;
        }
        centre();
        if (!dragged) {
          this.#pilot.steer("stop"); // A tap on the hub.
        }
      },
      options,
    );
    const letGo = (/** @type {PointerEvent} */ event) =>
      event.pointerId === this.#stickPointer && centre();
    stick.addEventListener("pointercancel", letGo, options);
    stick.addEventListener("lostpointercapture", letGo, options);
  }
}
