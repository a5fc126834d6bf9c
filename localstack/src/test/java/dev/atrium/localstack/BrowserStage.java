package dev.atrium.localstack;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import java.io.IOException;
import java.util.Optional;

/** A stack that runs, and a browser to look at it. */
record BrowserStage(RunningStack stack, Chromium chromium) implements AutoCloseable {

    /** Starts both. */
    static BrowserStage start(int hosts, int speed) throws IOException, InterruptedException {
        return start(hosts, speed, Optional.empty());
    }

    /** Starts both, where a siege begins every ten seconds. */
    static BrowserStage startWithSieges(int speed) throws IOException, InterruptedException {
        return start(1, speed, Optional.of("siege"));
    }

    private static BrowserStage start(int hosts, int speed, Optional<String> scenario)
            throws IOException, InterruptedException {
        int port = FreePorts.inARow(hosts + 1);
        RunningStack stack =
                RunningStack.start(
                        new StackOptions(port, hosts, Optional.empty(), speed, scenario),
                        line -> {});
        try {
            return new BrowserStage(stack, Chromium.launch());
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** What a page names so for tests. */
    static Locator byId(Page page, String id) {
        return page.locator("[data-testid=\"" + id + "\"]");
    }

    @Override
    public void close() {
        chromium.close();
        stack.close();
    }
}
