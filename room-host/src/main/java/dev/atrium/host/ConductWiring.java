package dev.atrium.host;

import dev.atrium.ban.BanBook;
import dev.atrium.host.attempt.Attempts;
import dev.atrium.host.ban.AbuseCount;
import dev.atrium.host.ban.Bans;
import dev.atrium.host.ban.Evictions;
import dev.atrium.host.ban.ForfeitBans;
import dev.atrium.host.ban.SignOuts;
import dev.atrium.host.ban.StoredConduct;
import dev.atrium.host.config.Edges;
import dev.atrium.host.config.HostConfig;
import dev.atrium.host.front.Conduct;
import dev.atrium.host.room.RoomForfeits;
import dev.atrium.schema.RedisKeys;
import dev.atrium.signout.SignOutBook;

import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.time.InstantSource;

/** The part of the composition root that knows how players behave, and what comes of it. */
@Factory
final class ConductWiring {
    private final HostConfig config;

    ConductWiring(HostConfig config) {
        this.config = config;
    }

    @Singleton
    Bans bans(RedisWiring.BinaryRedis redis, RedisKeys keys, DynamoDbEnhancedClient dynamo) {
        BanBook book = new BanBook(dynamo, config.tablePrefix());
        return new Bans(book, redis.commands(), keys, InstantSource.system());
    }

    @Singleton
    SignOuts signOuts(
            RedisWiring.BinaryRedis redis, RedisKeys keys, DynamoDbEnhancedClient dynamo) {
        SignOutBook book = new SignOutBook(dynamo, config.tablePrefix());
        return new SignOuts(book, redis.commands(), keys);
    }

    @Singleton
    Evictions evictions(RedisWiring.BinaryRedis redis, RedisKeys keys) {
        return new Evictions(redis.commands(), keys, InstantSource.system());
    }

    @Singleton
    Conduct conduct(
            Bans bans,
            SignOuts signOuts,
            RedisWiring.BinaryRedis redis,
            RedisKeys keys,
            StoreThreads threads) {
        Edges.Abuse abuse = config.edges().abuse();
        AbuseCount count = new AbuseCount(redis.commands(), keys, abuse.windowMs());
        return new StoredConduct(bans, signOuts, count, abuse, threads.calls());
    }

    @Singleton
    RoomForfeits forfeits(Bans bans, Attempts attempts) {
        return new ForfeitBans(bans, attempts);
    }
}
