package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * A newcomer's way in a real browser: sign in, play Blitz against bots, see the result and the
 * board. Takes the pictures of the README; {@code -Dpictures.update=true} replaces them.
 */
@Isolated("what it sees of frames and first paint is the browser's own")
class BrowserIT {
    private static final int SPEED = 4;
    private static final int FIRST_PAINT_MS_MAX = 1_000;
    private static final int WAIT_MS = 90_000;

    /** The socket to the gateway; the rooms' have other paths. */
    private static final Pattern GATEWAY = Pattern.compile("/ws\\?token=");

    /** How the server says that somebody is in the queue. */
    private static final String QUEUED = "\"queued\":true";

    /** The page looks that often whether he still is, and believes it when he is not twice. */
    private static final int LOOK_EVERY_S = 5;

    /** Two lose the first place, two more the one after it. */
    private static final int LOOKS_UNTIL_LOST = 4;

    /** Of Blitz's field, in subunits. */
    private static final int MIDDLE = 16 * 256;

    /** It aims at 60; here a software renderer and a whole stack share two cores. */
    private static final int FRAMES_MIN = 30;

    /** Of every other view of Blitz or practice; in JSON a warrior alone takes more. */
    private static final int VIEW_BYTES_MAX = 100;

    /** The median of three seconds: one may fall into a pause of somebody else's making. */
    private static final String FRAMES =
            """
            async () => {
              const seen = [];
              while (seen.length < 3) {
                await new Promise(resolve => setTimeout(resolve, 1000));
                seen.push(window.__atrium.framesPerSecond);
              }
              return seen.sort((one, other) => one - other)[1];
            }\
            """;

    private static final String FIRST_PAINT =
            """
            () => {
              const at = name => performance.getEntriesByName(name).at(-1).startTime;
              return at("first-paint-of-field") - at("match-found");
            }\
            """;

    private static BrowserStage stage;
    private static RunningStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stage = BrowserStage.start(1, SPEED);
        stack = stage.stack();
        chromium = stage.chromium();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    private static void picture(Page page, String name) throws IOException {
        Path folder =
                Boolean.getBoolean("pictures.update")
                        ? Path.of(System.getProperty("atrium.home"), "localstack/docs/pictures")
                        : Path.of("target/pictures");
        Files.createDirectories(folder);
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }

    /** Plays from sign-in to the board, and says how long the first paint of the field took. */
    private static double play(Page page, String name, String picture, Runnable steering)
            throws IOException {
        page.setDefaultTimeout(WAIT_MS);
        page.navigate(stack.httpUrl().toString());
        BrowserStage.byId(page, "guest-name").fill(name);
        BrowserStage.byId(page, "guest-sign-in").click();
        BrowserStage.byId(page, "warriors-2").check();
        assertTrue(BrowserStage.byId(page, "with-bots").isChecked(), "bots are on for a newcomer");
        BrowserStage.byId(page, "play-blitz").click();
        page.waitForFunction("() => window.__atrium.warriorsDrawn > 5");
        double firstPaintMs = ((Number) page.evaluate(FIRST_PAINT)).doubleValue();
        steering.run();
        page.waitForFunction("() => window.__atrium.tick > 900");
        picture(page, picture);
        page.waitForFunction("() => window.__atrium.resultShown");
        BrowserStage.byId(page, "result").waitFor();
        picture(page, picture + "-result");
        page.waitForFunction("() => window.__atrium.settlement === 'settled'");
        BrowserStage.byId(page, "to-leaderboard").click();
        Locator own = BrowserStage.byId(page, "leaderboard").locator("[data-own=\"true\"]");
        own.waitFor();
        assertTrue(own.textContent().contains(name), own.textContent());
        return firstPaintMs;
    }

    /** Something of our first warrior once he is there; in one go, for he may fall at any time. */
    private static Object ofFirst(Page page, String expression, Object argument) {
        return page.waitForFunction(
                        "argument => { const own = window.__atrium.ownWarriors[0];"
                                + " return own && (%s); }".formatted(expression),
                        argument)
                .jsonValue();
    }

    /** Our first warrior goes that way along the axis (-1 or 1), or the wait fails. */
    private static void awaitWalk(Page page, String axis, int way, Runnable steer) {
        Object before = ofFirst(page, "{ id: own.id, at: own[argument] }", axis);
        steer.run();
        // By his id: if he falls, the next one's place is no walk of his.
        JSHandle walked =
                page.waitForFunction(
                        """
                        ([{ id, at }, axis, way]) => {
                          const now = window.__atrium.ownWarriors.find(own => own.id === id);
                          const walked = now && (now[axis] - at) * way > 128;
                          return walked ? "walked" : now ? "" : "fell";
                        }\
                        """,
                        List.of(before, axis, way));
        assertEquals("walked", walked.jsonValue(), "he fell before he could walk");
    }

    /** First towards the middle on one axis, then on the other: he is not stopped by an edge. */
    private static void steerByKeys(Page page) {
        int y = inward(page, "y");
        awaitWalk(page, "y", y, () -> page.keyboard().press(y < 0 ? "ArrowUp" : "ArrowDown"));
        int x = inward(page, "x");
        awaitWalk(page, "x", x, () -> page.keyboard().press(x < 0 ? "ArrowLeft" : "ArrowRight"));
        double frames = ((Number) page.evaluate(FRAMES)).doubleValue();
        MeasuredFigure.print("frames a second: %.0f".formatted(frames));
        assertTrue(frames >= FRAMES_MIN, frames + " frames a second");
    }

    /** Which way along the axis our first warrior has more room; waits until he is there. */
    private static int inward(Page page, String axis) {
        String way = "own[argument[0]] > argument[1] ? -1 : 1";
        return ((Number) ofFirst(page, way, List.of(axis, MIDDLE))).intValue();
    }

    /** Drags the stick with a finger. */
    private static void steerByTouch(Page page) {
        int y = inward(page, "y");
        awaitWalk(page, "y", y, () -> Finger.drag(page, page.locator("#stick"), 0, y));
        int x = inward(page, "x");
        awaitWalk(page, "x", x, () -> Finger.drag(page, page.locator("#stick"), x, 0));
    }

    @Test
    void anOwnerOfAWalletSignsInWithHisExtension() throws Exception {
        TestWallet wallet = new TestWallet();
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            page.setDefaultTimeout(WAIT_MS);
            wallet.installIn(page);
            page.navigate(stack.httpUrl().toString());
            BrowserStage.byId(page, "wallet-sign-in").click();
            BrowserStage.byId(page, "play-blitz").waitFor();
            Object signedIn =
                    page.evaluate(
                            "() => JSON.parse(localStorage.getItem('atrium.session')).playerId");
            assertEquals(wallet.playerId(stack.httpUrl()), signedIn);
        }
    }

    private static void withoutBots(Page page) {
        // The switch itself is under its track.
        BrowserStage.byId(page, "with-bots").uncheck(new Locator.UncheckOptions().setForce(true));
    }

    /** Signs in and waits for people, of whom there are none. */
    private static void queueAlone(Page page) {
        page.setDefaultTimeout(WAIT_MS);
        page.navigate(stack.httpUrl().toString());
        BrowserStage.byId(page, "guest-name").fill("Lonely");
        BrowserStage.byId(page, "guest-sign-in").click();
        withoutBots(page);
        BrowserStage.byId(page, "play-blitz").click();
        BrowserStage.byId(page, "queue").waitFor();
    }

    @Test
    void whoWaitsIsToldWhyAndWaitsOn() {
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            AtomicReference<WebSocketRoute> gateway = new AtomicReference<>();
            page.routeWebSocket(
                    GATEWAY,
                    route -> {
                        route.connectToServer();
                        gateway.set(route);
                    });
            queueAlone(page);
            assertFalse(BrowserStage.byId(page, "queue-hindrance").isVisible());
            gateway.get()
                    .send(
                            """
                            {"type": "error", "data": {"code": "no-capacity", "message": "-",
                             "action": "matchmake", "retryable": true}}\
                            """);
            Locator hindrance = BrowserStage.byId(page, "queue-hindrance");
            hindrance.waitFor();
            assertTrue(hindrance.textContent().contains("no-capacity"), hindrance.textContent());
            assertEquals("status", hindrance.getAttribute("role"));
            assertTrue(BrowserStage.byId(page, "queue").isVisible(), "he waits on");
            BrowserStage.byId(page, "queue-cancel").click();
            BrowserStage.byId(page, "play-blitz").waitFor();
        }
    }

    @Test
    void whoLosesHisPlaceTwiceQueuesAgainOnceAndIsThenTold() {
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            page.clock().install();
            AtomicInteger searches = new AtomicInteger();
            AtomicInteger lost = new AtomicInteger();
            page.routeWebSocket(
                    GATEWAY,
                    route -> {
                        WebSocketRoute server = route.connectToServer();
                        route.onMessage(
                                frame -> {
                                    if (frame.text().contains("\"matchmake\"")) {
                                        searches.incrementAndGet();
                                    }
                                    server.send(frame.text());
                                });
                        // As if the server forgot him, whatever it says.
                        server.onMessage(
                                frame -> {
                                    String text = frame.text();
                                    String told = text.replace(QUEUED, "\"queued\":false");
                                    route.send(told);
                                    if (!told.equals(text)) {
                                        lost.incrementAndGet();
                                    }
                                });
                    });
            queueAlone(page);
            for (int looks = 1; looks <= LOOKS_UNTIL_LOST; looks++) {
                int all = looks;
                // On the page's clock, which need not be waited for.
                for (int second = 0; second < LOOK_EVERY_S; second++) {
                    page.clock().fastForward(1_000);
                }
                page.waitForCondition(() -> lost.get() >= all);
            }
            BrowserStage.byId(page, "error").waitFor();
            String told = BrowserStage.byId(page, "error").textContent();
            assertTrue(told.contains("queue-lost"), told);
            BrowserStage.byId(page, "play-blitz").waitFor();
            assertEquals(2, searches.get());
        }
    }

    @Test
    void aNewcomerPlaysOnALaptopAndSeesHimselfOnTheBoard() throws IOException {
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            WireWatch wire = WireWatch.on(page);
            double firstPaintMs = play(page, "Newcomer", "laptop", () -> steerByKeys(page));
            MeasuredFigure.print("first paint of the field: %.0f ms".formatted(firstPaintMs));
            assertTrue(firstPaintMs <= FIRST_PAINT_MS_MAX, firstPaintMs + " ms");
            picture(page, "laptop-board");
            assertEquals(List.of(), complaints);
            assertBinary(wire);
        }
    }

    @Test
    void theSameWorksOnAPhone() throws IOException {
        try (BrowserContext context = chromium.phone()) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            WireWatch wire = WireWatch.on(page);
            play(page, "Phone", "phone", () -> steerByTouch(page));
            assertEquals(List.of(), complaints);
            assertBinary(wire);
        }
    }

    /** Views and moves went over {@code atrium.v1}, all of them. */
    private static void assertBinary(WireWatch wire) {
        MeasuredFigure.print(wire.toString());
        assertTrue(wire.sawEnough(), wire::toString);
        assertTrue(wire.binaryMoves() > 0, wire::toString);
        assertEquals(0, wire.jsonViews() + wire.jsonMoves(), wire::toString);
        assertTrue(wire.medianViewBytes() < VIEW_BYTES_MAX, wire::toString);
    }

    /** Signs in, is in a practice at once, and waits until so many warriors are on the field. */
    private static void practise(Page page, String query, boolean bots, int warriors) {
        page.setDefaultTimeout(WAIT_MS);
        page.navigate(stack.httpUrl() + query);
        BrowserStage.byId(page, "guest-name").fill("Learner");
        BrowserStage.byId(page, "guest-sign-in").click();
        if (!bots) {
            withoutBots(page);
        }
        BrowserStage.byId(page, "play-practice").click();
        page.waitForFunction("count => window.__atrium.warriorsDrawn === count", warriors);
        // In place of a clock: it has no end.
        page.locator(".match-clock", new Page.LocatorOptions().setHasText("Practice")).waitFor();
        assertEquals(1, page.evaluate("() => window.__atrium.ownWarriors.length"));
        Object predicted = page.evaluate("() => window.__atrium.prediction.on");
        assertEquals(!query.contains("predict=off"), predicted);
    }

    /** Leaves by the button once he was shown enough, and is back where he came from. */
    private static void leave(Page page, WireWatch wire) {
        page.waitForCondition(wire::sawEnough);
        page.locator("[data-after-field]").click();
        BrowserStage.byId(page, "play-practice").waitFor();
        assertEquals("lobby", page.evaluate("() => window.__atrium.screen"));
        assertFalse(BrowserStage.byId(page, "error").isVisible());
    }

    @Test
    void whoPractisesAloneIsThereAtOnceWalksAndLeaves() throws IOException {
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            WireWatch wire = WireWatch.on(page);
            practise(page, "", false, 1);
            steerByKeys(page);
            picture(page, "practice-alone");
            leave(page, wire);
            assertEquals(List.of(), complaints);
            assertBinary(wire);
        }
    }

    @Test
    void onAPhoneHouseBotsPractiseWithHim() throws IOException {
        try (BrowserContext context = chromium.phone()) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            WireWatch wire = WireWatch.on(page);
            practise(page, "", true, 4);
            steerByTouch(page);
            picture(page, "practice-phone");
            leave(page, wire);
            assertEquals(List.of(), complaints);
            assertBinary(wire);
        }
    }

    @Test
    void thePageSpeaksJsonWhereItsAddressSaysSo() {
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            WireWatch wire = WireWatch.on(page);
            practise(page, "?wire=json&predict=off", true, 4);
            steerByKeys(page);
            leave(page, wire);
            assertTrue(page.url().contains("wire=json"), "it stays so: " + page.url());
            MeasuredFigure.print(wire.toString());
            assertTrue(wire.sawEnough() && wire.jsonMoves() > 0, wire::toString);
            assertEquals(0, wire.binaryViews() + wire.binaryMoves(), wire::toString);
        }
    }

    @Test
    void aPageLoadedAnewInTheMiddleGoesOnPlaying() {
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            WireWatch wire = WireWatch.on(page);
            page.setDefaultTimeout(WAIT_MS);
            page.navigate(stack.httpUrl().toString());
            BrowserStage.byId(page, "guest-name").fill("Reloader");
            BrowserStage.byId(page, "guest-sign-in").click();
            BrowserStage.byId(page, "play-blitz").click();
            page.waitForFunction("() => window.__atrium.warriorsDrawn > 5");
            String room = (String) page.evaluate("() => window.__atrium.roomId");
            Object seat = page.evaluate("() => window.__atrium.seat");
            assertNotNull(seat);
            int tick = ((Number) page.evaluate("() => window.__atrium.tick")).intValue();
            page.reload();
            page.waitForFunction("() => window.__atrium.warriorsDrawn > 0");
            assertEquals(room, page.evaluate("() => window.__atrium.roomId"));
            assertEquals(seat, page.evaluate("() => window.__atrium.seat"));
            page.waitForFunction("tick => window.__atrium.tick > tick + 60", tick);
            steerByKeys(page);
            assertBinary(wire);
        }
    }

    @Test
    void aNameThatIsMarkupIsShownAsText() {
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            page.setDefaultTimeout(WAIT_MS);
            page.navigate(stack.httpUrl().toString());
            BrowserStage.byId(page, "guest-name").fill("<b>x</b>");
            BrowserStage.byId(page, "guest-sign-in").click();
            BrowserStage.byId(page, "play-blitz").waitFor();
            assertTrue(page.locator("body").textContent().contains("<b>x</b>"));
        }
    }
}
