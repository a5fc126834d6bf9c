import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Atrium } from "../atrium.js";
import { gatewayOf } from "../page-config.js";
import { fakeWorld } from "./fake-surroundings.mjs";

const ORIGIN = "https://play.example.com";

/** A server that answers with these texts, one after the other, and then with the last. */
function answering(...texts) {
  const asked = [];
  const fetch = async (url) => {
    asked.push(url);
    const text = texts[Math.min(asked.length, texts.length) - 1];
    return new Response(text ?? "gone", { status: text === undefined ? 404 : 200 });
  };
  return { asked, fetch };
}

test("a deployment has its gateway elsewhere, and is asked once", async () => {
  const { asked, fetch } = answering('{"socketUrl":"wss://ws.play.example.com"}');
  const gateway = gatewayOf(ORIGIN, fetch);
  assert.equal(await gateway(), "wss://ws.play.example.com/");
  assert.equal(await gateway(), "wss://ws.play.example.com/");
  assert.deepEqual(asked, [`${ORIGIN}/config.json`]);
});

test("the local stack has it on the page's own host", async () => {
  const local = await readFile(new URL("../config.json", import.meta.url), "utf8");
  const { fetch } = answering(local);
  assert.equal(await gatewayOf("http://localhost:8080", fetch)(), "ws://localhost:8080/ws");
  assert.equal(await gatewayOf("https://laptop.test", fetch)(), "wss://laptop.test/ws");
});

test("what names no gateway is refused, and asked again", async () => {
  const wrong = ["{}", "[]", '"wss://a"', '{"socketUrl":7}', '{"socketUrl":"http://a.test/"}'];
  for (const text of [...wrong, '{"socketUrl":"wss://"}', "not JSON"]) {
    const { fetch } = answering(text, '{"socketUrl":"/ws"}');
    const gateway = gatewayOf(ORIGIN, fetch);
    await assert.rejects(gateway, { code: "bad-answer" }, text);
    assert.equal(await gateway(), "wss://play.example.com/ws");
  }
});

test("a server that cannot be asked is asked again", async () => {
  const { fetch } = answering(undefined, '{"socketUrl":"/ws"}');
  const gateway = gatewayOf(ORIGIN, fetch);
  await assert.rejects(gateway, { status: 404 });
  assert.equal(await gateway(), "wss://play.example.com/ws");
});

test("the library opens its socket where it is told", async () => {
  const world = fakeWorld();
  world.surroundings.fetch = async () =>
    new Response('{"token":"once","expiresAt":1}', { status: 200 });
  const atrium = new Atrium({
    baseUrl: ORIGIN,
    socketUrl: async () => "wss://ws.play.example.com/",
    surroundings: world.surroundings,
  });
  atrium.session = { playerId: "p", token: "session", expiresAt: Number.MAX_SAFE_INTEGER };
  atrium.connect().catch(() => {});
  await world.settle();
  assert.equal(world.socket.url, "wss://ws.play.example.com/?token=once");
});
