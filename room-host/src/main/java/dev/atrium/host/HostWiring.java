package dev.atrium.host;

import dev.atrium.archive.Archive;
import dev.atrium.aws.AwsHttp;
import dev.atrium.catalog.Games;
import dev.atrium.game.GameCatalog;
import dev.atrium.host.bridge.Bridges;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.config.Edges;
import dev.atrium.host.config.HostConfig;
import dev.atrium.host.connection.ConnectionMeter;
import dev.atrium.host.dynamo.HostTable;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.edge.AddressLimits;
import dev.atrium.host.edge.ConnectionSlots;
import dev.atrium.host.edge.Edge;
import dev.atrium.host.edge.Gatekeeper;
import dev.atrium.host.front.Conduct;
import dev.atrium.host.front.Credentials;
import dev.atrium.host.front.Front;
import dev.atrium.host.front.OpeningStores;
import dev.atrium.host.front.Openings;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.front.RoomOpener;
import dev.atrium.host.front.RoomRestorer;
import dev.atrium.host.gateway.GatewayConnections;
import dev.atrium.host.gateway.GatewayForwarding;
import dev.atrium.host.gateway.GatewayLoops;
import dev.atrium.host.input.InputPolicy;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.lease.HostLease;
import dev.atrium.host.lease.LeaseState;
import dev.atrium.host.load.LoadWatch;
import dev.atrium.host.log.HostLog;
import dev.atrium.host.loop.TickLoop;
import dev.atrium.host.metrics.HostMetrics;
import dev.atrium.host.probation.Probation;
import dev.atrium.host.room.RoomBeginnings;
import dev.atrium.host.room.RoomEnding;
import dev.atrium.host.room.RoomForfeits;
import dev.atrium.host.room.RoomReclaim;
import dev.atrium.host.room.RoomServices;
import dev.atrium.host.room.RoomTrimming;
import dev.atrium.host.room.SeedSource;
import dev.atrium.host.room.Speech;
import dev.atrium.host.takeover.HandOvers;
import dev.atrium.identity.KeySource;
import dev.atrium.identity.SessionKeys;
import dev.atrium.identity.Tokens;
import dev.atrium.keys.KeyPlace;
import dev.atrium.room.HostId;
import dev.atrium.room.HostLeaseTimes;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RedisKeys;

import io.lettuce.core.SetArgs;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/** The composition root of a host, readable from top to bottom. */
@Factory
final class HostWiring {
    private static final int POSTS_AT_ONCE_MAX = 256;
    private static final long TTL_S = 3_600;

    /** With its retries; callers try again later themselves. */
    private static final Duration STORE_CALL_TIMEOUT = Duration.ofSeconds(5);

    private final HostConfig config;
    private final HostId hostId = HostId.draw();

    HostWiring(HostConfig config) {
        this.config = config;
    }

    @Singleton
    HostId hostId() {
        HostLog.names(hostId.value());
        return hostId;
    }

    // -- stores ---------------------------------------------------------------------------------

    @Singleton
    @Bean(preDestroy = "close")
    DynamoDbClient dynamoDb(HostMetrics metrics) {
        return DynamoDbClient.builder()
                .httpClient(AwsHttp.client())
                .overrideConfiguration(
                        o ->
                                o.apiCallTimeout(STORE_CALL_TIMEOUT)
                                        .addExecutionInterceptor(metrics.operations().ofDynamoDb()))
                .build();
    }

    @Singleton
    DynamoDbEnhancedClient enhanced(DynamoDbClient dynamoDb) {
        return DynamoDbEnhancedClient.builder().dynamoDbClient(dynamoDb).build();
    }

    @Singleton
    RoomTable rooms(DynamoDbEnhancedClient client) {
        return new RoomTable(client, config.tablePrefix());
    }

    @Singleton
    HostTable hosts(DynamoDbEnhancedClient client) {
        return new HostTable(client, config.tablePrefix());
    }

    @Singleton
    Archive archive() {
        return config.archive().open();
    }

    // -- threads --------------------------------------------------------------------------------

    @Singleton
    @Bean(preDestroy = "stop")
    StoreThreads storeThreads() {
        return StoreThreads.start();
    }

    @Singleton
    @Bean(preDestroy = "stop")
    Loops loops() {
        List<TickLoop> loops =
                IntStream.range(0, config.loops())
                        .mapToObj(i -> new TickLoop("loop-" + i))
                        .toList();
        loops.forEach(TickLoop::start);
        return new Loops(loops);
    }

    /** All tick loops of the host. */
    record Loops(List<TickLoop> all) {
        void stop() {
            all.forEach(TickLoop::stop);
        }
    }

    @Singleton
    @Bean(preDestroy = "close")
    Probation probation() {
        return new Probation(HostClock.SYSTEM, Probation.Threads.SYSTEM);
    }

    // -- rooms ----------------------------------------------------------------------------------

    @Singleton
    GameCatalog games() {
        return Games.all();
    }

    @Singleton
    RoomDirectory directory(
            Loops loops,
            JournalStores journals,
            SeedSource seeds,
            RoomBeginnings beginnings,
            RoomEnding ending,
            RoomReclaim reclaim,
            RoomTrimming trimming,
            BeanProvider<HandOvers> handOvers,
            LeaseState lease,
            HostMetrics metrics,
            LoadWatch load,
            RoomForfeits forfeits,
            Bridges bridges,
            Speech speech) {
        RoomServices services =
                new RoomServices(
                        journals,
                        seeds,
                        beginnings,
                        ending,
                        (roomId, epoch, done) -> handOvers.get().handOver(roomId, epoch, done),
                        reclaim,
                        trimming,
                        HostClock.SYSTEM,
                        InstantSource.system(),
                        config.build(),
                        config.speed(),
                        config.waits().enterMs(),
                        config.waits().neverEnteredMs(),
                        config.waits().finishedKeptMs(),
                        lease::isValid,
                        metrics.rooms(),
                        load::halvesViews,
                        forfeits,
                        bridges,
                        speech);
        return new RoomDirectory(loops.all(), services, config.capacityRooms());
    }

    @Singleton
    OpeningStores openersStores(
            RoomTable rooms,
            HostTable hosts,
            JournalStores journals,
            SeedSource seeds,
            RoomEnding ending,
            GameCatalog games,
            Probation probation) {
        RoomRestorer restorer = new RoomRestorer(journals, seeds, games, probation);
        return new OpeningStores(rooms, hosts, restorer, ending, probation);
    }

    @Singleton
    RoomOpener opener(
            OpeningStores stores, GameCatalog games, RoomDirectory directory, Openings openings) {
        return new RoomOpener(stores, games, directory, hostId.value(), openings, HostClock.SYSTEM);
    }

    // -- players and keys -----------------------------------------------------------------------

    @Singleton
    KeySource keys() {
        return config.keys().open();
    }

    @Singleton
    Credentials credentials(KeySource keys, StoreThreads threads) {
        InstantSource clock = InstantSource.system();
        SessionKeys trusted =
                switch (config.keys()) {
                    case KeyPlace.Folder folder -> new SessionKeys(keys, clock);
                    // Whoever checks a ticket reads sockets too, and must not wait for a call.
                    case KeyPlace.Secrets secrets -> new SessionKeys(keys, clock, threads.calls());
                };
        return new KeyedCredentials(Tokens.trusting(trusted, clock));
    }

    @Singleton
    InputPolicy inputPolicy(HostMetrics metrics) {
        Edges.Flood flood = config.edges().flood();
        InputPolicy.Bounds bounds =
                new InputPolicy.Bounds(config.speed(), flood.breaches(), flood.windowMs());
        return new InputPolicy(bounds, metrics.breaches());
    }

    @Singleton
    Front front(
            RoomOpener opener,
            Credentials credentials,
            Conduct conduct,
            StoreThreads threads,
            InputPolicy policy) {
        return new Front(
                opener, credentials, conduct, threads.calls(), InstantSource.system(), policy);
    }

    // -- who may connect ------------------------------------------------------------------------

    @Singleton
    ConnectionSlots slots() {
        return new ConnectionSlots(config.edges().connections());
    }

    @Singleton
    Edge edge(ConnectionSlots slots) {
        Edges edges = config.edges();
        AddressLimits addresses = new AddressLimits(edges.newPerMinute(), edges.openPerAddress());
        return new Edge(
                new Gatekeeper(edges.origins(), addresses, slots, System::nanoTime),
                edges.tcp(),
                edges.trustedBalancers(),
                new ConnectionSlots(edges.connections() + Edge.OTHERS_MAX),
                config.waits().connectMs());
    }

    @Singleton
    @Bean(preDestroy = "close")
    GatewayLoops gatewayLoops() {
        return new GatewayLoops();
    }

    @Singleton
    @Bean(preDestroy = "close")
    ApiGatewayManagementApiAsyncClient gateway(GatewayLoops loops) {
        return ApiGatewayManagementApiAsyncClient.builder()
                .endpointOverride(config.gatewayEndpoint())
                .httpClientBuilder(
                        NettyNioAsyncHttpClient.builder()
                                .eventLoopGroup(loops.forSdk())
                                .maxConcurrency(POSTS_AT_ONCE_MAX))
                .build();
    }

    @Singleton
    GatewayConnections gatewayConnections(
            Front front,
            GatewayForwarding forwarding,
            ApiGatewayManagementApiAsyncClient gateway,
            ConnectionMeter meter,
            ConnectionSlots slots) {
        return new GatewayConnections(front, forwarding, gateway, meter, slots);
    }

    @Singleton
    GatewayForwarding gatewayForwarding(RoomOpener opener, Credentials credentials) {
        return new GatewayForwarding(opener, credentials, config.gatewayKey());
    }

    // -- the host itself ------------------------------------------------------------------------

    @Singleton
    LeaseState leaseState() {
        return new LeaseState();
    }

    @Context
    @Bean(preDestroy = "close")
    HostLease lease(
            Loops loops,
            RoomDirectory directory,
            HostTable hosts,
            GameCatalog games,
            RedisWiring.BinaryRedis redis,
            LeaseState state,
            LoadWatch load) {
        HostLease lease =
                new HostLease(
                        loops.all().stream()
                                .map(l -> new HostLease.Loop(l.name(), l::rounds, l::inside))
                                .toList(),
                        version ->
                                row(
                                        version,
                                        games,
                                        directory.size(),
                                        state.isLeaving() || load.refusesRooms()),
                        leaseStore(hosts, redis),
                        HostLeaseTimes.LEASE_MS,
                        HostClock.SYSTEM);
        state.follow(lease);
        return lease;
    }

    private HostLease.Store leaseStore(HostTable hosts, RedisWiring.BinaryRedis redis) {
        return new HostLease.Store() {
            @Override
            public boolean renew(HostRow row) {
                boolean held = hosts.renew(row);
                if (held) {
                    showAlive(row, redis);
                }
                return held;
            }

            @Override
            public void tell(HostRow row) {
                hosts.tell(row);
            }
        };
    }

    private void showAlive(HostRow row, RedisWiring.BinaryRedis redis) {
        byte[] key =
                new RedisKeys(config.redisPrefix())
                        .hostAlive(row.hostId())
                        .getBytes(StandardCharsets.UTF_8);
        byte[] value = Long.toString(row.leaseVersion()).getBytes(StandardCharsets.UTF_8);
        var _ = redis.commands().set(key, value, SetArgs.Builder.px(HostLeaseTimes.LEASE_MS));
    }

    private HostRow row(long version, GameCatalog games, int rooms, boolean draining) {
        return new HostRow(
                hostId.value(),
                config.region(),
                config.directUrl().toString(),
                config.internalUrl().toString(),
                config.build(),
                games.all().stream()
                        .map(g -> HostRow.gameKey(g.info().id(), g.info().rulesVersion()))
                        .toList(),
                config.capacityRooms(),
                rooms,
                draining,
                version,
                InstantSource.system().instant().getEpochSecond() + TTL_S,
                List.of(),
                config.operator().url().toString());
    }
}
