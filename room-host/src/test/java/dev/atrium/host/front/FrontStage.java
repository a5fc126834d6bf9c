package dev.atrium.host.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.ban.Ban;
import dev.atrium.catalog.Games;
import dev.atrium.game.Game;
import dev.atrium.game.arena.ArenaView;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.connection.NullConnection;
import dev.atrium.host.connection.Showing;
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
import dev.atrium.identity.LateSeat;
import dev.atrium.identity.Ticket;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.ErrorCode;
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
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A front with one staged room behind it, without stores and sockets, run by hand: what a line says
 * goes the way of every message.
 */
final class FrontStage {
    /** So fast that no limit on input is met. */
    private static final InputPolicy.Bounds NO_LIMITS = new InputPolicy.Bounds(1_000, 300, 10_000);

    private static final Pattern TICKET =
            Pattern.compile("(|join:|watch:)([0-9]{1,3})(?::(.{0,24}))?");

    private static final Pattern PLAYER = Pattern.compile("player-[0-9]{1,3}");

    final StagedRoom room;
    private final Front front;
    private Optional<RoomDirectory> directory = Optional.empty();

    /** A room of that game; one player for each number of warriors, who is still to come. */
    FrontStage(Game game, int... warriors) {
        this(maker -> StagedRoom.of(game, maker, warriors));
    }

    /** The room that is opened by this front. */
    FrontStage(Function<StagedRoom.Maker, StagedRoom> opening) {
        this.room = opening.apply(this::open);
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

    /**
     * A ticket is the number of a seat, or what {@link #joining} or {@link #watching} says; a
     * session's token is the player's id.
     */
    private static Credentials credentials() {
        return new Credentials() {
            @Override
            public Admission ticket(String ticket) {
                Matcher written = TICKET.matcher(ticket);
                if (!written.matches()) {
                    return new Admission.Denied(ErrorCode.TICKET_INVALID);
                }
                String player = StagedRoom.player(Integer.parseInt(written.group(2)));
                return new Admission.Admitted(
                        switch (written.group(1)) {
                            case "join:" ->
                                    Ticket.late(
                                            StagedRoom.ID,
                                            player,
                                            new LateSeat(
                                                    written.group(3), "owl", new TreeMap<>(), ""));
                            case "watch:" -> Ticket.watching(StagedRoom.ID, player);
                            default -> new Ticket(StagedRoom.ID, player, Optional.empty());
                        },
                        0);
            }

            @Override
            public Optional<SignedIn> signedIn(String sessionToken) {
                return PLAYER.matcher(sessionToken).matches()
                        ? Optional.of(new SignedIn(sessionToken, 0))
                        : Optional.empty();
            }
        };
    }

    /** The ticket of a player who joins while the room plays. */
    static String joining(int player, String name) {
        return "join:" + player + ":" + name;
    }

    /** The ticket of somebody who looks on. */
    static String watching(int player) {
        return "watch:" + player + ":";
    }

    private static Conduct conduct() {
        return new Conduct() {
            @Override
            public Optional<Ban> banOf(String playerId) {
                return Optional.empty();
            }

            @Override
            public OptionalLong signedOutBefore(String playerId) {
                return OptionalLong.empty();
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

    /** Looks after all lines, as a host with the settings of its own does. */
    void sweep() {
        front.sweep(new Front.Patience(10_000, 25_000, 60_000, 0));
        room.run();
    }

    /** Opens a line and enters by it. */
    Line enter(int seat, boolean compact) {
        Line line = line(compact);
        line.say(
                "{\"action\":\"enter\",\"ticket\":\"%d\",\"nonce\":\"%s\"}"
                        .formatted(seat, StagedRoom.NONCE));
        return line;
    }

    /**
     * Enters by that line with that ticket.
     *
     * @param token of a session; none if it is empty
     */
    static void enter(Line line, String ticket, String token) {
        ObjectNode enter = Json.mapper().createObjectNode();
        enter.put("action", "enter").put("ticket", ticket);
        if (!token.isEmpty()) {
            enter.put("token", token);
        }
        line.say(enter.toString());
    }

    /** Somebody at the other end. */
    final class Line extends NullConnection {
        private final boolean compact;
        private final List<JsonNode> errors = new ArrayList<>();
        private final List<JsonNode> heard = new ArrayList<>();
        final List<CloseCode> closed = new ArrayList<>();

        /** How long he has said nothing, as the front sees it. */
        long silentMs;

        /** The last view that he was shown; an empty object before the first. */
        JsonNode view = Json.mapper().createObjectNode();

        Line(boolean compact) {
            super("line");
            this.compact = compact;
        }

        /** Says something in JSON, and the room hears it. */
        void say(String json) {
            sayText(json.getBytes(StandardCharsets.UTF_8));
        }

        /** Says bytes that are to be JSON, and the room hears it. */
        void sayText(byte[] utf8) {
            front.message(this, utf8);
            room.run();
        }

        /** It is gone. */
        void hangUp() {
            front.closed(this);
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

        /** What else he was told since this was asked last, but for views. */
        List<JsonNode> told() {
            List<JsonNode> all = List.copyOf(heard);
            heard.clear();
            return all;
        }

        private void hear(byte[] utf8) {
            JsonNode message = read(utf8);
            if (message.path("type").asText().equals("error")) {
                errors.add(message.path("data"));
            } else {
                heard.add(message);
            }
        }

        private static JsonNode read(byte[] utf8) {
            try {
                return Json.mapper().readTree(utf8);
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
        public void writeView(Showing showing, boolean compactly) {
            if (!compactly) {
                view = read(showing.text()).path("data");
            }
        }

        @Override
        public long silentMs() {
            return silentMs;
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
