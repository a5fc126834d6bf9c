package dev.atrium.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A host in a process of its own, as it is deployed. */
final class HostProcess {
    private HostProcess() {}

    /**
     * Starts one.
     *
     * @param folder of its keys and its archive
     * @param log where it writes
     * @param more variables than it needs
     */
    static Process start(Path folder, Path log, int operatorPort, Map<String, String> more)
            throws IOException {
        LocalStores stores = LocalStores.get();
        Map<String, String> environment = new HashMap<>();
        environment.put("ATRIUM_PORT", Integer.toString(LocalStores.freePort()));
        environment.put("ATRIUM_OPERATOR_PORT", Integer.toString(operatorPort));
        environment.put("ATRIUM_REHEARSAL_MS", "0");
        environment.put("ATRIUM_TABLE_PREFIX", "test-");
        environment.put("ATRIUM_REDIS_URI", stores.redisUri());
        environment.put("ATRIUM_ARCHIVE", folder.resolve("archive").toString());
        environment.put("ATRIUM_KEYS", folder.resolve("keys").toString());
        environment.put("ATRIUM_GATEWAY_KEY", "a-key-for-tests-only");
        environment.put("AWS_ENDPOINT_URL", stores.dynamoUri().toString());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.putAll(more);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx192m",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                // The tests' own configuration comes before the host's.
                                "-Dlogback.configurationFile=logback.xml",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.atrium.host.RoomHost"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
