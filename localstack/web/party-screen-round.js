import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { timer } from "./party-parts.js";
import { company } from "./party-screens.js";
import {
  ANSWER_MAX,
  answerObstacle,
  lengthOf,
  questionOf,
  tidied,
  votingOf,
} from "./party-view.js";

/** A round on a phone: the question, and both votes. */

const head = (state, words) => html`
  <header class="round-head">
    <p class="eyebrow">${words}</p>
    ${timer(state.seconds, state.share)}
  </header>
`;

/** What else there is, out of the way of the task. */
const more = (state, actions) => html`
  <details
    class="more"
    ?open=${state.moreOpen}
    @toggle=${(event) => actions.more(event.target.open)}
  >
    <summary>Players and settings</summary>
    ${company(state, actions)}
  </details>
`;

export const questionScreen = (state, actions) => {
  const question = questionOf(state.model);
  const { text } = state.answer;
  const obstacle = answerObstacle(text);
  const sent = question.answer;
  const blocked = obstacle !== "" || tidied(text) === "" || state.sending !== undefined;
  return html`
    <main class="party round">
      ${head(state, question.title)}
      <h1 tabindex="-1" class="asked">${question.text}</h1>
      ${
        question.picture
          ? html`<img class="picture" src=${question.picture.url} alt=${question.picture.alt} />`
          : nothing
      }
      <form class="card answer" @submit=${(event) => actions.answer(event, blocked)}>
        <label for="answer">Your answer</label>
        <input
          id="answer"
          name="answer"
          autocomplete="off"
          enterkeyhint="send"
          aria-describedby="answer-count answer-problem"
          aria-invalid=${obstacle ? "true" : "false"}
          .value=${text}
          @input=${(event) => actions.write(event.target.value)}
        />
        <p class="count">
          <span class="problem" id="answer-problem">${obstacle}</span>
          <span id="answer-count">${lengthOf(tidied(text))} of ${ANSWER_MAX}</span>
        </p>
        <button class="primary" aria-disabled=${blocked ? "true" : "false"}>
          ${state.sending ? "Sending …" : sent === undefined ? "Send" : "Replace my answer"}
        </button>
        <div role="status" class="sent">
          ${
            sent === undefined
              ? nothing
              : html`<p>Your answer is in: <b>${sent}</b></p>
                  <p class="hint">You may replace it until time is up.</p>`
          }
        </div>
      </form>
      <p class="hint progress">${question.progress}</p>
      ${more(state, actions)}
    </main>
  `;
};

export const votingScreen = (state, actions) => {
  const voting = votingOf(state.model);
  const question = questionOf(state.model);
  return html`
    <main class="party round">
      ${head(state, question.title)}
      <h1 tabindex="-1">${voting.title}</h1>
      <p class="lead">${voting.words}</p>
      <p class="asked-again">${question.text}</p>
      ${
        voting.elimination
          ? html`<p class="out-note">
            ${
              voting.elimination.out === undefined
                ? nothing
                : html`<b>${voting.elimination.out}</b> `
            }${voting.elimination.words}
          </p>`
          : nothing
      }
      <ul class="choices" aria-label="Answers">
        ${voting.choices.map((choice) => choiceButton(choice, voting, state, actions))}
      </ul>
      ${
        voting.nothingToChoose
          ? html`<p class="hint">There is no answer here that you may vote for.</p>`
          : nothing
      }
      <p class="hint progress">${voting.progress} · You may change yours until time is up.</p>
      ${more(state, actions)}
    </main>
  `;
};

const choiceButton = (choice, voting, state, actions) => {
  const sending = state.sending === choice.text;
  const chosen = state.sending === undefined ? choice.chosen : sending;
  return html`
    <li>
      <button
        type="button"
        class="choice"
        aria-pressed=${chosen ? "true" : "false"}
        ?disabled=${!choice.open}
        data-out=${choice.eliminated ? "true" : nothing}
        @click=${() => actions.vote(voting.action, choice.text)}
      >
        <span class="choice-text">${choice.text}</span>
        ${choice.own ? html`<em class="tag">your answer</em>` : nothing}
        ${choice.eliminated ? html`<em class="tag">out</em>` : nothing}
        ${chosen ? html`<em class="tag">${sending ? "sending" : "your vote"}</em>` : nothing}
      </button>
    </li>
  `;
};
