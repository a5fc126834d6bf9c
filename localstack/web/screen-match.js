import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { repeat } from "/webjars/lit-html/directives/repeat.js";
import { ownCards } from "./screen-own.js";
import { icon } from "./screen-parts.js";
import { feed, roster } from "./screen-roster.js";
import { watchBar } from "./screen-watch.js";
import { clock } from "./words.js";

const HELP =
  "Arrow keys or W A S D send the chosen warriors, also diagonally. Space stops them. Tab or " +
  "1 to 5 chooses a warrior, 0 chooses all. Shift and Tab or Escape leave the field. When none " +
  "of yours live, left and right follow another player, and 0 shows the whole field.";

/** The field and what stands round it. */
export const matchScreen = (state, actions) => {
  const hud = state.play.hud;
  const hurry = hud.secondsLeft < 15;
  return html`
    <main class="match" data-shrink=${hud.shrink} data-watching=${hud.watching ? "true" : "false"}>
      <h1 class="unseen">${state.play.game.title}</h1>
      <div class="match-bar">
        <div class="stat">
          <strong data-testid="players-left">${hud.waiting ? "–" : hud.playersLeft}</strong>
          <span>players</span>
        </div>
        <div class="stat">
          <strong data-testid="warriors-left">${hud.waiting ? "–" : hud.warriorsLeft}</strong>
          <span>warriors</span>
        </div>
        ${
          hud.endless
            ? html`<div class="match-clock">${state.play.game.title}</div>`
            : html`
              <div class="match-clock ${hurry ? "hurry" : ""}" role="timer" aria-label="Time left">
                ${hud.waiting ? "–:––" : clock(hud.secondsLeft)}
              </div>
            `
        }
        <div class="stat ping">
          <strong>${Number.isNaN(hud.roundTripMs) ? "–" : Math.round(hud.roundTripMs)}</strong>
          <span>ms</span>
        </div>
        <button type="button" class="quiet" data-after-field @click=${actions.tryToLeave}>
          Leave
        </button>
      </div>
      <div class="stage">
        <canvas
          id="arena"
          class="arena-canvas"
          data-testid="arena-canvas"
          tabindex="0"
          role="application"
          aria-label="The arena"
          aria-describedby="arena-help"
        ></canvas>
        <p id="arena-help" class="unseen">${HELP}</p>
        <div class="stage-news">${overlay(hud)} ${specialChip(hud.special)}</div>
        ${feed(hud.feed)}
      </div>
      ${hud.watching ? watchBar(hud, actions) : ownCards(hud, state, actions)} ${roster(hud)}
      <div class="stick" id="stick" role="img" aria-label="Stick: drag to move, tap to stop">
        <svg class="stick-ways" viewBox="0 0 100 100" aria-hidden="true">
          <path d="M50 5l6 8h-12zM50 95l6-8h-12zM5 50l8-6v12zM95 50l-8-6v12z"></path>
        </svg>
        <div class="stick-knob"></div>
      </div>
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

const overlay = (hud) => {
  if (hud.winner !== undefined) {
    const words = hud.won ? "The floor is yours" : html`<b>${hud.winner}</b> wins`;
    return html`<p class="overlay" role="status">${words}</p>`;
  }
  if (hud.connection === "connecting" && hud.waiting) {
    return html`<p class="overlay" role="status">Entering the arena …</p>`;
  }
  if (hud.connection !== "open") {
    return html`<p class="overlay" role="status">Connection lost. Reconnecting …</p>`;
  }
  if (hud.waiting) {
    return html`<p class="overlay" role="status">Waiting for the other players …</p>`;
  }
  if (hud.frozen) {
    return html`<p class="overlay" role="status">The match is being held. It goes on soon.</p>`;
  }
  if (!hud.watching && hud.own.length > 0 && hud.own.every((card) => !card.alive)) {
    const words = hud.endless ? "Back in a moment …" : "Your warriors have fallen.";
    return html`<p class="overlay low" role="status">${words}</p>`;
  }
  if (hud.shrink === "shrinking") {
    return html`<p class="overlay low alarm" role="status">The field is shrinking</p>`;
  }
  if (hud.watching) {
    return html`<p class="overlay low">Your warriors have fallen. You are watching.</p>`;
  }
  return nothing;
};

/** The special event that is on, and for how long. It is read aloud with what happens. */
const specialChip = (special) =>
  special
    ? html`
      <p class="special" data-special=${special.kind} data-testid="special">
        ${icon(special.kind)}
        <span class="special-words"><b>${special.title}</b> <small>${special.words}</small></span>
        ${
          Number.isNaN(special.secondsLeft)
            ? nothing
            : html`
              <span class="special-clock" role="timer" aria-label="Left of it">
                ${clock(special.secondsLeft)}
              </span>
            `
        }
      </p>
    `
    : nothing;
