package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** The host is lost in the middle of a match, and the page plays on without anybody's doing. */
@Isolated("a browser, and three hosts")
class BrowserHostLossIT {
    /** One is lost in each test, and one takes the rooms. */
    private static final int HOSTS = 3;

    private static final int WAIT_MS = 60_000;

    /** The socket to the gateway; the rooms' have other paths. */
    private static final Pattern GATEWAY = Pattern.compile("/ws\\?token=");

    /** The socket's own heartbeat would notice a silent host after 25 to 35 seconds. */
    private static final long PLAYS_ON_MS_MAX = 20_000;

    /** A second of the game: more than the lost host can have told behind our back. */
    private static final int TICKS = 60;

    private static BrowserStage stage;
    private static RunningStack stack;
    private static Chromium chromium;

    /** How a host is lost. */
    private interface Loss {
        void of(ProcessHandle host) throws IOException, InterruptedException;
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stage = BrowserStage.start(HOSTS, 1);
        stack = stage.stack();
        chromium = stage.chromium();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    private static int number(Page page, String expression) {
        return ((Number) page.evaluate("() => window.__atrium." + expression)).intValue();
    }

    private static Map<?, ?> record(Page page) {
        return (Map<?, ?>)
                page.evaluate(
                        "async () => (await fetch('/matches/' + window.__atrium.roomId)).json()");
    }

    private static ProcessHandle hostOf(Page page) {
        int port = URI.create((String) record(page).get("direct")).getPort();
        long pid = stack.hostPids().get(port - stack.httpUrl().getPort() - 1);
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Alone, so that nobody fells him. */
    private static void practise(Page page) {
        page.setDefaultTimeout(WAIT_MS);
        page.navigate(stack.httpUrl().toString());
        BrowserStage.byId(page, "guest-name").fill("Steadfast");
        BrowserStage.byId(page, "guest-sign-in").click();
        BrowserStage.byId(page, "with-bots").uncheck(new Locator.UncheckOptions().setForce(true));
        BrowserStage.byId(page, "play-practice").click();
        page.waitForFunction("() => window.__atrium.ownWarriors.length === 1");
    }

    private static void walk(Page page, String key, int way) {
        int y = number(page, "ownWarriors[0].y");
        page.keyboard().press(key);
        page.waitForFunction(
                "([y, way]) => (window.__atrium.ownWarriors[0].y - y) * way > 128",
                List.of(y, way));
    }

    private static void playsOnAfter(Loss loss) throws Exception {
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            practise(page);
            // First down, for the field has no end soon on either side of its middle.
            int way = number(page, "ownWarriors[0].y") < 32 * 256 ? 1 : -1;
            walk(page, way > 0 ? "ArrowDown" : "ArrowUp", way);
            Object seat = page.evaluate("() => window.__atrium.seat");
            ProcessHandle host = hostOf(page);
            int tick = number(page, "tick");
            long lostNanos = System.nanoTime();
            try {
                loss.of(host);
                page.waitForFunction("tick => window.__atrium.tick > tick", tick + TICKS);
                long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lostNanos);
                assertTrue(ms < PLAYS_ON_MS_MAX, ms + " ms");
                assertEquals(2, ((Number) record(page).get("epoch")).intValue());
                assertEquals(seat, page.evaluate("() => window.__atrium.seat"));
                assertEquals("open", page.evaluate("() => window.__atrium.connection"));
                walk(page, way > 0 ? "ArrowUp" : "ArrowDown", -way);
                assertEquals(List.of(), complaints);
            } finally {
                host.destroyForcibly();
            }
        }
    }

    @Test
    void whenItsHostIsKilled() throws Exception {
        playsOnAfter(ProcessHandle::destroyForcibly);
    }

    /** Its sockets stay open, and the kernel takes new ones for it. */
    @Test
    void whenItsHostStandsStillAndClosesNothing() throws Exception {
        playsOnAfter(
                host ->
                        assertEquals(
                                0,
                                new ProcessBuilder("kill", "-STOP", Long.toString(host.pid()))
                                        .start()
                                        .waitFor()));
    }

    /** As the sweeper tells it of a match whose host nobody could reach. */
    @Test
    void whoseMatchIsClosedInTheLobbyIsToldAndComesBackThere() {
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            AtomicReference<WebSocketRoute> gateway = new AtomicReference<>();
            page.routeWebSocket(
                    GATEWAY,
                    route -> {
                        route.connectToServer();
                        gateway.set(route);
                    });
            practise(page);
            String closed =
                    """
                    {"type": "room-closed", "room": "%s", "data": {"reason": "nobody-entered"}}\
                    """;
            gateway.get().send(closed.formatted("ffffffffffffffffffffffffffffffff"));
            int tick = number(page, "tick");
            page.waitForFunction("tick => window.__atrium.tick > tick", tick + TICKS);
            gateway.get().send(closed.formatted(page.evaluate("() => window.__atrium.roomId")));
            BrowserStage.byId(page, "play-practice").waitFor();
            String told = BrowserStage.byId(page, "error").textContent();
            assertTrue(told.contains("room-over"), told);
        }
    }
}
