package dev.atrium.localstack.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.catalog.Games;
import dev.atrium.dice.Seed;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.Player;
import dev.atrium.identity.SeedSeal;
import dev.atrium.identity.Ticket;
import dev.atrium.localstack.stage.RoomStage;
import dev.atrium.room.RoomStatus;
import dev.atrium.room.SeatPlan;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.RoomRow;
import dev.atrium.vrf.DrawnSeed;
import dev.atrium.wire.CompactFrames;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rooms of {@code arena.practice} with a player each, who walks about. They play on when they are
 * looked at, so their journals are those of Redis.
 */
final class PracticeFaults implements FaultGame {
    private static final String GAME = "arena.practice";
    private static final long SETTLE_S = 30;

    private final CompactFrames frames =
            new CompactFrames(Games.all().newest(GAME).orElseThrow().compactForm().orElseThrow());

    @Override
    public void prepare(FaultStage stage) {
        // Nothing is wanted of the stores.
    }

    @Override
    public List<FaultSeat> place(FaultStage stage, StageHost host, int rooms) throws IOException {
        List<FaultSeat> seats = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            Player player = stage.player();
            String roomId = stage.rooms().place(GAME, host.hostId(), List.of(seatOf(player)));
            Ticket ticket = new Ticket(roomId, player.playerId(), Optional.of(0));
            seats.add(stage.seat(host, player, ticket));
        }
        return seats;
    }

    private static SeatPlan seatOf(Player player) {
        return new SeatPlan(
                0,
                player.playerId(),
                player.name(),
                player.icon(),
                false,
                new TreeMap<>(),
                RoomStage.nonceHash());
    }

    @Override
    public FaultGame.Role role(FaultSeat seat, int index, int rate) {
        Witness witness = new Witness();
        return new FaultGame.Role(witness, new PracticeHand(frames, witness));
    }

    @Override
    public long settleSeconds() {
        return SETTLE_S;
    }

    @Override
    public void verify(FaultStage stage, FaultCrowd crowd, FaultTally tally)
            throws InterruptedException {
        SeedSeal seal = new SeedSeal(stage.keys().key(KeyFolder.SEEDS).secret());
        RoomHistory history = new RoomHistory(Games.all());
        RedisClient client = RedisClient.create(RedisURI.create(stage.redisUri()));
        try (StatefulRedisConnection<byte[], byte[]> redis =
                client.connect(ByteArrayCodec.INSTANCE)) {
            Kept kept = new Kept(redis.sync(), new RedisKeys(FaultStage.REDIS_PREFIX), seal);
            for (FaultPlayer player : crowd.players()) {
                Told told =
                        crowd.ask(
                                () ->
                                        new Told(
                                                player.roomId(),
                                                player.witness().acknowledged(),
                                                Set.copyOf(player.witness().refused())));
                verify(told, stage.room(told.roomId()), kept, history, tally);
            }
        } finally {
            client.shutdown();
        }
    }

    private static void verify(
            Told told, Optional<RoomRow> row, Kept kept, RoomHistory history, FaultTally tally) {
        if (row.isEmpty() || row.get().status() != RoomStatus.PLAYING) {
            tally.odd("row: " + row.map(FaultRound::end).orElse("none"));
            return;
        }
        Optional<Seed> seed = kept.seed(told.roomId());
        if (seed.isEmpty()) {
            tally.odd("no seed");
            return;
        }
        tally.finding(
                history.look(
                        told.roomId(),
                        seed.get(),
                        kept.entries(told.roomId()),
                        told.acknowledged(),
                        told.refused()));
    }

    /** What a player was told, as it is when he is asked. */
    private record Told(String roomId, long acknowledged, Set<Long> refused) {}

    /** What Redis has of rooms. */
    private record Kept(RedisCommands<byte[], byte[]> redis, RedisKeys keys, SeedSeal seal) {
        Optional<Seed> seed(String roomId) {
            byte[] sealed = redis.get(keys.seed(roomId).getBytes(UTF_8));
            return sealed == null
                    ? Optional.empty()
                    : Optional.of(DrawnSeed.of(seal.open(roomId, sealed)).seed());
        }

        List<byte[]> entries(String roomId) {
            byte[] key = keys.journal(roomId).getBytes(UTF_8);
            return redis.xrange(key, Range.unbounded()).stream()
                    .map(message -> message.getBody().values().iterator().next())
                    .toList();
        }
    }
}
