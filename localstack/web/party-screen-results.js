import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { standings, timer, toldAnswers } from "./party-parts.js";
import { company } from "./party-screens.js";
import { finalOf, resultsOf } from "./party-view.js";
import { scoreParts, signed } from "./party-words.js";

/** What came of a round, and of all of them, on a phone. */

/** Rows of the standings after a round, with what it brought. */
export const scoreRows = ({ scores }) =>
  scores.map((score) => ({
    ...score,
    name: score.playerName,
    total: signed(score.total),
    parts: scoreParts(score),
  }));

export const resultsScreen = (state, actions) => {
  const results = resultsOf(state.model);
  return html`
    <main class="party results">
      <header class="round-head">
        <p class="eyebrow">${results?.title ?? ""}</p>
        ${timer(state.seconds, state.share)}
      </header>
      <h1 tabindex="-1">Results</h1>
      ${
        results
          ? html`
            <p class="asked-again">${state.model.state.question?.text ?? ""}</p>
            ${toldAnswers(results)}
            <h2>Points</h2>
            ${standings(scoreRows(results))}
            ${
              results.mayGoOn
                ? html`
                  <button type="button" class="primary" @click=${actions.next}>
                    ${results.isLast ? "To the final standings" : "Next question"}
                  </button>
                `
                : nothing
            }
          `
          : nothing
      }
      <details class="more">
        <summary>Players and settings</summary>
        ${company(state, actions)}
      </details>
    </main>
  `;
};

export const finalScreen = (state, actions) => {
  const { title, why, rows } = finalOf(state.model);
  return html`
    <main class="party final">
      <p class="eyebrow">Final standings</p>
      <h1 tabindex="-1">${title}</h1>
      ${why ? html`<p class="lead">${why}</p>` : nothing}
      ${standings(rows)}
      <button type="button" class="primary" @click=${actions.again}>Another party</button>
    </main>
  `;
};
