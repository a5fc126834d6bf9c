package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a player can see of a match that is over, in a real browser: that it was played fairly. */
class BrowserProofIT {
    private static final int SPEED = 4;
    private static final int WAIT_MS = 90_000;
    private static final int NARROW_PX = 320;

    private static RunningStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        int port = FreePorts.inARow(2);
        stack =
                RunningStack.start(
                        new StackOptions(port, 1, Optional.empty(), SPEED, Optional.empty()),
                        line -> {});
        chromium = Chromium.launch();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        stack.close();
    }

    private static Locator byId(Page page, String id) {
        return page.locator("[data-testid=\"" + id + "\"]");
    }

    /** Plays Blitz against bots to its end, steering now and then, loaded anew in the middle. */
    private static String play(Page page) {
        page.setDefaultTimeout(WAIT_MS);
        page.navigate(stack.httpUrl().toString());
        byId(page, "guest-name").fill("Doubter");
        byId(page, "guest-sign-in").click();
        byId(page, "warriors-2").check();
        byId(page, "play-blitz").click();
        walk(page);
        page.reload();
        walk(page);
        page.waitForFunction("() => window.__atrium.resultShown");
        byId(page, "to-verify").waitFor();
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
        byId(page, "verify").locator("[data-check]").first().waitFor();
        return byId(page, "verify").locator("[data-check]").all().stream()
                .map(row -> row.getAttribute("data-check") + "=" + row.getAttribute("data-holds"))
                .toList();
    }

    private static void fitsANarrowScreen(Page page) {
        page.setViewportSize(NARROW_PX, 640);
        int width =
                ((Number) page.evaluate("() => document.documentElement.scrollWidth")).intValue();
        assertTrue(width <= NARROW_PX, width + " px");
    }

    @Test
    void whoPlayedCanVerifyTheMatchAndSoCanAnybodyElse() {
        String room;
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            room = play(page);
            byId(page, "to-verify").click();
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
                    () -> byId(page, "verify").innerText());
            String own = page.locator("[data-check=\"own-inputs\"] .check-why").innerText();
            MeasuredFigure.print(own);
            assertTrue(own.matches("All [1-9][0-9]* of your commands .*"), own);
            assertEquals("All 8 checks hold.", byId(page, "verdict").innerText().strip());
            assertTrue(byId(page, "replay-command").innerText().contains(room));
            // By keyboard alone: what a check means, and the hashes to compare.
            page.locator("[data-check=\"journal\"] summary").focus();
            page.keyboard().press("Enter");
            page.locator("[data-check=\"journal\"] details[open] code").first().waitFor();
            fitsANarrowScreen(page);
            page.goBack();
            byId(page, "result").waitFor();
            assertEquals(List.of(), complaints);
        }
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            page.setDefaultTimeout(WAIT_MS);
            page.navigate(stack.httpUrl() + "#verify=" + room);
            assertEquals(6, checks(page).size());
            assertEquals("All 6 checks hold.", byId(page, "verdict").innerText().strip());
        }
    }

    @Test
    void whoAsksForAMatchThatIsNotThereIsTold() {
        try (BrowserContext context = chromium.laptop()) {
            Page page = context.newPage();
            page.setDefaultTimeout(WAIT_MS);
            page.navigate(stack.httpUrl() + "#verify=" + "0".repeat(32));
            byId(page, "error").waitFor();
            assertTrue(byId(page, "verdict").innerText().contains("nothing to check"));
        }
    }
}
