package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import dev.atrium.functions.edge.Routes.EventKind;
import dev.atrium.functions.edge.Routes.Handler;
import dev.atrium.functions.edge.Routes.SocketTarget;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class RoutesIT {
    private static Stream<Handler> handlers() {
        Stream<Handler> http = Routes.http().stream().map(Routes.HttpRoute::handler);
        Stream<Handler> socket =
                Routes.socket().stream()
                        .map(Routes.SocketRoute::target)
                        .flatMap(
                                target ->
                                        target instanceof SocketTarget.Lambda(Handler handler)
                                                ? Stream.of(handler)
                                                : Stream.empty());
        Stream<Handler> authorizers = Stream.of(Routes.httpAuthorizer(), Routes.socketAuthorizer());
        return Stream.of(http, socket, authorizers).flatMap(s -> s);
    }

    @Test
    void everyHandlerIsMadeOverGivenFunctions() {
        try (LocalFunctions local = LocalFunctions.open()) {
            handlers().forEach(handler -> assertNotNull(handler.create(local.functions())));
        }
    }

    /** Matchmaking reads its keys when it is made: here that would leave a folder behind. */
    @Test
    void everyHandlerCanBeMadeByLambda() throws Exception {
        for (Handler handler : handlers().toList()) {
            Constructor<?> constructor = Class.forName(handler.className()).getConstructor();
            if (!handler.className().contains(".match.")) {
                assertInstanceOf(RequestHandler.class, constructor.newInstance());
            }
        }
    }

    @Test
    void whatIsNoHandlerIsNamed() {
        try (LocalFunctions local = LocalFunctions.open()) {
            Handler none = new Handler("dev.atrium.functions.None", EventKind.HTTP);

            IllegalStateException failure =
                    assertThrows(IllegalStateException.class, () -> none.create(local.functions()));

            assertTrue(failure.getMessage().contains("dev.atrium.functions.None"));
        }
    }

    @Test
    void roomsActionsGoToTheRoomHostsAndOnlyThese() {
        Set<String> toHosts =
                Routes.socket().stream()
                        .filter(r -> r.target() instanceof SocketTarget.RoomHost)
                        .map(Routes.SocketRoute::key)
                        .collect(Collectors.toSet());

        assertEquals(
                Set.of(
                        "ping",
                        "enter",
                        "resume",
                        "leave",
                        "move-warrior",
                        "start-game",
                        "submit-answer",
                        "submit-elimination-vote",
                        "submit-final-vote",
                        "elimination-time-expired",
                        "final-voting-time-expired",
                        "request-next-round",
                        "kick-player",
                        "lock-room"),
                toHosts);
    }

    @Test
    void onlyWhatNeedsASessionIsGuarded() {
        assertEquals(
                List.of(
                        "POST /auth/link",
                        "POST /auth/refresh",
                        "POST /auth/sign-out-everywhere",
                        "POST /auth/connect-token",
                        "GET /account",
                        "DELETE /account",
                        "GET /account/export",
                        "PUT /account/user-name",
                        "DELETE /account/user-name"),
                Routes.http().stream()
                        .filter(Routes.HttpRoute::guarded)
                        .map(Routes.HttpRoute::key)
                        .toList());
    }

    @Test
    void noRouteIsListedTwice() {
        List<String> keys =
                Stream.concat(
                                Routes.http().stream().map(Routes.HttpRoute::key),
                                Routes.socket().stream().map(Routes.SocketRoute::key))
                        .toList();

        assertEquals(keys.size(), Set.copyOf(keys).size());
    }
}
