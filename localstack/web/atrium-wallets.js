/**
 * Wallets that prove whose they are: each signs a text of the server. Nothing is sent to a chain
 * and nothing is paid.
 *
 * @module
 */

import { base58Encode } from "./atrium-base58.js";
import { AtriumError } from "./atrium-errors.js";

/**
 * What the server is told of a wallet's signature.
 * @typedef {{chain: "solana" | "evm", address: string, signature: string, chainId?: number}} Proof
 */

/** @typedef {(wanted: object) => Promise<{challenge: string}>} AskForChallenge */

/**
 * Lets a Solana wallet sign.
 * @param {any} wallet a provider such as `window.solana`: `connect()` and `signMessage()`
 * @param {AskForChallenge} challengeFor
 * @returns {Promise<Proof>}
 * @throws {AtriumError} `wallet-missing`, `wallet-refused` (its owner said no), `wallet-failed`
 */
export async function proveSolana(wallet, challengeFor) {
  if (typeof wallet?.connect !== "function" || typeof wallet?.signMessage !== "function") {
    throw new AtriumError({ code: "wallet-missing", message: "No Solana wallet was found." });
  }
  const connected = await askWallet(() => wallet.connect());
  const publicKey = connected?.publicKey ?? wallet.publicKey;
  const address = base58Encode(Uint8Array.from(publicKey.toBytes()));
  const { challenge } = await challengeFor({ address, chain: "solana" });
  const signed = await askWallet(() =>
    wallet.signMessage(new TextEncoder().encode(challenge), "utf8"),
  );
  const signature = base58Encode(Uint8Array.from(signed?.signature ?? signed));
  return { chain: "solana", address, signature };
}

/**
 * Lets a wallet of a chain like Ethereum sign (EIP-4361 by EIP-191). It is asked for the chain that
 * it is on; where that is none of the server's, for the server's own choice.
 * @param {any} provider EIP-1193, such as `window.ethereum`: `request()`
 * @param {AskForChallenge} challengeFor
 * @returns {Promise<Proof>}
 * @throws {AtriumError} as {@link proveSolana}
 */
export async function proveEthereum(provider, challengeFor) {
  if (typeof provider?.request !== "function") {
    throw new AtriumError({ code: "wallet-missing", message: "No Ethereum wallet was found." });
  }
  const ask = (/** @type {string} */ method, /** @type {string[]} */ ...params) =>
    askWallet(() => provider.request({ method, params }));
  const [address] = (await ask("eth_requestAccounts")) ?? [];
  const chainId = Number(await ask("eth_chainId"));
  if (typeof address !== "string" || !Number.isSafeInteger(chainId)) {
    throw new AtriumError({
      code: "wallet-failed",
      message: "The wallet did not answer as it should.",
    });
  }
  const which = await challengeOf({ chain: "evm", address }, chainId, challengeFor);
  const bytes = [...new TextEncoder().encode(which.challenge)];
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const signature = await ask("personal_sign", `0x${hex}`, address);
  return { ...which.wanted, signature };
}

/**
 * @param {{chain: "evm", address: string}} wallet
 * @param {number} chainId
 * @param {AskForChallenge} challengeFor
 */
async function challengeOf(wallet, chainId, challengeFor) {
  const wanted = { ...wallet, chainId };
  try {
    return { wanted, ...(await challengeFor(wanted)) };
  } catch (error) {
    if (/** @type {any} */ (error)?.code !== "unsupported-chain") {
      throw error;
    }
    return { wanted: wallet, ...(await challengeFor(wallet)) };
  }
}

/** Wallets reject with objects of their own; 4001 is EIP-1193's "the user said no". */
async function askWallet(/** @type {() => Promise<any>} */ question) {
  try {
    return await question();
  } catch (cause) {
    const refused = /** @type {any} */ (cause)?.code === 4001;
    throw new AtriumError({
      code: refused ? "wallet-refused" : "wallet-failed",
      message: refused ? "The wallet's owner said no." : "The wallet did not answer as it should.",
      cause,
    });
  }
}
