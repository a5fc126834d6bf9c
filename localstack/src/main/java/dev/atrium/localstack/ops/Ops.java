package dev.atrium.localstack.ops;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The main of {@code localstack/ops}. Prints JSON, an object a line, on its standard output; what
 * went wrong or was left out, {@code atrium: CODE: why}, on the other.
 */
public final class Ops {
    private static final int REFUSED_STATUS = 1;
    private static final int USAGE_STATUS = 2;

    private Ops() {}

    /** Status 0 if it is done, 1 if it was refused or failed, 2 if it was called wrongly. */
    public static void main(String[] arguments) {
        System.exit(
                run(
                        List.of(arguments),
                        System.getenv(),
                        Path.of(System.getProperty("java.io.tmpdir")),
                        // Answers are what the tool is for, and what scripts read.
                        System.out::println,
                        System.err::println));
    }

    /** As {@link #main}, with the status as its result. */
    public static int run(
            List<String> arguments,
            Map<String, String> environment,
            Path temporary,
            Consumer<String> out,
            Consumer<String> err) {
        List<String> words = new ArrayList<>(arguments);
        if (words.equals(List.of("help"))) {
            out.accept(OpsCommands.USAGE);
            return 0;
        }
        try {
            Optional<Path> data = Optional.empty();
            if (!words.isEmpty() && words.getFirst().equals("--data")) {
                if (words.size() == 1) {
                    throw new OpsException("usage", "--data wants a folder\n" + OpsCommands.USAGE);
                }
                data = Optional.of(Path.of(words.get(1)).toAbsolutePath());
                words = words.subList(2, words.size());
            }
            // Read first: a wrong call is one wherever it is made.
            OpsCommands.Act act = OpsCommands.read(words);
            OpsAccess access = OpsAccess.find(environment, data, temporary);
            act.run(new OpsClient(access, note -> err.accept("atrium: " + note)))
                    .forEach(line -> out.accept(line.toString()));
            return 0;
        } catch (OpsException e) {
            err.accept("atrium: " + e.code() + ": " + e.getMessage());
            return e.code().equals("usage") ? USAGE_STATUS : REFUSED_STATUS;
        }
    }
}
