package dev.atrium.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import redis.embedded.RedisServer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster of Redis for tests: each shard a server of its own on this machine, with its part of
 * the slots. Ended with the JVM at the latest. For one thread.
 */
public final class RedisShards implements AutoCloseable {
    private static final int SLOTS = 16_384;

    /** A line that is longer than 64 KiB is refused. */
    private static final int SLOTS_AT_ONCE = 4_096;

    private static final int PORT_MIN = 10_100;

    /** Nodes of a cluster talk on the port that is so much higher. */
    private static final int BUS_OFFSET = 10_000;

    private static final int PORTS_TRIED_MAX = 100;
    private static final Duration READY_WAIT = Duration.ofSeconds(20);
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = 20_000_000;

    private final List<Node> nodes = new ArrayList<>();
    private final int shards;

    private record Node(RedisServer server, int port) {}

    private RedisShards(int shards) {
        this.shards = shards;
    }

    /**
     * Starts shards that share the slots evenly; returns when each takes commands.
     *
     * @param shards 1 and more; a real cluster has 3 at least
     */
    public static RedisShards start(int shards) {
        RedisShards cluster = new RedisShards(shards);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
        for (int i = 0; i < shards; i++) {
            int port = cluster.startNode();
            addSlots(port, SLOTS * i / shards, SLOTS * (i + 1) / shards);
            ok(port, "CLUSTER SET-CONFIG-EPOCH " + (i + 1));
            ok(port, "CLUSTER MEET 127.0.0.1 " + cluster.port(0));
        }
        await(() -> cluster.isReady(), "a cluster of " + shards + " shards is not ready");
        return cluster;
    }

    private static void addSlots(int port, int from, int to) {
        for (int first = from; first < to; first += SLOTS_AT_ONCE) {
            String slots =
                    IntStream.range(first, Math.min(to, first + SLOTS_AT_ONCE))
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(" "));
            ok(port, "CLUSTER ADDSLOTS " + slots);
        }
    }

    /** The port of the server that was started as that one, from 0. */
    public int port(int index) {
        return nodes.get(index).port();
    }

    /** The shard that has a key's slot, from 0. */
    public int shardOf(String key) {
        int slot = Integer.parseInt(ask(port(0), "CLUSTER KEYSLOT " + key).getFirst().substring(1));
        return IntStream.range(0, shards)
                .filter(i -> slot < SLOTS * (i + 1) / shards)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Gives a shard a replica; returns when it has what the shard has.
     *
     * @return the replica's port
     */
    public int addReplica(int shard) {
        String id = ask(port(shard), "CLUSTER MYID").get(1);
        int port = startNode();
        ok(port, "CLUSTER MEET 127.0.0.1 " + port(shard));
        await(
                () -> ask(port, "CLUSTER NODES").stream().anyMatch(line -> line.startsWith(id)),
                "the replica knows no master");
        ok(port, "CLUSTER REPLICATE " + id);
        await(
                () -> ask(port, "INFO replication").contains("master_link_status:up"),
                "the replica has no copy");
        return port;
    }

    /** Ends the server of a shard at once. */
    public void kill(int shard) {
        stop(nodes.get(shard).server());
    }

    /** Has a replica take its shard over. */
    public void takeOver(int replicaPort) {
        ok(replicaPort, "CLUSTER FAILOVER TAKEOVER");
    }

    private int startNode() {
        int port = freePort();
        try {
            RedisServer server =
                    RedisServer.newRedisServer()
                            .port(port)
                            .bind("127.0.0.1")
                            .setting("save \"\"")
                            .setting("appendonly no")
                            .setting("cluster-enabled yes")
                            .setting("dir " + Files.createTempDirectory("atrium-redis"))
                            .build();
            server.start();
            nodes.add(new Node(server, port));
            return port;
        } catch (IOException e) {
            throw new IllegalStateException("a server of a cluster does not start", e);
        }
    }

    private boolean isReady() {
        return nodes.stream()
                .map(node -> ask(node.port(), "CLUSTER INFO"))
                .allMatch(
                        info ->
                                info.contains("cluster_state:ok")
                                        && info.contains("cluster_slots_ok:" + SLOTS)
                                        && info.contains("cluster_size:" + shards));
    }

    private static void await(BooleanSupplier condition, String otherwise) {
        long end = System.nanoTime() + READY_WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(otherwise);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static void ok(int port, String command) {
        String answer = ask(port, command).getFirst();
        if (!answer.equals("+OK")) {
            throw new IllegalStateException(answer);
        }
    }

    /** The lines of an answer; the first says what kind it is. */
    private static List<String> ask(int port, String command) {
        try (Socket socket = new Socket()) {
            int waitMs = (int) ANSWER_WAIT.toMillis();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), waitMs);
            socket.setSoTimeout(waitMs);
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(UTF_8));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            return lines.lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException("no answer of a server of a cluster", e);
        }
    }

    /** Below those of outgoing connections, and with room for the bus of the cluster. */
    private static int freePort() {
        for (int i = 0; i < PORTS_TRIED_MAX; i++) {
            int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MIN + BUS_OFFSET);
            if (isFree(port) && isFree(port + BUS_OFFSET)) {
                return port;
            }
        }
        throw new IllegalStateException("no two ports are free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static void stop(RedisServer server) {
        try {
            if (server.isActive()) {
                server.stop();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends its servers. */
    @Override
    public void close() {
        nodes.forEach(node -> stop(node.server()));
    }
}
