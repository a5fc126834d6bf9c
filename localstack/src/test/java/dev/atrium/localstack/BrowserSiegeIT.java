package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;

import dev.atrium.localstack.scenario.Inbox;
import dev.atrium.localstack.scenario.ScenarioPlayer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sieges in a real browser, from the registration in the lobby to one's place in it. */
class BrowserSiegeIT {
    /** Ten minutes of siege in 40 seconds. */
    private static final int SPEED = 15;

    private static final int WAIT_MS = 90_000;
    private static final Duration START_WAIT = Duration.ofSeconds(60);
    private static final int NARROW_PX = 320;

    private static BrowserStage stage;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stage = BrowserStage.startWithSieges(SPEED);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    private static Page signedIn(BrowserContext context, String name) {
        Page page = context.newPage();
        page.setDefaultTimeout(WAIT_MS);
        page.navigate(stage.stack().httpUrl().toString());
        BrowserStage.byId(page, "guest-name").fill(name);
        BrowserStage.byId(page, "guest-sign-in").click();
        BrowserStage.byId(page, "siege-register").first().waitFor();
        return page;
    }

    private static ScenarioPlayer rival(HttpClient http) {
        return ScenarioPlayer.join(
                http, stage.stack().httpUrl(), stage.stack().socketUrl(), "Rival", "wolf");
    }

    private static Locator siege(Page page, long slot, String own) {
        return page.locator("[data-slot=\"%d\"][data-own=\"%s\"]".formatted(slot, own));
    }

    /** Of the siege that stands at that place of the list, from 0. */
    private static long slot(Page page, int place) {
        return Long.parseLong(page.locator("[data-slot]").nth(place).getAttribute("data-slot"));
    }

    private static Locator notice(Page page, String words) {
        return BrowserStage.byId(page, "siege-notice")
                .filter(new Locator.FilterOptions().setHasText(words));
    }

    private static void fitsANarrowScreen(Page page, String name) {
        page.setViewportSize(NARROW_PX, 640);
        Path file = Path.of("target/pictures", name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        int width =
                ((Number) page.evaluate("() => document.documentElement.scrollWidth")).intValue();
        assertTrue(width <= NARROW_PX, width + " px");
    }

    /** Registers, cancels and registers again, by keyboard alone, and loads the page anew. */
    private static void registers(Page page, long slot) {
        page.locator("[data-slot=\"%d\"] button".formatted(slot)).focus();
        page.keyboard().press("Enter");
        siege(page, slot, "registered").waitFor();
        notice(page, "with 2 warriors. 1 player so far.").waitFor();
        page.keyboard().press("Enter");
        siege(page, slot, "none").waitFor();
        notice(page, "Your fee of 200 is back.").waitFor();
        assertEquals("none", page.locator("[data-slot]").first().getAttribute("data-own"));
        page.keyboard().press("Enter");
        siege(page, slot, "registered").waitFor();
        page.reload();
        siege(page, slot, "registered").waitFor();
    }

    /** Is on the field with so many warriors, and time goes on there. */
    private static void plays(Page page, int warriors) {
        page.waitForFunction(
                "count => window.__atrium.ownWarriors.length === count && window.__atrium.tick >"
                        + " 60",
                warriors);
        assertEquals("match", page.evaluate("() => window.__atrium.screen"));
    }

    /** Leaving is not to happen by one touch; by keyboard the answer at hand is to stay. */
    private static void isAskedBeforeHeForfeits(Page page) {
        page.getByText("Leave", new Page.GetByTextOptions().setExact(true)).click();
        BrowserStage.byId(page, "forfeit").waitFor();
        page.keyboard().press("Enter");
        BrowserStage.byId(page, "leaving")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        plays(page, 2);
    }

    /** With his place and what came of his entry, and from there he verifies it. */
    private static void findsItAmongHisMatches(Page page) {
        BrowserStage.byId(page, "stakes")
                .filter(new Locator.FilterOptions().setHasText("our entry"))
                .waitFor();
        String room = (String) page.evaluate("() => window.__atrium.roomId");
        BrowserStage.byId(page, "play-again").click();
        Locator match = page.locator("[data-room=\"%s\"]".formatted(room));
        match.waitFor();
        String words = match.innerText();
        MeasuredFigure.print(words.replace('\n', ' '));
        assertTrue(words.matches("(?s)Siege · [123](st|nd|rd) of 3.* entry.*"), words);
        Path file = Path.of("target/pictures", "siege-laptop.png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        fitsANarrowScreen(page, "own-matches-narrow");
        assertEquals(
                "#replay=" + room,
                match.getByText("Replay", new Locator.GetByTextOptions().setExact(true))
                        .getAttribute("href"));
        match.getByText("Verify", new Locator.GetByTextOptions().setExact(true)).click();
        BrowserStage.byId(page, "verdict")
                .filter(new Locator.FilterOptions().setHasText("checks hold."))
                .waitFor();
    }

    @Test
    void whoRegisteredIsInTheSiegeWhenItStartsAndWhoDidNotComesLate() {
        try (BrowserContext one = stage.chromium().laptop();
                BrowserContext other = stage.chromium().phone();
                HttpClient http = HttpClient.newHttpClient();
                ScenarioPlayer rival = rival(http)) {
            Page late = signedIn(other, "Late");
            Page page = signedIn(one, "Early");
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            late.onPageError(complaints::add);
            BrowserStage.byId(page, "siege-warriors-2").check();
            long slot = slot(page, 2);
            registers(page, slot);
            rival.register(slot, 2);
            BrowserStage.byId(page, "siege-cancel").waitFor();
            page.waitForFunction(
                    "slot => document.querySelector(`[data-slot=\"${slot}\"]`)"
                            + ".textContent.includes(\"2 players\")",
                    Long.toString(slot));
            try (Inbox room = rival.enter(rival.awaitMatch(START_WAIT).data())) {
                BrowserStage.byId(late, "siege-late").click();
                plays(page, 2);
                isAskedBeforeHeForfeits(page);
                plays(late, 1);
                assertEquals(
                        page.evaluate("() => window.__atrium.roomId"),
                        late.evaluate("() => window.__atrium.roomId"));
                room.await("player-joined", START_WAIT);
                page.waitForFunction("() => window.__atrium.resultShown");
                assertTrue(page.locator(".result-card .eyebrow").innerText().startsWith("SIEGE"));
            }
            findsItAmongHisMatches(page);
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void whoPlaysSomethingElseWhenHisSiegeStartsIsCalledAndGoesWhenHeLeaves() {
        try (BrowserContext context = stage.chromium().laptop();
                HttpClient http = HttpClient.newHttpClient();
                ScenarioPlayer rival = rival(http)) {
            Page page = signedIn(context, "Busy");
            long slot = slot(page, 1);
            rival.register(slot, 1);
            page.locator("[data-slot=\"%d\"] button".formatted(slot)).click();
            siege(page, slot, "registered").waitFor();
            BrowserStage.byId(page, "play-practice").click();
            plays(page, 1);
            Object practice = page.evaluate("() => window.__atrium.roomId");
            try (Inbox room = rival.enter(rival.awaitMatch(START_WAIT).data())) {
                BrowserStage.byId(page, "called").waitFor();
                assertEquals(practice, page.evaluate("() => window.__atrium.roomId"));
                // Known to this tab, and so it stays when it is loaded anew.
                page.reload();
                BrowserStage.byId(page, "called").getByRole(AriaRole.BUTTON).click();
                page.waitForFunction("other => window.__atrium.roomId !== other", practice);
                plays(page, 1);
                room.await("state", START_WAIT);
                assertEquals(0, BrowserStage.byId(page, "called").count());
            }
        }
    }

    @Test
    void whoIsAloneIsToldThatTheSiegeIsCalledOffAndHasHisFeeBack() {
        try (BrowserContext context = stage.chromium().phone()) {
            Page page = signedIn(context, "Alone");
            long slot = slot(page, 1);
            page.locator("[data-slot=\"%d\"] button".formatted(slot)).tap();
            siege(page, slot, "registered").waitFor();
            fitsANarrowScreen(page, "siege-narrow");
            notice(page, "too few players had registered. Your fee of 100 is back.").waitFor();
            page.waitForFunction(
                    "() => document.querySelector('#stakes-cost').textContent.includes('10,000')");
            fitsANarrowScreen(page, "siege-called-off");
        }
    }
}
