package dev.atrium.localstack.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.localstack.gateway.api.GatewayLimits;
import dev.atrium.localstack.gateway.api.HttpApi;
import dev.atrium.localstack.gateway.api.HttpRoute;
import dev.atrium.localstack.gateway.assets.FolderAssets;
import dev.atrium.localstack.gateway.assets.StaticSite;
import dev.atrium.localstack.gateway.assets.WebJarAssets;
import dev.atrium.localstack.lambda.LambdaFunction;
import dev.atrium.localstack.lambda.LambdaSettings;
import dev.atrium.localstack.lambda.LocalLambda;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The HTTP API with small limits, and the web client's files beside it. */
@Timeout(60)
class HttpEmulatorIT {

    @TempDir Path web;

    private final EmulatorFixture fixture = new EmulatorFixture();

    private static RawSocket ask(GatewayEmulator emulator, String requestLine) throws IOException {
        RawSocket raw = RawSocket.open(URI.create(emulator.httpUrl()));
        raw.send((requestLine + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        raw.readHead();
        return raw;
    }

    private static int statusOf(GatewayEmulator emulator, String requestLine) throws IOException {
        try (RawSocket raw = ask(emulator, requestLine)) {
            return raw.status();
        }
    }

    @Test
    void slowOrThrottledFunctionIsServiceUnavailable() throws Exception {
        CountDownLatch leave = new CountDownLatch(1);
        LambdaFunction slow =
                LocalLambda.ofStream(
                        LambdaSettings.named("slow").withReservedConcurrency(1),
                        (input, output, context) -> awaitQuietly(leave));
        GatewayLimits.HttpLimits aws = GatewayLimits.aws().http();
        try (GatewayEmulator emulator =
                EmulatorFixture.start(
                        EmulatorFixture.socketApi(Map.of()),
                        List.of(HttpRoute.open("GET /slow", slow)),
                        limits ->
                                limits.withHttp(
                                        new GatewayLimits.HttpLimits(
                                                aws.bodyBytes(), aws.headerBytes(), 200, 200)))) {
            try (RawSocket tooSlow = ask(emulator, "GET /slow")) {
                assertEquals(503, tooSlow.status());
                assertEquals("{\"message\":\"Service Unavailable\"}", tooSlow.body());
            }
            // Still busy with the one that nobody waits for any more.
            assertEquals(503, statusOf(emulator, "GET /slow"));
            leave.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void filesStandBetweenRoutesAndDefault() throws Exception {
        Files.writeString(web.resolve("index.html"), "<p>home");
        Files.writeString(web.resolve("taken.html"), "<p>never");
        StaticSite site =
                new StaticSite(
                        new FolderAssets(web), new WebJarAssets(getClass().getClassLoader()));
        LambdaFunction health =
                LocalLambda.ofStream(
                        LambdaSettings.named("health"),
                        (input, output, context) ->
                                output.write("{\"up\":true}".getBytes(StandardCharsets.UTF_8)));
        HttpApi api =
                new HttpApi(
                        "httpapi",
                        List.of(
                                HttpRoute.open("GET /taken.html", health),
                                HttpRoute.open("$default", health)),
                        null);
        try (GatewayEmulator emulator =
                        GatewayEmulator.start(
                                GatewaySettings.local(0, "AKID"),
                                api,
                                EmulatorFixture.socketApi(Map.of()),
                                site);
                RawSocket home = ask(emulator, "GET /");
                RawSocket taken = ask(emulator, "GET /taken.html");
                RawSocket rest = ask(emulator, "GET /../../etc/passwd")) {
            assertEquals("<p>home", home.body());
            assertEquals("{\"up\":true}", taken.body());
            assertEquals("{\"up\":true}", rest.body());
        }
    }

    @Test
    void headHasNoBodyAndTheConnectionLivesOn() throws Exception {
        Files.writeString(web.resolve("index.html"), "<p>home");
        StaticSite site =
                new StaticSite(
                        new FolderAssets(web), new WebJarAssets(getClass().getClassLoader()));
        try (GatewayEmulator emulator =
                        GatewayEmulator.start(
                                GatewaySettings.local(0, "AKID"),
                                new HttpApi("httpapi", List.of(), null),
                                EmulatorFixture.socketApi(Map.of()),
                                site);
                RawSocket raw = RawSocket.open(URI.create(emulator.httpUrl()))) {
            raw.send(
                    "HEAD / HTTP/1.1\r\nHost: x\r\n\r\nGET /none HTTP/1.1\r\nHost: x\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String both = raw.untilClosedOr("{\"message\":\"Not Found\"}");
            assertTrue(both.contains("content-length: 7"), both);
            assertFalse(both.contains("<p>home"), both);
        }
    }

    @Test
    void bodyMayBeAnnouncedFirst() throws Exception {
        try (GatewayEmulator emulator =
                        EmulatorFixture.start(
                                EmulatorFixture.socketApi(Map.of()),
                                List.of(
                                        HttpRoute.open(
                                                "POST /note",
                                                fixture.function("note", fixture.told::add))),
                                limits -> limits);
                RawSocket raw = RawSocket.open(URI.create(emulator.httpUrl()))) {
            raw.send(
                    String.join(
                                    "\r\n",
                                    "POST /note HTTP/1.1",
                                    "Host: x",
                                    "Connection: close",
                                    "Expect: 100-continue",
                                    "Content-Length: 2",
                                    "",
                                    "")
                            .getBytes(StandardCharsets.US_ASCII));
            raw.readHead();
            assertEquals(100, raw.status());
            raw.send(new byte[] {'h', 'i'});
            raw.readHead();
            assertEquals(200, raw.status());
            assertEquals("hi", fixture.nextTold().path("body").asText());
            assertTrue(raw.isEnded());
        }
    }

    @Test
    void socketsBeyondTheLimitAreClosedUnread() throws Exception {
        try (GatewayEmulator emulator =
                        EmulatorFixture.start(
                                EmulatorFixture.socketApi(Map.of()),
                                limits -> new GatewayLimits(limits.http(), limits.socket(), 1));
                RawSocket first = ask(emulator, "GET /none");
                RawSocket second = RawSocket.open(URI.create(emulator.httpUrl()))) {
            assertEquals(404, first.status());
            assertTrue(second.isEnded());
        }
    }
}
