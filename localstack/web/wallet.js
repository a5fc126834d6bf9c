/**
 * Finds a Solana wallet extension. Extensions put themselves into the page when they like, some
 * only after it was loaded: looked for now, and once more a little later.
 */

const LATER_MS = 1_500;

/**
 * @param {(wallet: any) => void} found called for the first wallet that is there, if one is
 */
export function onWallet(found) {
  const look = () => {
    const { phantom, solana } = /** @type {any} */ (window);
    const wallet = phantom?.solana ?? solana;
    if (wallet) {
      found(wallet);
    }
    return Boolean(wallet);
  };
  if (!look()) {
    setTimeout(look, LATER_MS);
  }
}
