package dev.atrium.localstack.resources;

import dev.atrium.localstack.load.LoadTool;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The main of {@code localstack/resources}: makes what a deployment finds in AWS at an emulator,
 * and prints the variables that lead there, which is its product.
 */
public final class ResourcesTool {
    private ResourcesTool() {}

    /** Ends with status 0 if all is there, 1 if the emulator does not make it, 2 on bad input. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv(), System.out::println));
    }

    /**
     * Runs. What cannot be done is one line of the standard error.
     *
     * @return 0 if all is there, 1 if not, 2 on bad input
     */
    static int run(String[] arguments, Map<String, String> environment, Consumer<String> terminal) {
        return LoadTool.run(
                arguments,
                given -> ResourcesOptions.parse(List.copyOf(given), environment),
                ResourcesTool::make,
                terminal);
    }

    private static boolean make(ResourcesOptions options, Consumer<String> terminal) {
        new Resources(options, terminal).make();
        return true;
    }
}
