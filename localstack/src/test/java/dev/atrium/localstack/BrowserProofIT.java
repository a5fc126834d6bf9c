package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be seen of a match that is over, in a real browser: that it was played fairly, and how.
 */
class BrowserProofIT {
    private static final int SPEED = 4;
    private static final int WAIT_MS = 90_000;
    private static final int NARROW_PX = 320;

    /** Of Blitz. */
    private static final int TICKS_PER_SECOND = 60;

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

    private static void picture(Page page, String name) {
        Path file = Path.of("target/pictures", name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    /** Plays Blitz against bots to its end, steering now and then, loaded anew in the middle. */
    private static String play(Page page) {
        page.setDefaultTimeout(WAIT_MS);
        page.navigate(stack.httpUrl().toString());
        BrowserStage.byId(page, "guest-name").fill("Doubter");
        BrowserStage.byId(page, "guest-sign-in").click();
        BrowserStage.byId(page, "warriors-2").check();
        BrowserStage.byId(page, "play-blitz").click();
        walk(page);
        page.reload();
        walk(page);
        page.waitForFunction("() => window.__atrium.resultShown");
        BrowserStage.byId(page, "to-verify").waitFor();
        return (String) page.evaluate("() => window.__atrium.roomId");
    }

    /** Some commands, once there is a warrior to obey them. */
    private static void walk(Page page) {
        page.waitForFunction("() => window.__atrium.ownWarriors.length > 0");
        for (String key : List.of("ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp")) {
            int tick = ((Number) page.evaluate("() => window.__atrium.tick")).intValue();
            page.keyboard().press(key);
            page.waitForFunction("tick => window.__atrium.tick > tick + 20", tick);
        }
    }

    /** What the page says of each check, once it has checked. */
    private static List<String> checks(Page page) {
        BrowserStage.byId(page, "verify").locator("[data-check]").first().waitFor();
        return BrowserStage.byId(page, "verify").locator("[data-check]").all().stream()
                .map(row -> row.getAttribute("data-check") + "=" + row.getAttribute("data-holds"))
                .toList();
    }

    private static void fitsANarrowScreen(Page page) {
        page.setViewportSize(NARROW_PX, 640);
        int width =
                ((Number) page.evaluate("() => document.documentElement.scrollWidth")).intValue();
        assertTrue(width <= NARROW_PX, width + " px");
    }

    private static double replayTick(Page page) {
        return ((Number) page.evaluate("() => window.__atrium.replayTick")).doubleValue();
    }

    /** How long a match was, as its record says. */
    private static int ticks(Page page, String room) {
        String ask = "room => fetch(`/matches/${room}`).then((r) => r.json()).then((m) => m.ticks)";
        return ((Number) page.evaluate(ask, room)).intValue();
    }

    /** The time bar has arrows of its own: a second each. */
    private static void walkTheTimeBar(Page page) {
        BrowserStage.byId(page, "replay-time").focus();
        page.keyboard().press("ArrowRight");
        double second = replayTick(page);
        assertEquals(0, second % TICKS_PER_SECOND, "a whole second");
        page.keyboard().press("ArrowRight");
        assertEquals(second + TICKS_PER_SECOND, replayTick(page));
        page.keyboard().press("ArrowLeft");
        assertEquals(second, replayTick(page));
    }

    /** The replay moves, stands while it is paused, and goes where one wants it. */
    private static void watch(Page page, String room) {
        page.waitForFunction("() => window.__atrium.warriorsDrawn > 5");
        page.waitForFunction("() => window.__atrium.replayTick > 60");
        // As after a click beside everything.
        page.evaluate("() => document.activeElement.blur()");
        page.keyboard().press("Space");
        assertEquals("Play", BrowserStage.byId(page, "replay-toggle").innerText().strip());
        double paused = replayTick(page);
        page.keyboard().press("ArrowRight");
        assertEquals(paused + 5 * TICKS_PER_SECOND, replayTick(page), 1);
        page.keyboard().press("ArrowLeft");
        assertEquals(paused, replayTick(page), 1);
        walkTheTimeBar(page);
        BrowserStage.byId(page, "replay-next").click();
        assertTrue(!BrowserStage.byId(page, "replay-followed").innerText().contains("Whole field"));
        BrowserStage.byId(page, "replay-speed-4").click();
        assertEquals(
                "true", BrowserStage.byId(page, "replay-speed-4").getAttribute("aria-pressed"));
        Locator time = BrowserStage.byId(page, "replay-time");
        int end = ticks(page, room);
        page.waitForFunction("() => document.querySelectorAll('.replay-marks path').length > 5");
        int nearEnd = (end / TICKS_PER_SECOND - 2) * TICKS_PER_SECOND;
        time.fill(Integer.toString(nearEnd));
        assertEquals(nearEnd, replayTick(page), 1);
        BrowserStage.byId(page, "replay-toggle").click();
        BrowserStage.byId(page, "replay-standings").waitFor();
        assertEquals(end, replayTick(page), 0);
        assertTrue(BrowserStage.byId(page, "replay-standings").innerText().contains("1st"));
    }

    @Test
    void whoPlayedCanVerifyTheMatchAndWatchItAndSoCanAnybodyElse() {
        String room;
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            room = play(page);
            BrowserStage.byId(page, "to-verify").click();
            assertEquals(
                    List.of(
                            "signature=true",
                            "journal=true",
                            "players=true",
                            "end=true",
                            "seed=true",
                            "nonces=true",
                            "own-nonce=true",
                            "own-inputs=true"),
                    checks(page),
                    () -> BrowserStage.byId(page, "verify").innerText());
            String own = page.locator("[data-check=\"own-inputs\"] .check-why").innerText();
            MeasuredFigure.print(own);
            assertTrue(own.matches("All [1-9][0-9]* of your commands .*"), own);
            assertEquals(
                    "All 8 checks hold.", BrowserStage.byId(page, "verdict").innerText().strip());
            assertTrue(BrowserStage.byId(page, "replay-command").innerText().contains(room));
            // By keyboard alone: what a check means, and the hashes to compare.
            page.locator("[data-check=\"journal\"] summary").focus();
            page.keyboard().press("Enter");
            page.locator("[data-check=\"journal\"] details[open] code").first().waitFor();
            picture(page, "verify");
            fitsANarrowScreen(page);
            picture(page, "verify-narrow");
            page.goBack();
            BrowserStage.byId(page, "result").waitFor();
            BrowserStage.byId(page, "to-replay").click();
            watch(page, room);
            picture(page, "replay-narrow");
            fitsANarrowScreen(page);
            assertEquals(List.of(), complaints);
        }
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            page.setDefaultTimeout(WAIT_MS);
            page.navigate(stack.httpUrl() + "#verify=" + room);
            assertEquals(6, checks(page).size());
            assertEquals(
                    "All 6 checks hold.", BrowserStage.byId(page, "verdict").innerText().strip());
            BrowserStage.byId(page, "to-replay").click();
            page.waitForFunction("() => window.__atrium.replayTick > 200");
            picture(page, "replay");
        }
    }

    /** Signs in and queues for stakes, which costs the entry of one warrior. */
    private static Page stake(BrowserContext context, String name) {
        Page page = context.newPage();
        page.setDefaultTimeout(WAIT_MS);
        page.navigate(stack.httpUrl().toString());
        BrowserStage.byId(page, "guest-name").fill(name);
        BrowserStage.byId(page, "guest-sign-in").click();
        BrowserStage.byId(page, "stakes-cost").waitFor();
        // The switch itself is under its track.
        BrowserStage.byId(page, "for-stakes").check(new Locator.CheckOptions().setForce(true));
        assertTrue(BrowserStage.byId(page, "with-bots").isDisabled(), "bots never play for stakes");
        assertEquals(
                "100 a warrior, 100 in all. You have 10,000.",
                BrowserStage.byId(page, "stakes-cost").innerText().strip());
        BrowserStage.byId(page, "warriors-3").check();
        assertTrue(BrowserStage.byId(page, "stakes-cost").innerText().contains("300 in all"));
        BrowserStage.byId(page, "warriors-1").check();
        BrowserStage.byId(page, "play-blitz").click();
        return page;
    }

    /** What the result says of the pot once it is paid. */
    private static String paid(Page page) {
        page.waitForFunction("() => window.__atrium.resultShown");
        Locator words = BrowserStage.byId(page, "stakes");
        words.filter(new Locator.FilterOptions().setHasText("our entry")).waitFor();
        return words.innerText().strip();
    }

    @Test
    void twoWhoPlayForStakesAreToldWhatCameOfThem() {
        try (BrowserContext one = chromium.laptop();
                BrowserContext other = chromium.laptop()) {
            Page first = stake(one, "Rich");
            Page second = stake(other, "Poor");
            String firstWords = paid(first);
            String secondWords = paid(second);
            MeasuredFigure.print(firstWords + " | " + secondWords);
            for (String words : List.of(firstWords, secondWords)) {
                assertTrue(
                        words.startsWith("You were paid ")
                                || words.equals("You lost your entry of 100."),
                        words);
            }
            assertTrue((firstWords + secondWords).contains("You were paid "), "somebody won");
        }
    }

    @Test
    void whoMustSignInAgainLeavesTheReplayForGood() {
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            page.setDefaultTimeout(WAIT_MS);
            page.navigate(stack.httpUrl().toString());
            BrowserStage.byId(page, "guest-name").fill("Expired");
            BrowserStage.byId(page, "guest-sign-in").click();
            BrowserStage.byId(page, "play-blitz").waitFor();
            // The lobby's answer comes while he is elsewhere by now.
            List<Route> asked = new ArrayList<>();
            page.route("**/auth/connect-token", asked::add);
            page.reload();
            page.waitForCondition(() -> !asked.isEmpty());
            page.evaluate("room => { location.hash = `#replay=${room}`; }", "0".repeat(32));
            BrowserStage.byId(page, "replay").waitFor();
            assertEquals(0, replayTick(page));
            asked.getFirst()
                    .fulfill(
                            new Route.FulfillOptions()
                                    .setStatus(401)
                                    .setContentType("application/problem+json")
                                    .setBody("{\"code\":\"token-expired\",\"status\":401}"));
            BrowserStage.byId(page, "guest-sign-in").waitFor();
            assertEquals(-1, replayTick(page));
        }
    }

    @Test
    void whoAsksForAMatchThatIsNotThereIsTold() {
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            page.setDefaultTimeout(WAIT_MS);
            page.navigate(stack.httpUrl() + "#verify=" + "0".repeat(32));
            BrowserStage.byId(page, "error").waitFor();
            assertTrue(BrowserStage.byId(page, "verdict").innerText().contains("nothing to check"));
        }
    }
}
