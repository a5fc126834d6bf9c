package dev.atrium.functions.coldstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.functions.coldstart.FunctionProcess.Launch;
import dev.atrium.functions.edge.LocalFunctions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Calls of functions that have been called before, each function in a process of its own. */
final class WarmCalls {
    /** Not counted: the first compiler is done after them. */
    private static final int WARM_UP = 1_000;

    private static final String BASE = "dev.atrium.functions.";
    private static final String MATCHMAKE = "matchmake";

    private WarmCalls() {}

    /**
     * What calls of one function took.
     *
     * @param name of its route
     * @param promised whether the promise is about them
     * @param sortedNanos of each call, from the event's going out to the answer's coming in
     */
    record Warm(String name, boolean promised, List<Long> sortedNanos) {
        Warm(String name, boolean promised, List<Long> sortedNanos) {
            this.name = name;
            this.promised = promised;
            this.sortedNanos = sortedNanos.stream().sorted().toList();
        }

        /** That share of the calls took at most so long. */
        double ms(double share) {
            int index = (int) Math.ceil(share * sortedNanos.size()) - 1;
            return sortedNanos.get(Math.max(0, index)) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        }
    }

    /** Calls several functions that often each. */
    static List<Warm> measure(StartStage stage, Launch launch, int count)
            throws IOException, InterruptedException {
        stage.warmStores();
        JsonNode guest;
        try (FunctionProcess process = stage.start(StartStage.GUEST, launch)) {
            guest = StartStage.body(process.api().invoke(stage.guest()));
        }
        String playerId = guest.path("playerId").asText();
        String token = guest.path("token").asText();
        List<Warm> all = new ArrayList<>();
        all.add(
                calls(
                        "POST /auth/guest",
                        stage.start(StartStage.GUEST, launch),
                        i -> stage.guest(),
                        count));
        all.add(
                calls(
                        "authorizer",
                        stage.start(BASE + "auth.HttpAuthorizer", launch),
                        i -> authorizer(token),
                        count));
        all.add(
                calls(
                        "POST /auth/connect-token",
                        stage.start(BASE + "auth.ConnectTokenHandler", launch),
                        i -> signedIn(playerId),
                        count));
        all.add(
                calls(
                        "GET /players/{id}",
                        stage.start(BASE + "board.PlayerHandler", launch),
                        i -> read("GET /players/{id}", "id", playerId),
                        count));
        all.add(
                calls(
                        "GET /leaderboards/{board}",
                        stage.start(BASE + "board.LeaderboardHandler", launch),
                        i -> read("GET /leaderboards/{board}", "board", "blitz"),
                        count));
        all.add(
                calls(
                        "hello",
                        stage.start(BASE + "connection.HelloHandler", launch),
                        i -> message(i, "hello", "{\"action\":\"hello\"}"),
                        count));
        all.addAll(matchmaking(stage, launch, count));
        return all;
    }

    private static Warm calls(
            String name, FunctionProcess process, IntFunction<String> events, int count)
            throws InterruptedException, IOException {
        List<Long> nanos = new ArrayList<>(count);
        call(name, process, events, count, (number, taken) -> nanos.add(taken));
        return new Warm(name, true, nanos);
    }

    /** Hears of each call that counts, when it is answered. */
    @FunctionalInterface
    private interface Answered {
        void answered(int number, long nanos);
    }

    private static void call(
            String name,
            FunctionProcess started,
            IntFunction<String> events,
            int count,
            Answered answered)
            throws InterruptedException, IOException {
        try (FunctionProcess process = started) {
            for (int i = -WARM_UP; i < count; i++) {
                String event = events.apply(i + WARM_UP);
                // The process has asked for it before this: what is timed is the call alone.
                process.api().readyAtNanos();
                long from = System.nanoTime();
                RuntimeApi.Answer answer = process.api().invoke(event);
                if (answer.failed() || answer.body().contains("\"statusCode\":5")) {
                    throw new IllegalStateException(name + " failed: " + answer.body());
                }
                if (i >= 0) {
                    answered.answered(i + WARM_UP, answer.atNanos() - from);
                }
            }
        }
    }

    /** Each call queues somebody; the one who makes a match full also calls all of it together. */
    private static List<Warm> matchmaking(StartStage stage, Launch launch, int count)
            throws IOException, InterruptedException {
        List<Long> waiting = new ArrayList<>();
        List<Long> forming = new ArrayList<>();
        call(
                MATCHMAKE,
                stage.start(BASE + "lobby.MatchmakeHandler", launch),
                number -> matchmake(stage, number),
                count,
                (number, nanos) -> {
                    boolean full = stage.isCalledToMatch(connectionId(MATCHMAKE, number));
                    (full ? forming : waiting).add(nanos);
                });
        return List.of(
                new Warm("matchmake, who waits then", true, waiting),
                new Warm("matchmake, who makes a match full", false, forming));
    }

    private static String authorizer(String token) {
        ObjectNode event = LocalFunctions.sample("http-authorizer");
        event.withObject("/headers").put("authorization", "Bearer " + token);
        return event.toString();
    }

    private static String signedIn(String playerId) {
        ObjectNode event = LocalFunctions.sample("http");
        event.put("routeKey", "POST /auth/connect-token");
        event.withObject("/requestContext/authorizer/lambda")
                .put("playerId", playerId)
                .put("name", "Ada")
                .put("icon", "owl")
                .put("kind", "guest");
        return event.toString();
    }

    private static String read(String routeKey, String parameter, String value) {
        ObjectNode event = LocalFunctions.sample("http");
        event.put("routeKey", routeKey);
        event.withObject("/pathParameters").put(parameter, value);
        return event.toString();
    }

    private static String matchmake(StartStage stage, int number) {
        stage.connected(connectionId(MATCHMAKE, number), playerId(number));
        return message(
                number,
                MATCHMAKE,
                """
                {"action":"matchmake","id":"m","game":"arena.blitz","nonceHash":"%s",
                 "options":{"warriors":1}}\
                """
                        .formatted("0123456789abcdef".repeat(4)));
    }

    private static String connectionId(String routeKey, int number) {
        return "c-" + routeKey + number;
    }

    private static String playerId(int number) {
        return "p-%024x".formatted(number);
    }

    /** Of somebody else each time, on a connection of his own. */
    private static String message(int number, String routeKey, String body) {
        ObjectNode event = LocalFunctions.sample("websocket-message");
        event.put("body", body);
        ObjectNode context = event.withObject("/requestContext");
        context.put("routeKey", routeKey).put("connectionId", connectionId(routeKey, number));
        context.withObject("/authorizer")
                .put("principalId", playerId(number))
                .put("name", "Ada")
                .put("icon", "owl");
        return event.toString();
    }
}
