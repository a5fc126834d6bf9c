package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;

import dev.atrium.identity.Base58;
import dev.atrium.identity.SigningKey;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;

/** A wallet with a real key: as an extension in a page, and by hand over HTTP. */
final class TestWallet {
    private static final HexFormat HEX = HexFormat.of();

    private final SigningKey key = SigningKey.generate();

    private String address() {
        return Base58.encode(key.publicKey().bytes());
    }

    private byte[] sign(String text) {
        return key.sign(text.getBytes(UTF_8));
    }

    /** Puts the extension into what the page loads next. */
    void installIn(Page page) {
        page.exposeFunction("signWithTestWallet", text -> HEX.formatHex(sign((String) text[0])));
        page.addInitScript(
                """
                const bytesOf = hex =>
                  Uint8Array.from(hex.match(/../g), pair => parseInt(pair, 16));
                const publicKey = {
                  toBytes: () => bytesOf("%s"),
                  toBase58: () => "%s",
                  toString: () => "%s",
                };
                window.solana = {
                  publicKey,
                  connect: async () => ({ publicKey }),
                  signMessage: async bytes => {
                    const text = new TextDecoder().decode(bytes);
                    return { signature: bytesOf(await window.signWithTestWallet(text)), publicKey };
                  },
                };\
                """
                        .formatted(HEX.formatHex(key.publicKey().bytes()), address(), address()));
    }

    /** Whom the server signs in for this wallet, without any page. */
    String playerId(URI api) throws IOException, InterruptedException, WireException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String who = "\"chain\":\"solana\",\"address\":\"" + address() + "\"";
            String challenge =
                    post(http, api.resolve("/auth/challenge"), "{" + who + "}")
                            .path("challenge")
                            .asText();
            String signature = Base58.encode(sign(challenge));
            return post(
                            http,
                            api.resolve("/auth/verify"),
                            "{" + who + ",\"signature\":\"" + signature + "\"}")
                    .path("playerId")
                    .asText();
        }
    }

    private static JsonNode post(HttpClient http, URI uri, String body)
            throws IOException, InterruptedException, WireException {
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofSeconds(10))
                                .header("content-type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return Json.object(response.body());
    }
}
