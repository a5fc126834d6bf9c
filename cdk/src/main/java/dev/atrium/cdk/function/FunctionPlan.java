package dev.atrium.cdk.function;

import dev.atrium.cdk.stage.Stage;
import dev.atrium.functions.edge.Routes;
import dev.atrium.rights.Right;
import dev.atrium.rights.Rights;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;

/**
 * A function as it is to be deployed: one for each handler that {@link Rights} knows.
 *
 * @param name words joined by dashes, such as {@code guest}
 * @param handler its class
 * @param size how long it may take, and how many of it run at once
 * @param rights what it may ask of AWS
 */
public record FunctionPlan(
        String name, String handler, FunctionSize size, SortedSet<Right> rights) {
    /** The alias that everybody calls. */
    public static final String ALIAS = "live";

    private static final String BASE = "dev.atrium.functions.";

    /** What players wait for: API Gateway gives up after 29 s. */
    private static final FunctionSize USUAL = new FunctionSize(10, 10);

    /** What nearly every message passes. */
    private static final FunctionSize BUSY = new FunctionSize(10, 40);

    /** Called by a schedule: two at once do no harm, and no good either. */
    private static final FunctionSize SCHEDULED = new FunctionSize(55, 1);

    private static final Map<String, FunctionSize> SIZES =
            Map.ofEntries(
                    Map.entry("auth.HttpAuthorizer", BUSY),
                    Map.entry("auth.WebSocketAuthorizer", BUSY),
                    Map.entry("connection.ConnectHandler", BUSY),
                    Map.entry("connection.DisconnectHandler", BUSY),
                    Map.entry("connection.HelloHandler", BUSY),
                    Map.entry("lobby.MatchmakeHandler", BUSY),
                    Map.entry("match.MatchmakingStatusHandler", BUSY),
                    Map.entry("seed.SeedHandler", new FunctionSize(10, 20)),
                    // It reads and writes hundreds of rows of one player.
                    Map.entry("account.DeleteAccountHandler", new FunctionSize(29, 2)),
                    Map.entry("account.ExportHandler", new FunctionSize(29, 2)),
                    // A match is simulated again.
                    Map.entry("board.ReplayHandler", new FunctionSize(29, 10)),
                    Map.entry("board.ReplayViewsHandler", new FunctionSize(29, 10)),
                    Map.entry("settle.SettlementHandler", new FunctionSize(60, 10)),
                    Map.entry("settle.VoidRoomsHandler", new FunctionSize(60, 5)),
                    Map.entry("match.WakeHandler", new FunctionSize(30, 20)),
                    Map.entry("settle.EscrowReconcilerHandler", new FunctionSize(60, 1)),
                    // Operators call it; a board of a million rows takes minutes.
                    Map.entry("settle.BoardRebuildHandler", new FunctionSize(900, 1)),
                    Map.entry("match.MatchmakerHandler", SCHEDULED),
                    Map.entry("placement.RoomSweeperHandler", SCHEDULED),
                    Map.entry("party.RoomCodeSweeperHandler", SCHEDULED),
                    Map.entry("account.DeletionSweeperHandler", SCHEDULED),
                    Map.entry("siege.SiegeScheduleHandler", SCHEDULED),
                    Map.entry("season.SeasonHandler", SCHEDULED),
                    Map.entry("question.QuestionLoaderHandler", SCHEDULED));

    /** All there are, by name of handler. */
    public static List<FunctionPlan> all() {
        return Rights.shipped().all().keySet().stream()
                .filter(who -> !who.equals(Rights.HOST))
                .map(FunctionPlan::planned)
                .toList();
    }

    /**
     * That of a handler.
     *
     * @param handler its class
     * @throws IllegalArgumentException if no rights are known of it
     */
    public static FunctionPlan of(String handler) {
        String who = handler.startsWith(BASE) ? handler.substring(BASE.length()) : handler;
        if (!Rights.shipped().all().containsKey(who)) {
            throw new IllegalArgumentException(handler + " is no handler with rights");
        }
        return planned(who);
    }

    private static FunctionPlan planned(String who) {
        return new FunctionPlan(
                named(who), BASE + who, SIZES.getOrDefault(who, USUAL), Rights.shipped().of(who));
    }

    private static String named(String who) {
        return who.substring(who.lastIndexOf('.') + 1)
                .replaceFirst("Handler$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** Whether it asks Redis, and so stands in the network. */
    public boolean asksRedis() {
        return has("elasticache:Connect");
    }

    /** Whether routes of the HTTP API lead to it. */
    boolean answersHttp() {
        return Routes.http().stream()
                .anyMatch(route -> route.handler().className().equals(handler));
    }

    /** Whether one of its rights is for that action. */
    boolean has(String action) {
        return rights.stream().anyMatch(right -> right.action().equals(action));
    }

    /** What Lambda calls it in a stage. */
    public String functionName(Stage stage) {
        return stage.stack(name);
    }

    /** What everybody calls, as others' stacks name it: the version that is live. */
    public String aliasArn(Construct scope, Stage stage) {
        return Stack.of(scope)
                .formatArn(
                        ArnComponents.builder()
                                .service("lambda")
                                .resource("function")
                                .resourceName(functionName(stage) + ":" + ALIAS)
                                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                                .build());
    }
}
