package dev.atrium.localstack;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The browser that is installed, without a window. */
final class Chromium implements AutoCloseable {
    /** Debian's, and what other systems call it. */
    private static final List<String> PATHS =
            List.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it, and downloads nothing. */
    static Chromium launch() {
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(playwright, playwright.chromium().launch(options()));
    }

    private static BrowserType.LaunchOptions options() {
        Path executable =
                PATHS.stream()
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

    /** A page's surroundings as on a laptop: nothing is kept from others. */
    BrowserContext laptop() {
        return browser.newContext(new Browser.NewContextOptions().setViewportSize(1366, 768));
    }

    /** As on a phone, with a touch screen. */
    BrowserContext phone() {
        return browser.newContext(
                new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setDeviceScaleFactor(2)
                        .setHasTouch(true)
                        .setIsMobile(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
