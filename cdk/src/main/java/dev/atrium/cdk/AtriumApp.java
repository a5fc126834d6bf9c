package dev.atrium.cdk;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/** What {@code cdk} runs: it writes the templates of one stage, {@code -c stage=dev|prod}. */
public final class AtriumApp {
    private AtriumApp() {}

    /**
     * Writes the templates to where the CDK's command line asked for them.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), AppProps.builder().build(), System.err));
    }

    /**
     * Synthesises.
     *
     * @param environment where Node.js is looked for
     * @param props context and output folder; what is left out, the command line gave
     * @param errors gets one line if it cannot be done
     * @return the exit code: 0 done, 1 not
     */
    static int run(Map<String, String> environment, AppProps props, PrintStream errors) {
        Optional<String> problem = NodeRuntime.problem(environment);
        if (problem.isPresent()) {
            errors.println("atrium: " + problem.get());
            return 1;
        }
        App app = new App(props);
        Stage stage;
        try {
            Object named = app.getNode().tryGetContext("stage");
            stage = named == null ? Stage.DEV : Stage.named(named.toString());
        } catch (IllegalArgumentException e) {
            errors.println("atrium: " + e.getMessage());
            return 1;
        }
        DataStack data = new DataStack(app, stage, StackProps.builder().build());
        new ScheduleStack(app, stage, StackProps.builder().build()).addStackDependency(data);
        Tags.of(app).add("atrium:stage", stage.name());
        app.synth();
        return 0;
    }
}
