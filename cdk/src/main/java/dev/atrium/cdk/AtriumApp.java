package dev.atrium.cdk;

import dev.atrium.cdk.api.ApiStack;
import dev.atrium.cdk.backup.BackupStack;
import dev.atrium.cdk.backup.VaultStack;
import dev.atrium.cdk.check.Rules;
import dev.atrium.cdk.data.CacheStack;
import dev.atrium.cdk.data.DataStack;
import dev.atrium.cdk.data.SecretsStack;
import dev.atrium.cdk.function.FunctionPlaces;
import dev.atrium.cdk.function.FunctionPlan;
import dev.atrium.cdk.function.FunctionsStack;
import dev.atrium.cdk.host.HostsStack;
import dev.atrium.cdk.host.ImagesStack;
import dev.atrium.cdk.network.BalancerStack;
import dev.atrium.cdk.network.NetworkStack;
import dev.atrium.cdk.observe.Contacts;
import dev.atrium.cdk.observe.ObservabilityStack;
import dev.atrium.cdk.observe.Watched;
import dev.atrium.cdk.schedule.ScheduleStack;
import dev.atrium.cdk.stage.Deployment;
import dev.atrium.cdk.stage.Domain;
import dev.atrium.cdk.stage.Quotas;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.cdk.web.EdgeStack;
import dev.atrium.cdk.web.WebStack;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code cdk} runs: it writes the templates of one stage, as its context says ({@code -c
 * NAME=VALUE}).
 */
public final class AtriumApp {
    private static final String REGION = "eu-central-1";
    private static final String SECOND = "eu-west-1";
    private static final String BUILD = "0.1.0";
    private static final String FUNCTIONS = "../functions/target/package";

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
        try {
            stacks(app, deployment(app));
        } catch (IllegalArgumentException e) {
            errors.println("atrium: " + e.getMessage());
            return 1;
        }
        app.synth();
        return 0;
    }

    private static Deployment deployment(App app) {
        return new Deployment(
                Stage.named(context(app, "stage").orElse(Stage.DEV.name())),
                context(app, "region").orElse(REGION),
                context(app, "second-region").orElse(SECOND),
                new Domain(
                        required(app, "domain", "where players find it, such as play.example.com"),
                        required(app, "zone", "the id of the hosted zone of Route 53 that has it")),
                context(app, "build").orElse(BUILD),
                Path.of(context(app, "functions").orElse(FUNCTIONS)),
                new Quotas(
                        number(app, "lambda-concurrency", Quotas.USUAL.lambdaConcurrency()),
                        number(app, "fargate-vcpus", Quotas.USUAL.fargateVcpus())),
                context(app, "sentry"));
    }

    /**
     * The stacks of a deployment, held to the rules.
     *
     * @throws IllegalArgumentException with what to do, if it cannot be deployed
     */
    public static void stacks(App app, Deployment deployment) {
        Stage stage = deployment.stage();
        String second = deployment.secondRegion();
        StackProps props = in(deployment.region());
        DataStack data = new DataStack(app, stage, props);
        NetworkStack network = new NetworkStack(app, stage, deployment.region(), props);
        CacheStack cache = new CacheStack(app, stage, network, props);
        SecretsStack secrets = new SecretsStack(app, stage, props);
        BalancerStack balancer = new BalancerStack(app, deployment, network, props);
        ApiStack api = new ApiStack(app, deployment, secrets, balancer, props);
        FunctionPlaces places =
                new FunctionPlaces(deployment, network, data, cache, secrets, api.socketApiId());
        FunctionsStack functions = new FunctionsStack(app, places, api.webApiId(), props);
        ScheduleStack _ = new ScheduleStack(app, stage, functions, props);
        ImagesStack images = new ImagesStack(app, stage, props);
        HostsStack hosts = new HostsStack(app, places, balancer, images.roomHosts(), props);
        hosts.addStackDependency(functions);
        Watched watched =
                new Watched(
                        FunctionPlan.all().stream().map(FunctionPlan::name).toList(),
                        Optional.of(api.webApiId()),
                        Optional.of(api.socketApiId()),
                        Optional.of(cache.group()),
                        Optional.of(
                                new Watched.Balancer(
                                        balancer.balancer().getLoadBalancerFullName(),
                                        balancer.hosts().getTargetGroupFullName())));
        Contacts contacts = Contacts.from(name -> context(app, name));
        new ObservabilityStack(app, stage, watched, contacts, props)
                // It counts in the logs of hosts and, since these wait for them, of functions.
                .addStackDependency(hosts);
        EdgeStack edge = new EdgeStack(app, deployment);
        WebStack _ = new WebStack(app, deployment, edge, secrets);
        VaultStack vault = new VaultStack(app, stage, "vault", props);
        VaultStack far = new VaultStack(app, stage, BackupStack.FAR_VAULT, in(second));
        BackupStack backup = new BackupStack(app, stage, vault, second, props);
        backup.addStackDependency(data);
        backup.addStackDependency(far);
        Rules.apply(app);
        Tags.of(app).add("atrium:stage", stage.name());
    }

    private static StackProps in(String region) {
        return StackProps.builder().env(Environment.builder().region(region).build()).build();
    }

    private static Optional<String> context(App app, String name) {
        return Optional.ofNullable(app.getNode().tryGetContext(name)).map(Object::toString);
    }

    private static String required(App app, String name, String what) {
        return context(app, name)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "%s is missing: say -c %s=%s"
                                                .formatted(
                                                        name,
                                                        name,
                                                        name.toUpperCase(Locale.ROOT)
                                                                + ", "
                                                                + what)));
    }

    private static int number(App app, String name, int usual) {
        String value = context(app, name).orElse(Integer.toString(usual));
        if (!value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    "%s=%s (allowed: a whole number, 1 and more)".formatted(name, value));
        }
        return Integer.parseInt(value);
    }
}
