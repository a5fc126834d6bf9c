package dev.atrium.host.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class HostConfigTest {
    private static final String KEY = "0123456789abcdef";

    private static HostConfig config(String... namesAndValues) {
        Map<String, String> environment = new HashMap<>();
        environment.put("ATRIUM_GATEWAY_KEY", KEY);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return HostConfig.from(new Environment(environment));
    }

    private static String refused(String... namesAndValues) {
        return assertThrows(IllegalArgumentException.class, () -> config(namesAndValues))
                .getMessage();
    }

    @Test
    void whatIsLeftOutHasADefault() {
        HostConfig config = config();
        assertEquals(1, config.speed());
        assertEquals(500, config.capacityRooms());
        assertTrue(config.loops() >= 1);
        assertEquals("atrium-", config.tablePrefix());
        assertEquals(Optional.empty(), config.operator().keys().nameOf(""));
        assertEquals("http://127.0.0.1:9081", config.operator().url().toString());
        assertEquals(Optional.empty(), config.operator().agent());
    }

    @Test
    void aHostShedsLoadUnlessItRunsFasterOrIsToldNotTo() {
        assertTrue(config().operator().shedsLoad());
        assertFalse(config("ATRIUM_SPEED", "20").operator().shedsLoad());
        assertTrue(config("ATRIUM_SPEED", "20", "ATRIUM_SHED_LOAD", "1").operator().shedsLoad());
        assertFalse(config("ATRIUM_SHED_LOAD", "0").operator().shedsLoad());
    }

    @Test
    void whatOperatorsSetIsCheckedToo() {
        assertEquals(
                "LOG_LEVEL=loud (allowed: TRACE, DEBUG, INFO, WARN, ERROR, OFF)",
                refused("LOG_LEVEL", "loud"));
        assertEquals("ATRIUM_LOG=xml (allowed: json, lines)", refused("ATRIUM_LOG", "xml"));
        assertEquals(
                "ATRIUM_OPERATOR_PORT=0 (allowed: 1-65535)", refused("ATRIUM_OPERATOR_PORT", "0"));
        assertEquals("ATRIUM_SHED_LOAD=2 (allowed: 0-1)", refused("ATRIUM_SHED_LOAD", "2"));
        assertEquals(
                "ATRIUM_DRAIN_MS=90001 (allowed: 0-90000)", refused("ATRIUM_DRAIN_MS", "90001"));
        assertEquals(
                "ECS_AGENT_URI=agent (allowed: an absolute address)",
                refused("ECS_AGENT_URI", "agent"));
        assertEquals(
                Optional.of(URI.create("http://169.254.170.2/api/x")),
                config("ECS_AGENT_URI", "http://169.254.170.2/api/x").operator().agent());
    }

    @Test
    void operatorsGoByTheNamesOfTheirKeys() {
        OperatorKeys one = config("ATRIUM_OPERATOR_KEY", KEY).operator().keys();
        assertEquals(Optional.of("operator"), one.nameOf(KEY));
        assertEquals(Optional.empty(), one.nameOf(""));
        assertEquals(Optional.empty(), one.nameOf(KEY + "x"));
        String keys = "ann:" + KEY + "-a,night-shift:" + KEY + "-b";
        OperatorKeys two = config("ATRIUM_OPERATOR_KEY", keys).operator().keys();
        assertEquals(Optional.of("ann"), two.nameOf(KEY + "-a"));
        assertEquals(Optional.of("night-shift"), two.nameOf(KEY + "-b"));
        assertEquals(Optional.empty(), two.nameOf(KEY));
        assertFalse(two.toString().contains(KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "ann:short",
                "Ann:a-key-for-tests-only",
                ":a-key-for-tests-only",
                "a-key-for-tests-only,",
                "ann:a-key-for-tests-only,ann:another-key-for-tests"
            })
    void keysOfOperatorsThatAreNoneAreRefusedUnseen(String keys) {
        assertEquals(
                "ATRIUM_OPERATOR_KEY=… (allowed: a key or name:key,name:key, each key at least 16"
                        + " characters, each name once and in lower case)",
                refused("ATRIUM_OPERATOR_KEY", keys));
    }

    @Test
    void whatIsWrongIsNamedWithItsRange() {
        assertEquals("ATRIUM_SPEED=0 (allowed: 1-1000)", refused("ATRIUM_SPEED", "0"));
        assertEquals("ATRIUM_SPEED=fast (allowed: 1-1000)", refused("ATRIUM_SPEED", "fast"));
        assertEquals("ATRIUM_LOOPS=65 (allowed: 1-64)", refused("ATRIUM_LOOPS", "65"));
        assertEquals(
                "ATRIUM_DIRECT_URL=nowhere (allowed: an absolute address)",
                refused("ATRIUM_DIRECT_URL", "nowhere"));
        assertEquals(
                "ATRIUM_DIRECT_URL=: : (allowed: an absolute address)",
                refused("ATRIUM_DIRECT_URL", ": :"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATRIUM_INTERNAL_URL",
                "ATRIUM_OPERATOR_URL",
                "ATRIUM_GATEWAY_ENDPOINT",
                "ECS_AGENT_URI"
            })
    void whatIsAskedByHttpHasAnAddressOfHttp(String variable) {
        assertEquals(
                variable + "=ws://host:8081 (allowed: an absolute address, http or https)",
                refused(variable, "ws://host:8081"));
        for (String scheme : List.of("http", "https", "HTTPS")) {
            config(variable, scheme + "://host:8081");
        }
    }

    @Test
    void limitsHaveTheirDefaults() {
        Edges edges = config().edges();
        assertEquals(20, edges.newPerMinute());
        assertEquals(50, edges.openPerAddress());
        assertEquals(10_000, edges.connections());
        assertEquals(25_000, edges.heartbeatMs());
        assertEquals(10_000, config().waits().connectMs());
        assertEquals(60_000, config().waits().deadMs());
        assertEquals(30_000, config().waits().finishedKeptMs());
        assertEquals(new Edges.Flood(300, 10_000), edges.flood());
        assertEquals(new Edges.Abuse(3, 3_600_000, 86_400_000), edges.abuse());
        assertTrue(edges.trustedBalancers().isEmpty());
        assertTrue(edges.origins().admits("http://localhost:8080"));
    }

    @Test
    void edgesThatMakeNoSenseAreNamed() {
        assertEquals(
                "ATRIUM_ADDRESS_OPEN=0 (allowed: 1-1000000)", refused("ATRIUM_ADDRESS_OPEN", "0"));
        assertEquals(
                "ATRIUM_INPUT_BREACHES=0 (allowed: 1-100000)",
                refused("ATRIUM_INPUT_BREACHES", "0"));
        assertEquals(
                "ATRIUM_INPUT_BREACH_WINDOW_MS=999 (allowed: 1000-600000)",
                refused("ATRIUM_INPUT_BREACH_WINDOW_MS", "999"));
        assertTrue(refused("ATRIUM_ORIGINS", "*").startsWith("ATRIUM_ORIGINS=* (allowed: "));
        assertEquals(
                "ATRIUM_TRUSTED_BALANCERS=10.0.0.1/8 (allowed: up to 64 ranges such as"
                        + " 10.0.0.0/16, separated by commas)",
                refused("ATRIUM_TRUSTED_BALANCERS", "10.0.0.1/8"));
        assertEquals(
                "ATRIUM_HEARTBEAT_MS=50 (allowed: 0 or 100-60000)",
                refused("ATRIUM_HEARTBEAT_MS", "50"));
        assertEquals(
                "ATRIUM_HEARTBEAT_MS=25000 (allowed: less than ATRIUM_DEAD_MS=25000, or 0)",
                refused("ATRIUM_DEAD_MS", "25000"));
        assertEquals(
                "ATRIUM_SILENCE_MS=60000 (allowed: at most ATRIUM_DEAD_MS=50000)",
                refused("ATRIUM_SILENCE_MS", "60000", "ATRIUM_DEAD_MS", "50000"));
        assertEquals(
                "ATRIUM_LOW_WATERMARK_BYTES=16384"
                        + " (allowed: less than ATRIUM_HIGH_WATERMARK_BYTES=16384)",
                refused("ATRIUM_LOW_WATERMARK_BYTES", "16384"));
    }

    @Test
    void secretsMustBeThereAndAreNeverShown() {
        assertEquals(
                "ATRIUM_GATEWAY_KEY=… (allowed: at least 16 characters)",
                refused("ATRIUM_GATEWAY_KEY", "short"));
        assertFalse(config().toString().contains(KEY));
    }
}
