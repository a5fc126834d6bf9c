/**
 * What the page does for who signs in with a wallet, gives himself one, or signs out.
 *
 * @param {object} page
 * @param {import("./atrium.js").Atrium} page.atrium
 * @param {any} page.state its `wallet` and `ethereum` are the providers that were found
 * @param {(action: () => Promise<void>) => unknown} page.attempt
 * @param {(profile: object) => Promise<void>} page.signedIn
 * @param {() => void} page.signedOut forgets who was signed in, and shows the first screen
 */
export function accountActions({ atrium, state, attempt, signedIn, signedOut }) {
  /** Until the lobby says how the player is shown. */
  const unnamed = Object.freeze({ name: "Wallet", icon: "owl" });
  return {
    signInWithWallet() {
      return attempt(async () => {
        await atrium.signInWithSolana(state.wallet);
        await signedIn(unnamed);
      });
    },
    signInWithEthereum() {
      return attempt(async () => {
        await atrium.signInWithEthereum(state.ethereum);
        await signedIn(unnamed);
      });
    },
    linkEthereum() {
      return attempt(async () => {
        await atrium.linkEthereum(state.ethereum);
        state.account = await atrium.account();
      });
    },
    signOut: signedOut,
    signOutEverywhere() {
      return attempt(async () => {
        await atrium.signOutEverywhere();
        signedOut();
      });
    },
  };
}
