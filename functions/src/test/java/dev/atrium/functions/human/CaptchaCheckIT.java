package dev.atrium.functions.human;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;

import dev.atrium.functions.human.HumanCheck.Verdict;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

class CaptchaCheckIT {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private volatile String answer = "{\"success\":true}";
    private volatile int status = 200;
    private HttpServer provider;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        provider.createContext(
                "/siteverify",
                exchange -> {
                    asked.set(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("content-type")
                                    + " "
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    private CaptchaCheck check(int port) {
        URI url = URI.create("http://127.0.0.1:" + port + "/siteverify");
        return new CaptchaCheck(new HumanConfig.Captcha(url, "our secret"), TIMEOUT);
    }

    private static Newcomer with(String token) {
        return new Newcomer("n", "203.0.113.7", Optional.empty(), Optional.of(token));
    }

    private Verdict verdict(String token) {
        return check(provider.getAddress().getPort()).check(with(token));
    }

    @Test
    void tokenThatTheProviderVouchesForLetsItsOwnerPass() {
        assertEquals(new Verdict.Passed(), verdict("a&b=c d"));
        assertEquals(
                "POST application/x-www-form-urlencoded"
                        + " secret=our+secret&response=a%26b%3Dc+d&remoteip=203.0.113.7",
                asked.get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":false,\"error-codes\":[\"invalid-input-response\"]}",
                "{\"success\":false,\"error-codes\":[\"timeout-or-duplicate\"]}",
                "{\"success\":false}",
            })
    void tokenThatItDoesNotTakeIsInvalid(String said) {
        answer = said;

        assertEquals(new Verdict.Invalid(), verdict("used"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200|not json",
                "200|[]",
                "200|{}",
                "200|{\"success\":\"true\"}",
                "200|{\"success\":false,\"error-codes\":[\"invalid-input-secret\"]}",
                "500|{\"success\":true}",
                "302|{\"success\":true}",
            })
    void providerThatDoesNotAnswerAsItShouldLetsNobodyPass(int code, String said) {
        status = code;
        answer = said;

        assertEquals(new Verdict.Unknown(), verdict("good"));
    }

    @Test
    void answerThatIsTooLongLetsNobodyPass() {
        answer =
                "{\"success\":true,\"more\":\"" + "x".repeat(CaptchaCheck.ANSWER_BYTES_MAX) + "\"}";

        assertEquals(new Verdict.Unknown(), verdict("good"));
    }

    @Test
    void providerThatIsAwayLetsNobodyPass() {
        int port = provider.getAddress().getPort();
        provider.stop(0);

        assertEquals(new Verdict.Unknown(), check(port).check(with("good")));
    }

    @Test
    void providerThatNeverAnswersIsWaitedForNoLongerThanThat() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long beganNs = System.nanoTime();

            assertEquals(new Verdict.Unknown(), check(silent.getLocalPort()).check(with("good")));
            long tookMs = Duration.ofNanos(System.nanoTime() - beganNs).toMillis();
            assertTrue(tookMs < 10 * TIMEOUT.toMillis(), "it took " + tookMs + " ms");
        }
    }

    @Test
    void whoShowsNoTokenOrNoneThatCouldBeIsNotAskedAbout() {
        CaptchaCheck check = check(provider.getAddress().getPort());
        Newcomer nobody = new Newcomer("n", "a", Optional.empty(), Optional.empty());

        assertInstanceOf(Verdict.Required.class, check.check(nobody));
        assertEquals(new Verdict.Invalid(), verdict(""));
        assertEquals(
                new Verdict.Invalid(), verdict("x".repeat(CaptchaCheck.TOKEN_CHARACTERS_MAX + 1)));
        assertEquals("", asked.get());
    }

    @Test
    void everyVerdictHasItsCode() {
        CaptchaCheck check = check(provider.getAddress().getPort());

        assertEquals(
                ErrorCode.PROOF_REQUIRED,
                code(check, new Newcomer("n", "a", Optional.empty(), Optional.empty())));
        assertEquals(ErrorCode.PROOF_INVALID, code(check, with("")));
        answer = "{}";
        assertEquals(ErrorCode.UNAVAILABLE, code(check, with("good")));
    }

    private static ErrorCode code(HumanCheck check, Newcomer newcomer) {
        return assertThrows(WireException.class, () -> check.admit(newcomer)).code();
    }

    @Test
    void configurationIsChecked() {
        assertEquals(
                new HumanConfig(18, Optional.empty()),
                HumanConfig.from(Map.of(), HumanConfig.BITS_USUAL));
        HumanConfig provided =
                HumanConfig.from(
                        Map.of(
                                HumanConfig.CAPTCHA_URL,
                                "https://captcha.example/siteverify",
                                HumanConfig.CAPTCHA_SECRET,
                                "hush"),
                        18);
        assertEquals("hush", provided.captcha().orElseThrow().secret());
        assertFalse(provided.toString().contains("hush"));
        assertRefused("ATRIUM_PROOF_OF_WORK_BITS=27 (allowed: 0 to 26)", HumanConfig.BITS, "27");
        assertRefused("ATRIUM_PROOF_OF_WORK_BITS=x (allowed: 0 to 26)", HumanConfig.BITS, "x");
        assertRefused(
                "ATRIUM_CAPTCHA_SECRET= (allowed: what the provider gave out)",
                HumanConfig.CAPTCHA_URL,
                "https://captcha.example/");
        assertRefused(
                "ATRIUM_CAPTCHA_URL=http://captcha.example/ (allowed: an address that begins with"
                        + " https://, or http:// and this machine)",
                HumanConfig.CAPTCHA_URL,
                "http://captcha.example/");
    }

    private static void assertRefused(String message, String name, String value) {
        assertEquals(
                message,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> HumanConfig.from(Map.of(name, value), 18))
                        .getMessage());
    }
}
