package dev.atrium.cdk;

import dev.atrium.cdk.backup.BackupStack;
import dev.atrium.cdk.backup.VaultStack;
import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.data.CacheStack;
import dev.atrium.cdk.data.DataStack;
import dev.atrium.cdk.function.AtriumFunction;
import dev.atrium.cdk.network.NetworkStack;
import dev.atrium.cdk.observe.Contacts;
import dev.atrium.cdk.observe.ObservabilityStack;
import dev.atrium.cdk.observe.Watched;
import dev.atrium.cdk.schedule.ScheduleStack;
import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code cdk} runs: it writes the templates of one stage, {@code -c stage=dev|staging|prod},
 * for one region, {@code -c region=eu-central-1}, with copies of backups in another, {@code -c
 * second-region=eu-west-1}.
 */
public final class AtriumApp {
    private static final String REGION = "eu-central-1";
    private static final String SECOND = "eu-west-1";
    private static final Pattern REGIONS = Pattern.compile("[a-z]{2}(-[a-z]+)+-[1-9]");

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
        String region;
        String second;
        Contacts contacts;
        try {
            stage = context(app, "stage").map(Stage::named).orElse(Stage.DEV);
            region = region("region", context(app, "region").orElse(REGION));
            second = region("second-region", context(app, "second-region").orElse(SECOND));
            if (second.equals(region)) {
                throw new IllegalArgumentException(
                        "second-region=" + second + " (allowed: another than region)");
            }
            contacts = Contacts.from(name -> context(app, name));
        } catch (IllegalArgumentException e) {
            errors.println("atrium: " + e.getMessage());
            return 1;
        }
        stacks(app, stage, region, second, contacts);
        Rules.apply(app);
        Tags.of(app).add("atrium:stage", stage.name());
        app.synth();
        return 0;
    }

    /**
     * The stacks of a stage.
     *
     * @param region where it is
     * @param second another region, which keeps copies of backups
     * @param contacts who is told of alarms
     */
    public static void stacks(
            App app, Stage stage, String region, String second, Contacts contacts) {
        StackProps props = in(region);
        DataStack data = new DataStack(app, stage, props);
        NetworkStack network = new NetworkStack(app, stage, region, props);
        CacheStack _ = new CacheStack(app, stage, network, props);
        ScheduleStack schedules = new ScheduleStack(app, stage, props);
        schedules.addStackDependency(data);
        VaultStack vault = new VaultStack(app, stage, "vault", props);
        VaultStack far = new VaultStack(app, stage, BackupStack.FAR_VAULT, in(second));
        BackupStack backup = new BackupStack(app, stage, vault, second, props);
        backup.addStackDependency(data);
        backup.addStackDependency(far);
        new ObservabilityStack(app, stage, Watched.functions(functions(app)), contacts, props)
                // It counts in the logs of functions.
                .addStackDependency(schedules);
    }

    /** The names of all functions, whichever stack they are in. */
    private static List<String> functions(App app) {
        return app.getNode().findAll().stream()
                .filter(AtriumFunction.class::isInstance)
                .map(function -> function.getNode().getId())
                .toList();
    }

    private static StackProps in(String region) {
        return StackProps.builder().env(Environment.builder().region(region).build()).build();
    }

    private static Optional<String> context(App app, String name) {
        return Optional.ofNullable(app.getNode().tryGetContext(name)).map(Object::toString);
    }

    private static String region(String context, String name) {
        if (!REGIONS.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s=%s (allowed: a region's name, such as %s)"
                            .formatted(context, name, REGION));
        }
        return name;
    }
}
