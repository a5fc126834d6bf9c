/**
 * What the page's address may switch, for whoever looks into it:
 * `?wire=json` to see in the browser's tools what goes to rooms and comes from them;
 * `?predict=off` to see one's own warriors where the views have them, as all others.
 * @param {string} search of the address
 * @returns {{wire: "binary" | "json", predict: boolean}}
 */
export function switchesOf(search) {
  const query = new URLSearchParams(search);
  return {
    wire: query.get("wire") === "json" ? "json" : "binary",
    predict: query.get("predict") !== "off",
  };
}
