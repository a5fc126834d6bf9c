import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { boardTable, topBar } from "./screen-parts.js";

/** The best of Blitz. */
export const leaderboardScreen = (state, actions) => {
  const entries = state.board?.entries ?? [];
  const onBoard = entries.some(({ playerId }) => playerId === state.profile?.playerId);
  const own = state.record?.statistics;
  return html`
    ${topBar(state, actions)}
    <main class="leaderboard" data-testid="leaderboard">
      <section class="card" aria-labelledby="leaderboard-title">
        <div class="card-head">
          <div>
            <p class="eyebrow">Blitz</p>
            <h1 id="leaderboard-title">Leaderboard</h1>
          </div>
          <button type="button" class="secondary small" @click=${actions.refreshBoard}>
            Refresh
          </button>
        </div>
        ${
          entries.length > 0
            ? boardTable(entries, state.profile?.playerId)
            : html`<p class="hint">${state.board ? "Nobody yet. Be the first." : "Loading …"}</p>`
        }
        ${
          !onBoard && own && own.played > 0
            ? html`<p class="hint">
              You: ${own.played} played, ${own.wins} won, ${own.eliminations} eliminations.
            </p>`
            : nothing
        }
      </section>
    </main>
  `;
};
