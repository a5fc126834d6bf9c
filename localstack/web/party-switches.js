import { codeOf } from "./party-view.js";

/**
 * What the address of a party's page may say: `?code=ABCD`, as the QR code has it, and
 * `?via=gateway` to see the party go through the gateway alone. Pure.
 * @param {string} search of the address
 * @returns {{code: string, via: "direct" | "gateway"}} code: empty if it names none
 */
export function partySwitchesOf(search) {
  const query = new URLSearchParams(search);
  return {
    code: codeOf(query.get("code") ?? ""),
    via: query.get("via") === "gateway" ? "gateway" : "direct",
  };
}

/**
 * Where a phone joins a party.
 * @param {string} origin
 * @param {string} roomCode
 */
export const joinAddress = (origin, roomCode) =>
  `${origin}/party.html?code=${encodeURIComponent(roomCode)}`;
