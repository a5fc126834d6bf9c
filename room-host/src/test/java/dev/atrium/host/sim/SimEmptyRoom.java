package dev.atrium.host.sim;

import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.RoomRow;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.util.HexFormat;
import java.util.Optional;

/**
 * A room that nobody enters: somebody opens it, or nobody does, or just when the sweeper, which is
 * no host, makes it void. Whoever it was, its row tells so in the end.
 */
final class SimEmptyRoom {
    private static final String NOBODY_ENTERED = "nobody-entered";

    /** A room that was not opened for so long is swept; hosts that opened it wait a little less. */
    private static final int UNOPENED_MS = 4_000;

    private final SimRun run;
    private final SimWorld world;
    private @Nullable String roomId;

    SimEmptyRoom(SimRun run) {
        this.run = run;
        this.world = run.world();
    }

    /** Places it there. */
    void place(SimHost owner) {
        byte[] id = new byte[16];
        world.random().nextBytes(id);
        String placed = HexFormat.of().formatHex(id);
        roomId = placed;
        run.put(
                new RoomRow(
                        placed,
                        owner.firstGame(),
                        1,
                        RoomStatus.PLACED,
                        owner.id(),
                        0,
                        "[]",
                        0,
                        0,
                        null,
                        null,
                        0));
        if (world.chance(0.7)) {
            long after = world.chance(0.5) ? 100 : UNOPENED_MS + world.random().nextInt(-50, 50);
            world.after(after * SimWorld.MS, () -> owner.front().knock(placed));
        }
        DynamoDbEnhancedClient tables =
                DynamoDbEnhancedClient.builder()
                        .dynamoDbClient(
                                new SimDynamoDb(
                                        world,
                                        run.tables(),
                                        new SimLink(world, new SimWorld.Lane(), run::weather)))
                        .build();
        RoomTable rooms = new RoomTable(tables, SimRun.PREFIX);
        world.after(UNOPENED_MS * SimWorld.MS, () -> sweep(rooms, placed));
    }

    /** Again and again, as by a schedule, until it is not placed any more. */
    private void sweep(RoomTable rooms, String placed) {
        world.start(
                new SimWorld.Lane(),
                () -> {
                    try {
                        rooms.find(placed).ifPresent(row -> rooms.voidPlaced(row, NOBODY_ENTERED));
                    } catch (SdkException e) {
                        run.note("the sweeper comes again: " + e.getMessage());
                    }
                });
        if (row().filter(row -> row.status() == RoomStatus.PLACED).isPresent()) {
            world.after(1_000 * SimWorld.MS, () -> sweep(rooms, placed));
        }
    }

    private Optional<RoomRow> row() {
        return Optional.ofNullable(roomId).flatMap(run::room);
    }

    boolean isOver() {
        return row().filter(row -> row.status().isLive()).isEmpty();
    }

    private boolean isRight(String reason) {
        return reason.equals(NOBODY_ENTERED)
                || reason.equals(SimVoids.BY_OPERATOR)
                || run.voids().mayBe(reason);
    }

    void check() {
        row().filter(
                        row ->
                                row.status() != RoomStatus.VOID
                                        || !isRight(String.valueOf(row.voidReason())))
                .ifPresent(
                        row ->
                                run.wrong(
                                        "a room that nobody entered is %s: %s"
                                                .formatted(row.status(), row.voidReason())));
    }
}
