package dev.atrium.host;

import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.host.config.HostConfig;
import dev.atrium.host.connection.ConnectionMeter;
import dev.atrium.host.dynamo.HostTable;
import dev.atrium.host.front.Front;
import dev.atrium.host.front.Openings;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.load.LoadWatch;
import dev.atrium.host.loop.TickLoop;
import dev.atrium.host.metrics.HostMetrics;
import dev.atrium.host.operator.OperatorKey;
import dev.atrium.host.operator.Readiness;
import dev.atrium.message.MessageShape;
import dev.atrium.message.Vocabulary;
import dev.atrium.room.HostId;
import dev.atrium.wire.RoomMessages;

import io.lettuce.core.RedisFuture;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** The part of the composition root that looks at the host: metrics, load, readiness. */
@Factory
final class WatchWiring {
    private static final long PING_TIMEOUT_S = 2;

    private final HostConfig config;

    WatchWiring(HostConfig config) {
        this.config = config;
    }

    @Singleton
    @Bean(preDestroy = "close")
    HostMetrics metrics(GameCatalog games) {
        TreeSet<String> actions = new TreeSet<>(names(RoomMessages.FROM_CLIENTS));
        for (Game game : games.all()) {
            actions.addAll(names(game.vocabulary()));
        }
        return new HostMetrics(actions);
    }

    private static List<String> names(Vocabulary words) {
        return words.shapes().stream().map(MessageShape::name).toList();
    }

    @Singleton
    ConnectionMeter connectionMeter(HostMetrics metrics) {
        return metrics.connections();
    }

    @Singleton
    LoadWatch load(HostWiring.Loops loops, HostMetrics metrics) {
        com.sun.management.OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        List<LongSupplier> busy =
                loops.all().stream().map(TickLoop::name).map(metrics::busyNanos).toList();
        return new LoadWatch(
                new LoadWatch.Observed(
                        system::getProcessCpuLoad, busy, metrics::timeSlips, System::nanoTime),
                config.operator().shedsLoad());
    }

    @Singleton
    Openings openings(LeaseState lease, LoadWatch load, HostMetrics metrics) {
        return new CountedOpenings(lease, load, metrics);
    }

    @Singleton
    HealthController.Stores stores(RedisWiring.BinaryRedis redis, HostTable hosts, HostId host) {
        return new HealthController.Stores(
                new StorePulse("redis", () -> ping(redis)),
                new StorePulse("dynamodb", () -> hosts.find(host.value())));
    }

    private static void ping(RedisWiring.BinaryRedis redis) throws Exception {
        RedisFuture<String> answer = redis.commands().ping();
        if (!answer.await(PING_TIMEOUT_S, TimeUnit.SECONDS)) {
            // Else those that nobody waits for any more would pile up until it is back.
            answer.cancel(true);
            throw new TimeoutException("no answer in " + PING_TIMEOUT_S + " s");
        }
        answer.get();
    }

    @Singleton
    @Bean(preDestroy = "stop")
    HostWatch watch(
            LoadWatch load,
            HostMetrics metrics,
            Front front,
            HealthController.Stores stores,
            StoreThreads threads) {
        return new HostWatch(
                load, metrics, front, List.of(stores.redis(), stores.dynamoDb()), threads);
    }

    @Singleton
    Readiness readiness(LeaseState lease, HealthController.Stores stores, LoadWatch load) {
        return new Readiness(
                new Readiness.Conditions() {
                    @Override
                    public boolean isLeaving() {
                        return lease.isLeaving();
                    }

                    @Override
                    public boolean holdsLease() {
                        return lease.isValid();
                    }

                    @Override
                    public boolean reachesRedis() {
                        return stores.redis().isUp();
                    }

                    @Override
                    public boolean reachesDynamoDb() {
                        return stores.dynamoDb().isUp();
                    }

                    @Override
                    public boolean isOverloaded() {
                        return load.refusesRooms();
                    }
                });
    }

    @Singleton
    OperatorKey operatorKey() {
        return new OperatorKey(config.operator().keys());
    }
}
