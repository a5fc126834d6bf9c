package dev.atrium.host;

import static dev.atrium.host.OperatedDeployment.done;
import static dev.atrium.host.OperatedDeployment.enter;
import static dev.atrium.host.OperatedDeployment.refused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomCall;
import dev.atrium.host.room.RoomHandOver;
import dev.atrium.host.room.RoomOrder;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What operators hear of rooms that are neither here nor there, over their port. */
class RoomOnItsWayIT {
    private static final int BOTS = OperatedDeployment.WARRIORS - 1;

    @TempDir private static Path folder;

    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");

    private static String room(String roomId, String command) {
        return "/rooms/" + roomId + "/" + command;
    }

    @Test
    void whatMovesIsNotCommandedAndNothingIsDone() throws Exception {
        try (OperatedDeployment deployment = OperatedDeployment.start("way", folder, 1)) {
            RunningHost host = deployment.first();
            String roomId = host.place(List.of(ada), BOTS);
            try (TestPlayer player = enter(host, roomId, ada)) {
                player.await("state");
                CompletableFuture<Consumer<RoomHandOver.Result>> asked = new CompletableFuture<>();
                RoomHandOver slow = (id, epoch, result) -> asked.complete(result);
                Room moves = host.bean(RoomDirectory.class).find(roomId).orElseThrow();
                moves.inform(new RoomCall.Ordered(new RoomOrder.HandOver(slow), result -> {}));
                Consumer<RoomHandOver.Result> answer =
                        asked.get(TestPlayer.WAIT_S, TimeUnit.SECONDS);

                for (String command : List.of("kick?player=" + ada.playerId(), "freeze")) {
                    assertEquals("503 room-moving", refused(host, room(roomId, command)), command);
                }

                answer.accept(new RoomHandOver.Result.Refused());
                player.await("time-slip");
                done(host, room(roomId, "unfreeze"));
            }
            assertEquals(
                    List.of("kick room-moving", "freeze room-moving", "unfreeze ok"),
                    deployment.auditOf(roomId));
        }
    }

    @Test
    void whatThisHostOwnsAndDoesNotRunYetIsOnItsWay() throws IOException {
        try (OperatedDeployment deployment = OperatedDeployment.start("restored", folder, 1)) {
            // It looks after nothing by itself, so that the row stays as it is put.
            RunningHost host = deployment.start(1, Map.of("ATRIUM_TAKEOVER_MS", "0"));
            try {
                String roomId = host.place(List.of(ada), BOTS, host.hostId());
                assertEquals("409 room-not-playing", refused(host, room(roomId, "freeze")));
                Tables.ROOMS
                        .in(host.bean(DynamoDbEnhancedClient.class), "restored-")
                        .putItem(host.room(roomId).takenBy(host.hostId()));
                for (String command : List.of("kick?player=x", "freeze")) {
                    assertEquals("503 room-moving", refused(host, room(roomId, command)), command);
                }
                assertEquals(
                        "operator-void",
                        done(host, room(roomId, "void")).path("voidReason").asText());
            } finally {
                host.close();
            }
        }
    }

    @Test
    void aVoidThatNoStoreConfirmsIsNeitherDoneNorElsewhere() throws IOException {
        try (OperatedDeployment deployment = OperatedDeployment.start("unknown", folder, 1)) {
            RunningHost host =
                    deployment.start(
                            1,
                            Map.of("ATRIUM_TAKEOVER_MS", "0", EndlessVoidWiring.PROPERTY, "true"));
            try {
                String roomId = host.place(List.of(ada), BOTS);
                try (TestPlayer player = enter(host, roomId, ada)) {
                    player.await("state");
                    assertEquals("503 not-known", refused(host, room(roomId, "void")));
                    assertEquals(4503, player.awaitClose());
                    assertTrue(player.noneOf("room-closed", closed -> true));
                }
                assertEquals(RoomStatus.PLAYING, host.room(roomId).status());
                // Nobody runs it any more: asked again, its row is written over.
                done(host, room(roomId, "void"));
                assertEquals("operator-void", host.room(roomId).voidReason());
                assertEquals(List.of("void not-known", "void ok"), deployment.auditOf(roomId));
            } finally {
                host.close();
            }
        }
    }
}
