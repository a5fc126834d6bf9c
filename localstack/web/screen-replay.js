import { html, nothing, svg } from "/webjars/lit-html/lit-html.js";
import { guard } from "/webjars/lit-html/directives/guard.js";
import { repeat } from "/webjars/lit-html/directives/repeat.js";
import { SPEEDS } from "./replay-tape.js";
import { token } from "./screen-parts.js";
import { feed, roster } from "./screen-roster.js";
import { clock, ordinal } from "./words.js";

/** Of the marks above the time bar; they are as wide as it. */
const MARKS_WIDTH = 1_000;
const STANDINGS_MAX = 10;

const HELP =
  "Space plays and pauses, left and right go five seconds back and on, Home goes to the " +
  "beginning. On the time bar left and right go one second.";

/** A match that is over, from its beginning to its end, at the watcher's pace. */
export const replayScreen = (state, actions) => {
  const { replay } = state;
  const { hud, ...view } = replay.view;
  return html`
    <main class="match replay" data-testid="replay" data-shrink=${hud.shrink}>
      <h1 class="unseen">Replay${view.title ? `: ${view.title}` : nothing}</h1>
      <div class="match-bar">
        <div class="stat">
          <strong>${view.ready ? hud.playersLeft : "–"}</strong><span>players</span>
        </div>
        <div class="stat">
          <strong>${view.ready ? hud.warriorsLeft : "–"}</strong><span>warriors</span>
        </div>
        <div class="match-clock">${view.ready ? clock(seconds(view.tick, view)) : "–:––"}</div>
        <a href="#verify=${replay.roomId}" title="Was it played fairly?">Verify</a>
        <a href=${state.result ? "#/result" : "#/lobby"}>Close</a>
      </div>
      <div class="stage">
        <canvas
          id="arena"
          class="arena-canvas"
          data-testid="arena-canvas"
          tabindex="0"
          role="img"
          aria-label="The arena"
          aria-describedby="replay-help"
        ></canvas>
        <p id="replay-help" class="unseen">${HELP}</p>
        ${news(view)}
        ${view.standings ? standings(view.standings, hud) : nothing} ${feed(hud.feed)}
      </div>
      ${controls(view, hud, actions)}
      ${roster(hud, html`<kbd>space</kbd> plays · <kbd>←</kbd><kbd>→</kbd> five seconds`)}
      <ol class="unseen" role="log" aria-live="polite" aria-label="What happens">
        ${repeat(
          hud.sentences,
          ({ key }) => key,
          ({ text }) => html`<li>${text}</li>`,
        )}
      </ol>
    </main>
  `;
};

/** What to say where there is nothing to see. */
const news = ({ ready, waiting, failed }) => {
  if (failed) {
    const words = ready ? "The rest of this match did not come." : "This match did not come.";
    return html`<p class="overlay" role="status" data-testid="replay-failed">${words}</p>`;
  }
  return waiting ? html`<p class="overlay" role="status">Loading the match …</p>` : nothing;
};

const seconds = (/** @type {number} */ tick, view) => Math.floor(tick / view.tickRate);

const controls = (view, hud, actions) => html`
  <div class="replay-controls" role="group" aria-label="Replay">
    <button
      type="button"
      class="primary small"
      data-testid="replay-toggle"
      ?disabled=${!view.ready && !view.failed?.retryable}
      @click=${actions.toggleReplay}
    >
      ${view.failed?.retryable ? "Try again" : view.playing ? "Pause" : "Play"}
    </button>
    <div class="replay-time">
      ${guard([view.falls.length, view.ticks, view.isWhole], () => marks(view))}
      <input
        type="range"
        data-testid="replay-time"
        aria-label="Time"
        aria-valuetext="${clock(seconds(view.tick, view))} of ${clock(seconds(view.ticks, view))}"
        min="0"
        max=${seconds(view.ticks + view.tickRate - 1, view) * view.tickRate}
        step=${view.tickRate}
        .value=${String(Math.round(view.tick))}
        @input=${(event) => actions.seekReplay(Number(event.target.value))}
      />
    </div>
    <div class="replay-choice" role="group" aria-label="Speed">
      ${SPEEDS.map(
        (speed) => html`
          <button
            type="button"
            class="secondary small"
            data-testid="replay-speed-${speed}"
            aria-pressed=${view.speed === speed ? "true" : "false"}
            @click=${() => actions.speedReplay(speed)}
          >
            ${speed}×
          </button>
        `,
      )}
    </div>
    <div class="replay-choice" role="group" aria-label="Watching">
      ${follow("previous", "‹", "Follow the player before", actions)}
      <button
        type="button"
        class="secondary small replay-followed"
        data-testid="replay-followed"
        aria-pressed=${hud.followed ? "false" : "true"}
        @click=${() => actions.watchReplay("whole")}
      >
        ${
          hud.followed
            ? html`${token(hud.followed)}<span class="player-name">${hud.followed.name}</span>`
            : "Whole field"
        }
      </button>
      ${follow("next", "›", "Follow the next player", actions)}
    </div>
  </div>
`;

const follow = (turn, sign, words, actions) => html`
  <button
    type="button"
    class="secondary small"
    data-testid="replay-${turn}"
    aria-label=${words}
    @click=${() => actions.watchReplay(turn)}
  >
    ${sign}
  </button>
`;

/** When warriors fell, above the time bar. */
const marks = ({ falls, ticks, isWhole }) => html`
  <svg
    class="replay-marks"
    viewBox="0 0 ${MARKS_WIDTH} 8"
    preserveAspectRatio="none"
    role="img"
    aria-label="${falls.length} eliminations${isWhole ? "" : " so far"}"
  >
    ${falls.map(
      (tick) => svg`<path d="M${((tick / Math.max(1, ticks)) * MARKS_WIDTH).toFixed(1)} 0v8"></path>`,
    )}
  </svg>
`;

const standings = (rows, hud) => html`
  <section class="replay-standings" aria-label="Standings" data-testid="replay-standings">
    <ol>
      ${rows.slice(0, STANDINGS_MAX).map(
        (row) => html`
          <li>
            <b>${ordinal(row.place)}</b>
            ${token({
              seat: row.seat,
              icon: hud.roster.find(({ seat }) => seat === row.seat)?.icon ?? "owl",
            })}
            <span class="player-name">${row.name}</span>
            <span>✕ ${row.statistics.eliminations}</span>
          </li>
        `,
      )}
    </ol>
  </section>
`;
