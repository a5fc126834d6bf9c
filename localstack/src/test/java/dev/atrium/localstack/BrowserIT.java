package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.BoundingBox;

import dev.atrium.identity.SigningKey;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A newcomer's way in a real browser: sign in, play Blitz against bots, see the result and the
 * board. Takes the pictures of the README; {@code -Dpictures.update=true} replaces them.
 */
class BrowserIT {
    private static final int SPEED = 4;
    private static final int FIRST_PAINT_MS_MAX = 1_000;
    private static final int WAIT_MS = 90_000;

    /** Debian's, and what other systems call it. */
    private static final List<String> BROWSERS =
            List.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private static final String OWN = "() => window.__atrium.ownWarriors[0].";

    /** Of Blitz's field, in subunits. */
    private static final int MIDDLE = 16 * 256;

    /** It aims at 60; here a software renderer and a whole stack share two cores. */
    private static final int FRAMES_MIN = 20;

    private static final String FIRST_PAINT =
            """
            () => {
              const at = name => performance.getEntriesByName(name).at(-1).startTime;
              return at("first-paint-of-field") - at("match-found");
            }\
            """;

    private static RunningStack stack;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        int port = FreePorts.inARow(2);
        stack =
                RunningStack.start(
                        new StackOptions(port, 1, Optional.empty(), SPEED, Optional.empty()),
                        line -> {});
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(options());
    }

    private static BrowserType.LaunchOptions options() {
        Path executable =
                Stream.of(BROWSERS.toArray(String[]::new))
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no Chromium: apt-get install chromium"));
        return new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setArgs(
                        List.of(
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync"));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            browser.close();
            playwright.close();
        }
        stack.close();
    }

    private static Locator byId(Page page, String id) {
        return page.locator("[data-testid=\"" + id + "\"]");
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
        byId(page, "guest-name").fill(name);
        byId(page, "guest-sign-in").click();
        byId(page, "warriors-2").check();
        assertTrue(byId(page, "with-bots").isChecked(), "bots are on for a newcomer");
        byId(page, "play-blitz").click();
        page.waitForFunction("() => window.__atrium.warriorsDrawn > 5");
        double firstPaintMs = ((Number) page.evaluate(FIRST_PAINT)).doubleValue();
        steering.run();
        page.waitForFunction("() => window.__atrium.tick > 900");
        picture(page, picture);
        page.waitForFunction("() => window.__atrium.resultShown");
        byId(page, "result").waitFor();
        picture(page, picture + "-result");
        page.waitForFunction("() => window.__atrium.settlement === 'settled'");
        byId(page, "to-leaderboard").click();
        Locator own = byId(page, "leaderboard").locator("[data-own=\"true\"]");
        own.waitFor();
        assertTrue(own.textContent().contains(name), own.textContent());
        return firstPaintMs;
    }

    /** Our first warrior goes that way on the field, or the wait fails. */
    private static void awaitWalk(Page page, String axis, Runnable steer) {
        page.waitForFunction("() => window.__atrium.ownWarriors.length > 0");
        int before = ((Number) page.evaluate(OWN + axis)).intValue();
        steer.run();
        // He may stand at the edge, or walk another way before the command is there.
        page.waitForFunction(
                "([axis, before]) => window.__atrium.ownWarriors.length === 0"
                        + " || Math.abs(window.__atrium.ownWarriors[0][axis] - before) > 128",
                List.of(axis, before));
        assertTrue(
                ((Number) page.evaluate("() => window.__atrium.ownWarriors.length")).intValue() > 0,
                "he fell before he could walk");
    }

    /** First towards the middle on one axis, then on the other: he is not stopped by an edge. */
    private static void steerByKeys(Page page) {
        awaitWalk(
                page, "y", () -> page.keyboard().press(inward(page, "y", "ArrowUp", "ArrowDown")));
        awaitWalk(
                page,
                "x",
                () -> page.keyboard().press(inward(page, "x", "ArrowLeft", "ArrowRight")));
        double frames =
                ((Number) page.waitForFunction("() => window.__atrium.framesPerSecond").jsonValue())
                        .doubleValue();
        System.out.printf("frames a second: %.0f%n", frames);
        assertTrue(frames >= FRAMES_MIN, frames + " frames a second");
    }

    private static String inward(Page page, String axis, String back, String forth) {
        return ((Number) page.evaluate(OWN + axis)).intValue() > MIDDLE ? back : forth;
    }

    /** Drags the stick with a finger. */
    private static void steerByTouch(Page page) {
        awaitWalk(page, "y", () -> drag(page, false, inward(page, "y", "-1", "1")));
        awaitWalk(page, "x", () -> drag(page, true, inward(page, "x", "-1", "1")));
    }

    private static void drag(Page page, boolean horizontal, String way) {
        BoundingBox stick = page.locator("#stick").boundingBox();
        double x = stick.x + stick.width / 2;
        double y = stick.y + stick.height / 2;
        double far = Integer.parseInt(way) * stick.width * 0.4;
        CDPSession finger = page.context().newCDPSession(page);
        touch(finger, "touchStart", x, y);
        touch(finger, "touchMove", x + (horizontal ? far : 0), y + (horizontal ? 0 : far));
        finger.send("Input.dispatchTouchEvent", touches("touchEnd"));
        finger.detach();
    }

    private static void touch(CDPSession finger, String type, double x, double y) {
        JsonObject point = new JsonObject();
        point.addProperty("x", x);
        point.addProperty("y", y);
        JsonObject event = touches(type);
        event.getAsJsonArray("touchPoints").add(point);
        finger.send("Input.dispatchTouchEvent", event);
    }

    private static JsonObject touches(String type) {
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", new JsonArray());
        return event;
    }

    @Test
    void anOwnerOfAWalletSignsInWithHisExtension() {
        SigningKey wallet = SigningKey.generate();
        try (BrowserContext context = laptop()) {
            Page page = context.newPage();
            page.setDefaultTimeout(WAIT_MS);
            page.exposeFunction(
                    "signInJava",
                    text ->
                            HexFormat.of()
                                    .formatHex(wallet.sign(((String) text[0]).getBytes(UTF_8))));
            page.addInitScript(
                    """
                    const bytesOf = hex =>
                      Uint8Array.from(hex.match(/../g), pair => parseInt(pair, 16));
                    window.solana = {
                      connect: async () => ({ publicKey: { toBytes: () => bytesOf("%s") } }),
                      signMessage: async bytes => {
                        const text = new TextDecoder().decode(bytes);
                        return { signature: bytesOf(await window.signInJava(text)) };
                      },
                    };\
                    """
                            .formatted(HexFormat.of().formatHex(wallet.publicKey().bytes())));
            page.navigate(stack.httpUrl().toString());
            byId(page, "wallet-sign-in").click();
            byId(page, "play-blitz").waitFor();
        }
    }

    private static BrowserContext laptop() {
        return browser.newContext(new Browser.NewContextOptions().setViewportSize(1366, 768));
    }

    private static BrowserContext phone() {
        return browser.newContext(
                new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setDeviceScaleFactor(2)
                        .setHasTouch(true)
                        .setIsMobile(true));
    }

    @Test
    void aNewcomerPlaysOnALaptopAndSeesHimselfOnTheBoard() throws IOException {
        try (BrowserContext context = laptop()) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            double firstPaintMs = play(page, "Newcomer", "laptop", () -> steerByKeys(page));
            System.out.printf("first paint of the field: %.0f ms%n", firstPaintMs);
            assertTrue(firstPaintMs <= FIRST_PAINT_MS_MAX, firstPaintMs + " ms");
            picture(page, "laptop-board");
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void theSameWorksOnAPhone() throws IOException {
        try (BrowserContext context = phone()) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            play(page, "Phone", "phone", () -> steerByTouch(page));
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void aPageLoadedAnewInTheMiddleGoesOnPlaying() {
        try (BrowserContext context = laptop()) {
            Page page = context.newPage();
            page.setDefaultTimeout(WAIT_MS);
            page.navigate(stack.httpUrl().toString());
            byId(page, "guest-name").fill("Reloader");
            byId(page, "guest-sign-in").click();
            byId(page, "play-blitz").click();
            page.waitForFunction("() => window.__atrium.warriorsDrawn > 5");
            String room = (String) page.evaluate("() => window.__atrium.roomId");
            Object seat = page.evaluate("() => window.__atrium.seat");
            int tick = ((Number) page.evaluate("() => window.__atrium.tick")).intValue();
            page.reload();
            page.waitForFunction("() => window.__atrium.warriorsDrawn > 0");
            assertEquals(room, page.evaluate("() => window.__atrium.roomId"));
            assertEquals(seat, page.evaluate("() => window.__atrium.seat"));
            page.waitForFunction("tick => window.__atrium.tick > tick + 60", tick);
            steerByKeys(page);
        }
    }

    @Test
    void aNameThatIsMarkupIsShownAsText() {
        try (BrowserContext context = laptop()) {
            Page page = context.newPage();
            page.setDefaultTimeout(WAIT_MS);
            page.navigate(stack.httpUrl().toString());
            byId(page, "guest-name").fill("<b>x</b>");
            byId(page, "guest-sign-in").click();
            byId(page, "play-blitz").waitFor();
            assertTrue(page.locator("body").textContent().contains("<b>x</b>"));
        }
    }
}
