package dev.atrium.cdk.cost;

import java.util.List;
import java.util.function.Consumer;

/**
 * The main of {@code cdk/cost}: prints what a deployment costs in a month, which is its product.
 */
public final class CostTool {
    private static final int USAGE_STATUS = 2;

    private CostTool() {}

    /** Ends with status 0, or 2 and one line of the standard error on bad input. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out::print, System.err::println));
    }

    /**
     * Runs.
     *
     * @param terminal gets the table
     * @param errors gets one line if arguments are wrong
     * @return 0, or 2 on bad input
     */
    static int run(List<String> arguments, Consumer<String> terminal, Consumer<String> errors) {
        CostOptions options;
        try {
            options = CostOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            errors.accept("atrium: " + e.getMessage());
            return USAGE_STATUS;
        }
        terminal.accept(options.prices() ? CostTable.prices() : CostTable.of(options));
        return 0;
    }
}
