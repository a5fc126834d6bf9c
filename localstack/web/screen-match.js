import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { hpBar, icon, token } from "./screen-parts.js";
import { clock } from "./words.js";

const HELP =
  "Arrow keys or W A S D send the chosen warriors, also diagonally. Space stops them. Tab or " +
  "1 to 3 chooses a warrior, 0 chooses all. Shift and Tab or Escape leave the field.";

/** The field and what stands round it. */
export const matchScreen = (state, actions) => {
  const hud = state.play.hud;
  const hurry = hud.secondsLeft < 15;
  return html`
    <main class="match" data-shrink=${hud.shrink}>
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
        <button type="button" class="quiet" data-after-field @click=${actions.leaveMatch}>
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
        ${overlay(hud)}
        <ol class="feed" aria-label="Eliminations">
          ${hud.feed.map(feedEntry)}
        </ol>
      </div>
      <div class="own-cards" role="group" aria-label="Your warriors">
        ${
          hud.own.length > 1
            ? html`
              <button
                type="button"
                class="own-card all"
                aria-pressed=${state.play.selection.isAll ? "true" : "false"}
                data-testid="select-all"
                @click=${actions.chooseAll}
              >
                <kbd>0</kbd><span>All</span>
              </button>
            `
            : nothing
        }
        ${hud.own.map((card) => ownCard(card, state, actions))}
      </div>
      <aside class="roster" aria-label="Players">
        <h2>Players</h2>
        <ul>
          ${hud.roster.map(rosterRow)}
        </ul>
        <p class="keys" aria-hidden="true">
          <kbd>W</kbd><kbd>A</kbd><kbd>S</kbd><kbd>D</kbd> or arrows move ·
          <kbd>space</kbd> stops · <kbd>tab</kbd> chooses
        </p>
      </aside>
      <div class="stick" id="stick" role="img" aria-label="Stick: drag to move, tap to stop">
        <svg class="stick-ways" viewBox="0 0 100 100" aria-hidden="true">
          <path d="M50 5l6 8h-12zM50 95l6-8h-12zM5 50l8-6v12zM95 50l-8-6v12z"></path>
        </svg>
        <div class="stick-knob"></div>
      </div>
      <p class="unseen" aria-live="polite">${hud.announcement}</p>
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
  if (hud.own.length > 0 && hud.own.every((card) => !card.alive)) {
    const words = hud.endless ? "Back in a moment …" : "Your warriors have fallen. Watching on.";
    return html`<p class="overlay low" role="status">${words}</p>`;
  }
  if (hud.shrink === "shrinking") {
    return html`<p class="overlay low alarm" role="status">The field is shrinking</p>`;
  }
  return nothing;
};

const feedEntry = (entry) => html`
  <li class=${entry.own ? "own" : ""}>
    ${
      entry.killer
        ? html`${token(entry.killer)}<span class="player-name">${entry.killer.name}</span>`
        : html`<span class="player-name">The field</span>`
    }
    <span class="feed-verb" aria-label="eliminated">✕</span>
    ${
      entry.victim
        ? html`${token(entry.victim)}<span class="player-name">${entry.victim.name}</span>`
        : nothing
    }
  </li>
`;

const ownCard = (card, state, actions) => html`
  <button
    type="button"
    class="own-card"
    aria-pressed=${card.selected ? "true" : "false"}
    aria-label="Warrior ${card.number}, ${card.alive ? `${card.hp} hp` : "fallen"}"
    ?disabled=${!card.alive}
    @click=${() => actions.choose(card.id)}
  >
    <kbd>${card.number}</kbd>
    <span class="own-token">
      ${token({ seat: state.play.room.seat ?? 0, icon: state.profile?.icon ?? "owl" })}
    </span>
    <span class="own-hp">
      ${hpBar(card.hp)}
      <span class="own-line">
        ${card.alive ? html`<b>${card.hp}</b>` : "fallen"}
        ${["rage", "haste", "shield"].map((kind) =>
          card[kind]
            ? html`<span class="power ${kind}" title=${kind}>${icon(kind)}</span>`
            : nothing,
        )}
      </span>
    </span>
  </button>
`;

const rosterRow = (player) => html`
  <li class="${player.own ? "own" : ""} ${player.living === 0 ? "fallen" : ""}">
    ${token(player)}
    <span class="player-name">${player.name}</span>
    ${player.presence === "gone" && !player.bot ? html`<em class="tag">away</em>` : nothing}
    ${player.living > 1 ? html`<em class="tag">×${player.living}</em>` : nothing}
    <span class="roster-kills" title="eliminations">
      ${player.eliminations > 0 ? `✕ ${player.eliminations}` : nothing}
    </span>
    ${hpBar(player.hp)}
  </li>
`;
