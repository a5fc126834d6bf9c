import { html, nothing } from "/webjars/lit-html/lit-html.js";

/** As people know an address. */
const shortened = (/** @type {string} */ address) =>
  address.length > 12 ? `${address.slice(0, 6)}…${address.slice(-4)}` : address;

/**
 * Whom one is known as: the wallets, and out everywhere.
 * @param {any} state
 * @param {any} actions
 */
export const accountCard = (state, actions) => html`
  <section class="card account-card" aria-labelledby="account-title">
    <div class="card-head"><h2 id="account-title">Your account</h2></div>
    ${
      state.account?.wallets?.length
        ? html`
          <ul class="hint" data-testid="wallets">
            ${state.account.wallets.map(
              (wallet) => html`
                <li title=${wallet.address}>${wallet.chain} ${shortened(wallet.address)}</li>
              `,
            )}
          </ul>
        `
        : html`<p class="hint">A wallet lets you come back, and keeps what you have won.</p>`
    }
    ${
      state.ethereum
        ? html`
          <button
            type="button"
            class="secondary"
            data-testid="ethereum-link"
            ?disabled=${state.busy}
            @click=${actions.linkEthereum}
          >
            Link your Ethereum wallet
          </button>
        `
        : nothing
    }
    <button
      type="button"
      class="quiet"
      data-testid="sign-out-everywhere"
      ?disabled=${state.busy}
      @click=${actions.signOutEverywhere}
    >
      Sign out everywhere
    </button>
  </section>
`;
