package dev.atrium.host.front;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.ban.Ban;
import dev.atrium.catalog.Games;
import dev.atrium.game.Game;
import dev.atrium.game.arena.ArenaView;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.connection.NullConnection;
import dev.atrium.host.dynamo.HostTable;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.input.BreachMeters;
import dev.atrium.host.input.InputPolicy;
import dev.atrium.host.journal.NullJournalStore;
import dev.atrium.host.loop.TickLoop;
import dev.atrium.host.probation.Probation;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomGrant;
import dev.atrium.host.room.RoomServices;
import dev.atrium.host.room.SeedSource;
import dev.atrium.host.room.StagedRoom;
import dev.atrium.identity.Ticket;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.Json;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A front with one staged room behind it, without stores and sockets, run by hand: what a line says
 * goes the way of every message.
 */
final class FrontStage {
    /** So fast that no limit on input is met. */
    private static final InputPolicy.Bounds NO_LIMITS = new InputPolicy.Bounds(1_000, 300, 10_000);

    final StagedRoom room;
    private final Front front;
    private Optional<RoomDirectory> directory = Optional.empty();

    /** A room of that game; one player for each number of warriors, who is still to come. */
    FrontStage(Game game, int... warriors) {
        this.room = StagedRoom.of(game, this::open, warriors);
        this.front =
                new Front(
                        opener(directory.orElseThrow()),
                        credentials(),
                        conduct(),
                        Runnable::run,
                        InstantSource.system(),
                        new InputPolicy(NO_LIMITS, BreachMeters.NONE));
    }

    private Room open(
            RoomGrant grant, RoomServices services, TickLoop loop, Consumer<Room> onGone) {
        RoomDirectory rooms = new RoomDirectory(List.of(loop), services, 1);
        directory = Optional.of(rooms);
        return rooms.open(grant);
    }

    /** Finds the room that is here, and asks no store. */
    private static RoomOpener opener(RoomDirectory directory) {
        DynamoDbClient none =
                (DynamoDbClient)
                        Proxy.newProxyInstance(
                                DynamoDbClient.class.getClassLoader(),
                                new Class<?>[] {DynamoDbClient.class},
                                (proxy, method, arguments) -> {
                                    throw new IllegalStateException("nobody asks");
                                });
        DynamoDbEnhancedClient tables =
                DynamoDbEnhancedClient.builder().dynamoDbClient(none).build();
        RoomTable rooms = new RoomTable(tables, "test-");
        Probation probation = new Probation(HostClock.SYSTEM, Probation.Threads.SYSTEM);
        return new RoomOpener(
                new OpeningStores(
                        rooms,
                        new HostTable(tables, "test-"),
                        new RoomRestorer(
                                new NullJournalStore(),
                                SeedSource.random(),
                                Games.all(),
                                probation),
                        new OnlyVoids(rooms, "host"),
                        probation),
                Games.all(),
                directory,
                "host",
                () -> true,
                HostClock.SYSTEM);
    }

    /** A ticket is the number of a seat. */
    private static Credentials credentials() {
        return new Credentials() {
            @Override
            public Admission ticket(String ticket) {
                String player = StagedRoom.player(Integer.parseInt(ticket));
                return new Admission.Admitted(new Ticket(StagedRoom.ID, player, Optional.empty()));
            }

            @Override
            public Optional<String> playerOf(String sessionToken) {
                return Optional.empty();
            }
        };
    }

    private static Conduct conduct() {
        return new Conduct() {
            @Override
            public Optional<Ban> banOf(String playerId) {
                return Optional.empty();
            }

            @Override
            public void closedForAbuse(String playerId) {}
        };
    }

    ArenaView view() {
        return (ArenaView) room.view();
    }

    /** Opens a line, by which nobody has entered yet. */
    Line line(boolean compact) {
        Line line = new Line(compact);
        front.opened(line);
        return line;
    }

    /** Opens a line and enters by it. */
    Line enter(int seat, boolean compact) {
        Line line = line(compact);
        line.say(
                "{\"action\":\"enter\",\"ticket\":\"%d\",\"nonce\":\"%s\"}"
                        .formatted(seat, StagedRoom.NONCE));
        return line;
    }

    /** Somebody at the other end. */
    final class Line extends NullConnection {
        private final boolean compact;
        private final List<JsonNode> errors = new ArrayList<>();
        final List<CloseCode> closed = new ArrayList<>();

        Line(boolean compact) {
            super("line");
            this.compact = compact;
        }

        /** Says something in JSON, and the room hears it. */
        void say(String json) {
            front.message(this, json.getBytes(StandardCharsets.UTF_8));
            room.run();
        }

        /** Says something in binary, and the room hears it. */
        void say(byte[] frame) {
            front.compactMessage(this, frame);
            room.run();
        }

        /** What he was refused since this was asked last. */
        List<JsonNode> refused() {
            List<JsonNode> told = List.copyOf(errors);
            errors.clear();
            return told;
        }

        private void hear(byte[] utf8) {
            try {
                JsonNode message = Json.mapper().readTree(utf8);
                if (message.path("type").asText().equals("error")) {
                    errors.add(message.path("data"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void send(byte[] utf8) {
            hear(utf8);
        }

        @Override
        public void write(byte[] utf8) {
            hear(utf8);
        }

        @Override
        public boolean takesCompact() {
            return compact;
        }

        @Override
        public void close(CloseCode code) {
            closed.add(code);
        }
    }
}
