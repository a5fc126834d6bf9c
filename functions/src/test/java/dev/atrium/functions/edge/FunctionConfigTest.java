package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Map;

class FunctionConfigTest {
    @Test
    void everythingHasADefaultForOneMachine() {
        FunctionConfig config = FunctionConfig.from(Map.of());

        assertEquals("atrium-", config.tablePrefix());
        assertEquals(URI.create("redis://127.0.0.1:6379"), config.redisUri());
        assertEquals("localhost", config.domain());
        assertEquals(
                URI.create("http://127.0.0.1:9324/000000000000/atrium-wakes"), config.wakeQueue());
    }

    @ParameterizedTest
    @CsvSource({
        "ATRIUM_TABLE_PREFIX,''",
        "ATRIUM_TABLE_PREFIX,Prod_eu.1-",
        "ATRIUM_REDIS_PREFIX,prod:eu:",
        "ATRIUM_REDIS_URI,rediss://user:word@cache.example:6380?timeout=5s",
        "ATRIUM_GATEWAY_ENDPOINT,https://abc.execute-api.eu-central-1.amazonaws.com/prod",
        "ATRIUM_DOMAIN,play.example",
        "ATRIUM_DOMAIN,localhost:8080",
        "ATRIUM_ORIGINS,https://play.example",
        "ATRIUM_WAKE_QUEUE_URL,https://sqs.eu-central-1.amazonaws.com/123456789012/prod-wakes",
        "ATRIUM_WAKE_QUEUE_URL,http://localhost:4566/queue/eu-central-1/000000000000/wakes",
    })
    void whatIsAllowedIsTaken(String name, String value) {
        FunctionConfig config = FunctionConfig.from(Map.of(name, value));

        String taken =
                switch (name) {
                    case "ATRIUM_TABLE_PREFIX" -> config.tablePrefix();
                    case "ATRIUM_REDIS_PREFIX" -> config.redisPrefix();
                    case "ATRIUM_REDIS_URI" -> config.redisUri().toString();
                    case "ATRIUM_GATEWAY_ENDPOINT" -> config.gatewayEndpoint().toString();
                    case "ATRIUM_DOMAIN" -> config.domain();
                    case "ATRIUM_ORIGINS" -> config.origins().toString();
                    case "ATRIUM_WAKE_QUEUE_URL" -> config.wakeQueue().toString();
                    default -> throw new AssertionError(name);
                };
        assertEquals(value, taken);
    }

    @ParameterizedTest
    @CsvSource({
        "ATRIUM_TABLE_PREFIX,atrium:",
        "ATRIUM_TABLE_PREFIX,'with space'",
        "ATRIUM_REDIS_PREFIX,{atrium}:",
        "ATRIUM_REDIS_PREFIX,'a b'",
        "ATRIUM_GATEWAY_ENDPOINT,somewhere",
        "ATRIUM_GATEWAY_ENDPOINT,ws://localhost:8080/ws",
        "ATRIUM_GATEWAY_ENDPOINT,https:///prod",
        "ATRIUM_GATEWAY_ENDPOINT,not an address",
        "ATRIUM_DOMAIN,''",
        "ATRIUM_DOMAIN,https://play.example",
        "ATRIUM_DOMAIN,'play.example wants all your money'",
        "ATRIUM_ORIGINS,*",
        "ATRIUM_ORIGINS,play.example",
        "ATRIUM_WAKE_QUEUE_URL,wakes",
        "ATRIUM_WAKE_QUEUE_URL,sqs://127.0.0.1/000000000000/wakes",
        "ATRIUM_WAKE_QUEUE_URL,'not an address'",
    })
    void whatIsNotAllowedIsNamed(String name, String value) {
        String message = refusal(Map.of(name, value)).getMessage();

        assertTrue(message.startsWith(name + "=" + value + " (allowed: "), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/000000000000/wakes.fifo",
                "/000000000000/wakes/",
                "/000000000000//wakes",
                "/000000000000/w%20akes",
                "/a/b/c/d/e"
            })
    void queueOfWakesThatIsNoStandardOneIsNamed(String path) {
        String url = "https://sqs.eu-central-1.amazonaws.com" + path;

        assertEquals(
                "ATRIUM_WAKE_QUEUE_URL="
                        + path
                        + " (allowed: the path of a standard queue, /ACCOUNT/NAME)",
                refusal(Map.of("ATRIUM_WAKE_QUEUE_URL", url)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "arena.practice=5,arena.practice",
        "'arena.blitz=100,arena.practice=5',arena.practice",
        "arena.blits=100,arena.blits",
        "party=1,party",
    })
    void feesOfGamesThatDivideNoPotAreNamed(String fees, String game) {
        assertEquals(
                "ATRIUM_FEES=" + game + " (allowed: games with a pot: arena.blitz, arena.siege)",
                refusal(Map.of("ATRIUM_FEES", fees)).getMessage());
    }

    @Test
    void feesOfGamesThatDividePotsAreTaken() {
        FunctionConfig config =
                FunctionConfig.from(Map.of("ATRIUM_FEES", "arena.blitz=100,arena.siege=250"));
        assertEquals(Map.of("arena.blitz", 100L, "arena.siege", 250L), config.fees().perWarrior());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "1.5", " 600", "1000000000000000000"})
    void sumAboveWhichPayoutsAreHeldThatIsNoneIsNamed(String value) {
        assertEquals(
                "ATRIUM_PAYOUT_HOLD_ABOVE=" + value + " (allowed: a whole number, 0 and more)",
                refusal(Map.of("ATRIUM_PAYOUT_HOLD_ABOVE", value)).getMessage());
    }

    @Test
    void noPayoutIsHeldUnlessASumIsConfigured() {
        assertEquals(Long.MAX_VALUE, FunctionConfig.from(Map.of()).payoutHoldAbove());
        assertEquals(Long.MAX_VALUE, FunctionConfig.payoutHoldAbove(""));
        assertEquals(0, FunctionConfig.payoutHoldAbove("0"));
        assertEquals(600, FunctionConfig.payoutHoldAbove("600"));
    }

    @Test
    void prefixesHaveALimit() {
        assertEquals(64, FunctionConfig.from(prefix(64)).tablePrefix().length());
        assertTrue(refusal(prefix(65)).getMessage().startsWith("ATRIUM_TABLE_PREFIX="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "somewhere",
                "",
                "redis:///0",
                "http://:hunter2@cache.example:6379",
                "redis://:hunter2@cache example:6379"
            })
    void addressOfRedisThatIsNoneIsNamedAndNotShown(String value) {
        IllegalArgumentException failure = refusal(Map.of("ATRIUM_REDIS_URI", value));

        assertEquals(
                "ATRIUM_REDIS_URI=… (allowed: an address that begins with redis:// or rediss://)",
                failure.getMessage());
        assertNull(failure.getCause());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "hunter2-hunter2-hunter2-hunter2",
                "hunter2-hunter2-hunter2-hunter2 ",
                "hunter2-hunter2-hunter2-hunter2\u00e9",
                "hunter2-hunter2-hunter2-hunter2\n"
            })
    void keyOfTheEdgeThatIsNoneIsNamedAndNotShown(String value) {
        assertEquals(
                "ATRIUM_EDGE_KEY=… (allowed: 32 to 128 characters of ASCII without spaces)",
                refusal(Map.of("ATRIUM_EDGE_KEY", value)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new EdgeKey("k".repeat(129)));
    }

    @Test
    void keyOfTheEdgeIsWhatCloudFrontShowsAndNoTextShowsIt() {
        String key = "hunter2-hunter2-hunter2-hunter2-";
        FunctionConfig config = FunctionConfig.from(Map.of("ATRIUM_EDGE_KEY", key));
        EdgeKey taken = config.edgeKey().orElseThrow();

        assertTrue(taken.is(key));
        assertFalse(taken.is(key + "-"));
        assertFalse(taken.is(""));
        assertFalse((config + " " + taken + config.edgeKey()).contains("hunter2"));
        assertTrue(FunctionConfig.from(Map.of("ATRIUM_EDGE_KEY", "")).edgeKey().isEmpty());
        assertTrue(FunctionConfig.from(Map.of()).edgeKey().isEmpty());
    }

    @Test
    void passwordOfRedisIsNotInTheText() {
        String text =
                FunctionConfig.from(
                                Map.of("ATRIUM_REDIS_URI", "redis://:hunter2@cache.example:6379"))
                        .toString();

        assertFalse(text.contains("hunter2"), text);
        assertTrue(text.contains("redis=cache.example:6379"), text);
    }

    private static IllegalArgumentException refusal(Map<String, String> environment) {
        return assertThrows(IllegalArgumentException.class, () -> FunctionConfig.from(environment));
    }

    private static Map<String, String> prefix(int characters) {
        return Map.of("ATRIUM_TABLE_PREFIX", "x".repeat(characters));
    }
}
