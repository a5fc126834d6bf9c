import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { MATCHES_MAX } from "./kept-matches.js";
import { whenWords } from "./own-matches.js";

/** One's own matches, in the lobby. */
export const ownMatchesCard = (state, actions, matches = state.matches) => html`
  <section class="card" aria-labelledby="own-matches-title" data-testid="own-matches">
    <div class="card-head"><h2 id="own-matches-title">Your matches</h2></div>
    ${
      matches.rows?.length
        ? html`<ul>
          ${matches.rows.map(ownMatch)}
        </ul>`
        : html`<p class="hint">
          ${matches.rows ? "None yet, as far as this browser knows." : "Loading …"}
        </p>`
    }
    ${
      matches.incomplete
        ? html`<p class="hint" role="status">Some of them cannot be asked for right now.</p>`
        : nothing
    }
    ${
      matches.more
        ? html`<button
          type="button"
          class="quiet"
          data-testid="own-matches-all"
          @click=${() => actions.loadMatches(MATCHES_MAX)}
        >
          Show all
        </button>`
        : nothing
    }
  </section>
`;

const ownMatch = (match) => {
  const when = whenWords(match.playedAt);
  return html`
    <li class="own-match" data-room=${match.roomId}>
      <p><b>${match.title}</b> · ${match.came}</p>
      <p class="hint">
        <time datetime=${new Date(match.playedAt).toISOString()}>${when}</time>${
          match.paid ? `. ${match.paid}` : nothing
        }
      </p>
      ${
        match.proven
          ? html`<p class="links">
            <a href="#replay=${match.roomId}" aria-label="Replay of ${match.title}, ${when}"
              >Replay</a
            >
            <a href="#verify=${match.roomId}" aria-label="Verify ${match.title}, ${when}">Verify</a>
          </p>`
          : nothing
      }
    </li>
  `;
};
