package dev.atrium.localstack;

import dev.atrium.localstack.scenario.BlitzScenario;
import dev.atrium.localstack.scenario.PartyScenario;
import dev.atrium.localstack.scenario.ScenarioReport;
import dev.atrium.localstack.scenario.SiegeScenario;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.function.Consumer;

/** The main of {@code localstack/up}: starts everything, says so, and ends all of it on Ctrl-C. */
public final class LocalStack {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);
    private static final int USAGE_STATUS = 2;

    /** Of what the guests of a party think of. */
    private static final long PARTY_SEED = 1;

    private LocalStack() {}

    /** Status 0 if all went well, 1 if something failed, 2 if it was called wrongly. */
    public static void main(String[] arguments) {
        StackOptions options;
        try {
            options = StackOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("atrium: " + e.getMessage());
            System.exit(USAGE_STATUS);
            return;
        }
        // Who started it waits at the terminal for its address, and for a scenario's report.
        System.exit(run(options, System.out::println));
    }

    private static int run(StackOptions options, Consumer<String> terminal) {
        try (RunningStack stack =
                RunningStack.start(options, terminal, LocalStack::endWithThisProcess)) {
            terminal.accept("ready: " + stack.httpUrl());
            if (options.scenario().isEmpty()) {
                Thread.currentThread().join();
            }
            ScenarioReport report = play(options.scenario().orElseThrow(), stack);
            terminal.accept(report.json());
            return report.complete() ? 0 : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (Exception e) {
            LOG.debug("the stack failed", e);
            System.err.println("atrium: " + reason(e));
            return 1;
        }
    }

    private static ScenarioReport play(String scenario, RunningStack stack) {
        return switch (scenario) {
            case StackOptions.SIEGE -> new SiegeScenario(stack).play();
            case StackOptions.PARTY -> new PartyScenario(stack, PARTY_SEED).play();
            default -> new BlitzScenario(stack).play();
        };
    }

    /** Also while it still starts. */
    private static void endWithThisProcess(RunningStack stack) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("ctrl-c").unstarted(stack::close));
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
