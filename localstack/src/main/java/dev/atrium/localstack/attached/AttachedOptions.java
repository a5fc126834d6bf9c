package dev.atrium.localstack.attached;

import dev.atrium.functions.edge.FunctionConfig;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the environment of {@code localstack/emulator} says. What functions read there is checked by
 * {@link FunctionConfig}.
 *
 * @param port of the gateway and the web client, {@code ATRIUM_EMULATOR_PORT}, 8080 if left out
 * @param invokePort where hosts invoke functions, {@code ATRIUM_INVOKE_PORT}, 8090 if left out
 * @param stores where DynamoDB answers, {@code AWS_ENDPOINT_URL}
 * @param accessKeyId {@code AWS_ACCESS_KEY_ID}; hosts that post to {@code @connections} have the
 *     same
 * @param gatewayKey {@code ATRIUM_GATEWAY_KEY}, which hosts want to be shown
 * @param hosts {@code ATRIUM_HOST_URLS}, the internal addresses of room hosts with commas between,
 *     1 to {@value #HOSTS_MAX}
 * @param environment of the functions
 */
record AttachedOptions(
        int port,
        int invokePort,
        URI stores,
        String accessKeyId,
        String gatewayKey,
        List<URI> hosts,
        Map<String, String> environment) {
    /** As many as a deployment has at most. */
    static final int HOSTS_MAX = 10;

    static final String PORT = "ATRIUM_EMULATOR_PORT";
    static final String INVOKE_PORT = "ATRIUM_INVOKE_PORT";
    static final String STORES = "AWS_ENDPOINT_URL";
    static final String ACCESS_KEY_ID = "AWS_ACCESS_KEY_ID";
    static final String GATEWAY_KEY = "ATRIUM_GATEWAY_KEY";
    static final String HOSTS = "ATRIUM_HOST_URLS";

    /** All that is read here; functions read more. */
    static final List<String> VARIABLES =
            List.of(PORT, INVOKE_PORT, STORES, ACCESS_KEY_ID, GATEWAY_KEY, HOSTS);

    AttachedOptions {
        hosts = List.copyOf(hosts);
        environment = Map.copyOf(environment);
    }

    /**
     * Reads arguments, of which there are none, and environment variables.
     *
     * @throws IllegalArgumentException {@code NAME=value (allowed: …)}, in one line
     */
    static AttachedOptions parse(List<String> arguments, Map<String, String> environment) {
        if (!arguments.isEmpty()) {
            throw new IllegalArgumentException(
                    "localstack/emulator takes no arguments; it reads the environment");
        }
        String key = environment.getOrDefault(GATEWAY_KEY, "");
        if (key.length() < 16) {
            throw refused(GATEWAY_KEY, "***", "that of the hosts, at least 16 characters");
        }
        String accessKeyId = environment.getOrDefault(ACCESS_KEY_ID, "test");
        if (!accessKeyId.matches("[A-Za-z0-9]{1,128}")) {
            throw refused(ACCESS_KEY_ID, "***", "letters and digits");
        }
        int port = port(environment, PORT, "8080");
        Map<String, String> ofFunctions = new HashMap<>(environment);
        ofFunctions.putIfAbsent("ATRIUM_GATEWAY_ENDPOINT", "http://localhost:" + port + "/ws");
        ofFunctions.putIfAbsent("ATRIUM_DOMAIN", "localhost:" + port);
        return new AttachedOptions(
                port,
                port(environment, INVOKE_PORT, "8090"),
                address(STORES, environment.getOrDefault(STORES, "")),
                accessKeyId,
                key,
                hosts(environment.getOrDefault(HOSTS, "")),
                ofFunctions);
    }

    private static List<URI> hosts(String value) {
        List<URI> hosts = new ArrayList<>();
        for (String host : value.split(",", -1)) {
            hosts.add(address(HOSTS, host));
        }
        if (hosts.size() > HOSTS_MAX) {
            throw refused(HOSTS, value, "1 to " + HOSTS_MAX + " addresses");
        }
        return hosts;
    }

    private static URI address(String name, String value) {
        try {
            URI address = new URI(value);
            if (value.matches("https?://.+") && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Said below, like every other text that is no address.
        }
        throw refused(name, value, "an address such as http://127.0.0.1:4566");
    }

    private static int port(Map<String, String> environment, String name, String usual) {
        String value = environment.getOrDefault(name, usual);
        if (value.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        throw refused(name, value, "1 to 65535");
    }

    private static IllegalArgumentException refused(String name, String value, String allowed) {
        return new IllegalArgumentException(name + "=" + value + " (allowed: " + allowed + ")");
    }
}
