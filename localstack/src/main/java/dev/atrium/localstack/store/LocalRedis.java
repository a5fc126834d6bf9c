package dev.atrium.localstack.store;

import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

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
            trap 'kill $redis 2>/dev/null' TERM INT HUP
            (cat <&3 >/dev/null; kill $redis 2>/dev/null) &
            wait $redis
            wait $redis 2>/dev/null
            """;

    private final RedisServer server;
    private final int port;

    private LocalRedis(RedisServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param folder for the binary and its guard; must exist
     */
    public static LocalRedis start(Path folder) throws IOException {
        int port = FreePort.find();
        RedisServer server =
                RedisServer.newRedisServer()
                        .port(port)
                        .bind("127.0.0.1")
                        .setting("save \"\"")
                        .setting("appendonly no")
                        .setting("dir " + quoted(folder.toAbsolutePath()))
                        .executableProvider(() -> guarded(folder))
                        .build();
        server.start();
        return new LocalRedis(server, port);
    }

    /** As Redis reads a setting: blanks and quotes in a path are the path's. */
    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static File guarded(Path folder) throws IOException {
        File binary = ExecutableProvider.newJarResourceProvider().get();
        Path guard = folder.resolve("redis-guard");
        Files.writeString(guard, GUARD.replace("@REDIS@", binary.getAbsolutePath()));
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
