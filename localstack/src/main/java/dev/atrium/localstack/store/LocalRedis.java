package dev.atrium.localstack.store;

import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real Redis server as a child process, on the loopback address only. It keeps nothing: boards
 * are rebuilt from DynamoDB, and a room's journal ends with its host.
 */
public final class LocalRedis implements AutoCloseable {
    /** Ends Redis when its standard input does: a killed stack leaves no server behind. */
    private static final String GUARD =
            """
            #!/bin/sh
            exec 3<&0
            '@REDIS@' "$@" </dev/null 3<&- &
            redis=$!
            echo $redis > '@PID@'
            trap 'kill $redis 2>/dev/null' TERM INT HUP
            (cat <&3 >/dev/null; kill $redis 2>/dev/null) &
            wait $redis
            wait $redis 2>/dev/null
            """;

    private static final long KILL_TIMEOUT_S = 10;

    private final RedisServer server;
    private final int port;
    private final Path pidFile;

    private LocalRedis(RedisServer server, int port, Path pidFile) {
        this.server = server;
        this.port = port;
        this.pidFile = pidFile;
    }

    /**
     * Starts it.
     *
     * @param folder for the binary and its guard; must exist
     */
    public static LocalRedis start(Path folder) throws IOException {
        return start(folder, FreePort.find(), false);
    }

    /**
     * Starts it on that port.
     *
     * @param folder for the binary and its guard; must exist
     * @param appendOnly whether it writes what it is told to a file before it answers, and reads
     *     that when it starts
     */
    public static LocalRedis start(Path folder, int port, boolean appendOnly) throws IOException {
        Path pidFile = folder.toAbsolutePath().resolve("redis.pid");
        RedisServer server =
                RedisServer.newRedisServer()
                        .port(port)
                        .bind("127.0.0.1")
                        .setting("save \"\"")
                        .setting("appendonly " + (appendOnly ? "yes" : "no"))
                        .setting("dir " + quoted(folder.toAbsolutePath()))
                        .executableProvider(() -> guarded(folder, pidFile))
                        .build();
        server.start();
        return new LocalRedis(server, port, pidFile);
    }

    /**
     * Kills the server, as a machine that dies would; what it had not written to a file is gone.
     *
     * @throws IllegalStateException if it does not die
     */
    public void kill() throws IOException {
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
        boolean _ = process.destroyForcibly();
        try {
            process.onExit().get(KILL_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Redis does not die", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** The server's process id. */
    public long pid() throws IOException {
        return Long.parseLong(Files.readString(pidFile).strip());
    }

    /** As Redis reads a setting: blanks and quotes in a path are the path's. */
    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static File guarded(Path folder, Path pidFile) throws IOException {
        File binary = ExecutableProvider.newJarResourceProvider().get();
        Path guard = folder.resolve("redis-guard");
        String script =
                GUARD.replace("@REDIS@", binary.getAbsolutePath())
                        .replace("@PID@", pidFile.toString());
        Files.writeString(guard, script);
        Files.setPosixFilePermissions(guard, PosixFilePermissions.fromString("rwx------"));
        return guard.toFile();
    }

    /** Where it answers. */
    public URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new IllegalStateException("Redis does not stop", e);
        }
    }
}
