/**
 * Finds wallet extensions, of Solana and of chains like Ethereum. They put themselves into the page when they like, some
 * only after it was loaded: looked for now, and once more a little later.
 */

const LATER_MS = 1_500;

/**
 * @param {(wallets: {wallet: any, ethereum: any}) => void} found called for those that are there,
 *     if one is: the first of Solana, and the page's of Ethereum (EIP-1193)
 */
export function onWallet(found) {
  const look = () => {
    const { phantom, solana, ethereum } = /** @type {any} */ (window);
    const wallet = phantom?.solana ?? solana;
    if (wallet || ethereum) {
      found({ wallet, ethereum });
    }
    return Boolean(wallet && ethereum);
  };
  if (!look()) {
    setTimeout(look, LATER_MS);
  }
}
