import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { ICONS } from "./atrium.js";
import { icon, wordmark } from "./screen-parts.js";

const solanaButton = (state, actions) => html`
  <button
    type="button"
    class="secondary"
    data-testid="wallet-sign-in"
    ?disabled=${state.busy}
    @click=${actions.signInWithWallet}
  >
    Sign in with your Solana wallet
  </button>
`;

const ethereumButton = (state, actions) => html`
  <button
    type="button"
    class="secondary"
    data-testid="ethereum-sign-in"
    ?disabled=${state.busy}
    @click=${actions.signInWithEthereum}
  >
    Sign in with your Ethereum wallet
  </button>
`;

/** Who are you: a guest with a name and an animal, or the owner of a wallet. */
export const signInScreen = (state, actions) => html`
  <main class="sign-in">
    <section class="card sign-in-card">
      <h1 class="hero">${wordmark}</h1>
      <p class="lead">Twenty warriors, ninety seconds, one floor that shrinks beneath them.</p>
      <form @submit=${actions.signInAsGuest} aria-busy=${state.busy ? "true" : "false"}>
        <label class="field">
          <span>Your name</span>
          <input
            name="name"
            data-testid="guest-name"
            autocomplete="nickname"
            maxlength="20"
            required
            pattern=".*\\S.*"
            title="1 to 20 characters"
            placeholder="Livia"
            .value=${state.draft.name}
            @input=${(event) => actions.draft({ name: event.target.value })}
          />
        </label>
        <fieldset class="field">
          <legend>Your animal</legend>
          <div class="icon-grid">
            ${ICONS.map(
              (name) => html`
                <label class="icon-choice" title=${name}>
                  <input
                    type="radio"
                    name="icon"
                    value=${name}
                    data-testid="guest-icon-${name}"
                    .checked=${state.draft.icon === name}
                    @change=${() => actions.draft({ icon: name })}
                  />
                  <span>${icon(name)}<span class="unseen">${name}</span></span>
                </label>
              `,
            )}
          </div>
        </fieldset>
        <button class="primary" data-testid="guest-sign-in" ?disabled=${state.busy}>
          Enter as guest
        </button>
      </form>
      ${
        state.wallet || state.ethereum
          ? html`
            <div class="or"><span>or</span></div>
            ${state.wallet ? solanaButton(state, actions) : nothing}
            ${state.ethereum ? ethereumButton(state, actions) : nothing}
            <p class="hint">Your wallet signs one sentence. Nothing is paid.</p>
          `
          : nothing
      }
    </section>
  </main>
`;
