package dev.atrium.host;

import dev.atrium.catalog.Games;
import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.host.config.HostConfig;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.metrics.HostMetrics;
import dev.atrium.schema.RedisKeys;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.stream.Stream;

/** A host that also has strict games, and whose journals can be held. */
@Factory
@Requires(property = StrictWiring.PROPERTY)
final class StrictWiring {
    static final String PROPERTY = "atrium.test.strict";

    /** Strict, with its journals in Redis. */
    static final String PARTY = "example.party";

    /** Strict, with its journals in DynamoDB if the environment says so. */
    static final String SAGA = "example.saga";

    @Singleton
    @Replaces(value = GameCatalog.class, factory = HostWiring.class)
    GameCatalog games() {
        Stream<Game> strict = Stream.of(new StrictGame(PARTY), new StrictGame(SAGA));
        return GameCatalog.of(
                Stream.concat(Games.all().all().stream(), strict).toArray(Game[]::new));
    }

    @Singleton
    @Replaces(value = JournalStores.class, factory = JournalWiring.class)
    HeldJournals journals(
            HostConfig config,
            RedisWiring.BinaryRedis redis,
            RedisKeys keys,
            HostMetrics metrics,
            DynamoDbClient dynamo,
            StoreThreads threads) {
        return new HeldJournals(
                new JournalWiring(config).journals(redis, keys, metrics, dynamo, threads));
    }
}
