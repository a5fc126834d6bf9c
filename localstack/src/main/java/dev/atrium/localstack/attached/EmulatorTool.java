package dev.atrium.localstack.attached;

import dev.atrium.localstack.load.LoadTool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** The main of {@code localstack/emulator}: runs until it is ended. */
public final class EmulatorTool {
    private EmulatorTool() {}

    /** Ends with status 1 if something does not start, 2 on bad input. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv(), System.out::println));
    }

    /**
     * Runs. What cannot be done is one line of the standard error.
     *
     * @return 1 if something does not start, 2 on bad input
     */
    static int run(String[] arguments, Map<String, String> environment, Consumer<String> terminal) {
        return LoadTool.run(
                arguments,
                given -> AttachedOptions.parse(List.copyOf(given), environment),
                EmulatorTool::serve,
                terminal);
    }

    private static boolean serve(AttachedOptions options, Consumer<String> terminal)
            throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("atrium.home", "."));
        AttachedGateway gateway = AttachedGateway.start(options, home.resolve("localstack/web"));
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
        terminal.accept("ready: http://localhost:" + options.port());
        new CountDownLatch(1).await();
        return true;
    }
}
