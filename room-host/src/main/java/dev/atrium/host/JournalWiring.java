package dev.atrium.host;

import dev.atrium.archive.Archive;
import dev.atrium.aws.AwsHttp;
import dev.atrium.host.attempt.Attempts;
import dev.atrium.host.config.HostConfig;
import dev.atrium.host.dynamo.DynamoJournalStore;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.dynamo.StoredBeginnings;
import dev.atrium.host.ending.EndingInOrder;
import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.metrics.HostMetrics;
import dev.atrium.host.reclaim.ReclaimInOrder;
import dev.atrium.host.redis.RedisJournalStore;
import dev.atrium.host.redis.RedisSeeds;
import dev.atrium.host.room.RoomBeginnings;
import dev.atrium.host.room.RoomEnding;
import dev.atrium.host.room.RoomReclaim;
import dev.atrium.host.room.RoomTrimming;
import dev.atrium.host.room.SeedSource;
import dev.atrium.host.seed.DrawnSeeds;
import dev.atrium.host.seed.LambdaSeedFunction;
import dev.atrium.host.trim.TrimmingInOrder;
import dev.atrium.identity.KeySource;
import dev.atrium.identity.SeedSeal;
import dev.atrium.room.HostId;
import dev.atrium.schema.RedisKeys;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

import java.time.Duration;
import java.time.InstantSource;

/** What a host keeps of its rooms and where: journals, seeds, beginnings and ends. */
@Factory
final class JournalWiring {
    private static final Duration SEED_CALL_TIMEOUT = Duration.ofSeconds(5);

    private final HostConfig config;

    JournalWiring(HostConfig config) {
        this.config = config;
    }

    /** Unless whoever starts the host in his own process brings others along. */
    @Singleton
    @Requires(missingBeans = JournalStores.class)
    JournalStores journals(
            RedisWiring.BinaryRedis redis,
            RedisKeys keys,
            HostMetrics metrics,
            DynamoDbClient dynamo,
            StoreThreads threads) {
        JournalStore inRedis =
                metrics.operations().timed(new RedisJournalStore(redis.commands(), keys));
        JournalStore inDynamo =
                new DynamoJournalStore(
                        dynamo,
                        config.tablePrefix(),
                        threads.calls(),
                        threads.timer(),
                        InstantSource.system());
        return gameId -> config.journals().inDynamo(gameId) ? inDynamo : inRedis;
    }

    @Singleton
    SeedSource seeds(
            HostConfig config,
            RedisWiring.BinaryRedis redis,
            RedisKeys keys,
            KeySource secrets,
            StoreThreads threads) {
        SeedSeal seal = new SeedSeal(secrets.key(KeySource.SEEDS).secret());
        RedisSeeds inRedis = new RedisSeeds(redis.commands(), keys, seal);
        return config.journals()
                .seedFunction()
                .<SeedSource>map(
                        name ->
                                new DrawnSeeds(
                                        new LambdaSeedFunction(lambda(), name),
                                        inRedis,
                                        threads.calls()))
                .orElse(inRedis);
    }

    /** Connects to nothing before it is asked; players wait meanwhile. */
    private static LambdaClient lambda() {
        return LambdaClient.builder()
                .httpClient(AwsHttp.client())
                .overrideConfiguration(o -> o.apiCallTimeout(SEED_CALL_TIMEOUT))
                .build();
    }

    @Singleton
    Attempts attempts(StoreThreads threads) {
        return new Attempts(threads.timer(), threads.calls());
    }

    @Singleton
    RoomBeginnings beginnings(
            RoomTable rooms, JournalStores journals, HostId hostId, StoreThreads threads) {
        return new StoredBeginnings(rooms, journals, hostId.value(), threads.calls());
    }

    @Singleton
    RoomReclaim reclaim(
            RoomTable rooms,
            JournalStores journals,
            SeedSource seeds,
            HostId hostId,
            LeaseState lease,
            Attempts attempts) {
        return new ReclaimInOrder(
                new ReclaimInOrder.Stores(rooms, journals, seeds),
                hostId.value(),
                lease::isValid,
                attempts);
    }

    @Singleton
    RoomTrimming trimming(JournalStores journals, Archive archive, StoreThreads threads) {
        return new TrimmingInOrder(
                journals, archive, threads.calls(), threads.timer(), RoomTrimming.Pace.USUAL);
    }

    @Singleton
    RoomEnding ending(
            JournalStores journals,
            Archive archive,
            RoomTable rooms,
            OutcomeSigner signer,
            HostId hostId,
            LeaseState lease,
            Attempts attempts,
            HostMetrics metrics) {
        return metrics.operations()
                .timed(
                        new EndingInOrder(
                                new EndingInOrder.Stores(journals, archive, rooms),
                                signer::sign,
                                hostId.value(),
                                lease::isValid,
                                attempts));
    }
}
