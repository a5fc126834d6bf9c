import { html } from "/webjars/lit-html/lit-html.js";
import { token } from "./screen-parts.js";

/**
 * In place of one's own warriors when none of them live: whom the camera follows, and the way out.
 * @param {any} hud
 * @param {any} actions
 */
export const watchBar = (hud, actions) => html`
  <div class="watch-bar" role="group" aria-label="Watching" data-testid="watching">
    <p class="watch-words" role="status" data-testid="watched">
      ${
        hud.followed
          ? html`Watching ${token(hud.followed)}<b class="player-name">${hud.followed.name}</b>`
          : html`Watching <b>the whole field</b>`
      }
    </p>
    <div class="watch-ways">
      <button
        type="button"
        class="secondary small"
        data-testid="watch-previous"
        aria-label="Follow the player before"
        @click=${() => actions.watch("previous")}
      >
        ‹
      </button>
      <button
        type="button"
        class="secondary small"
        data-testid="watch-whole"
        aria-pressed=${hud.followed ? "false" : "true"}
        @click=${() => actions.watch("whole")}
      >
        Whole field
      </button>
      <button
        type="button"
        class="secondary small"
        data-testid="watch-next"
        aria-label="Follow the next player"
        @click=${() => actions.watch("next")}
      >
        ›
      </button>
    </div>
    <button
      type="button"
      class="primary small"
      data-testid="watch-leave"
      @click=${actions.leaveMatch}
    >
      Leave the match
    </button>
  </div>
`;
