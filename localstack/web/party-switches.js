import { codeOf } from "./party-view.js";

/**
 * What the address of a party's page may say: `?code=ABCD`, as the QR code has it;
 * `?via=gateway` to see the party go through the gateway alone; and `?own` for a phone that keeps
 * to itself what it knows, so that several windows of one browser are several players. Pure.
 * @param {string} search of the address
 * @returns {{code: string, via: "direct" | "gateway", own: boolean}} code: empty if it names none
 */
export function partySwitchesOf(search) {
  const query = new URLSearchParams(search);
  return {
    code: codeOf(query.get("code") ?? ""),
    via: query.get("via") === "gateway" ? "gateway" : "direct",
    own: query.has("own"),
  };
}

/**
 * Where a phone joins a party.
 * @param {string} origin
 * @param {string} roomCode
 */
export const joinAddress = (origin, roomCode) =>
  `${origin}/party.html?code=${encodeURIComponent(roomCode)}`;
