package dev.atrium.functions.human;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks a provider of CAPTCHAs whether a token is good, as Turnstile, hCaptcha and reCAPTCHA are all
 * asked: a form with {@code secret}, {@code response} and {@code remoteip}, answered by a JSON
 * object with {@code success}. Providers take a token once. One that does not answer as it should
 * lets nobody pass. Blocking, thread-safe.
 */
public final class CaptchaCheck implements HumanCheck {
    private static final Logger LOG = LoggerFactory.getLogger(CaptchaCheck.class);

    /** Providers' tokens have up to 2,048 characters. */
    static final int TOKEN_CHARACTERS_MAX = 4_096;

    /** Far above any answer. */
    static final int ANSWER_BYTES_MAX = 16_384;

    private final HttpClient http;
    private final URI verifyUrl;
    private final String secret;
    private final Duration timeout;

    /**
     * Asking that provider.
     *
     * @param timeout of connecting, and again of the answer
     */
    public CaptchaCheck(HumanConfig.Captcha provider, Duration timeout) {
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        this.verifyUrl = provider.verifyUrl();
        this.secret = provider.secret();
        this.timeout = timeout;
    }

    @Override
    public Verdict check(Newcomer newcomer) {
        if (newcomer.captcha().isEmpty()) {
            return new Verdict.Required("Solve the CAPTCHA of this page first.");
        }
        String token = newcomer.captcha().get();
        if (token.isEmpty() || token.length() > TOKEN_CHARACTERS_MAX) {
            return new Verdict.Invalid();
        }
        try {
            return verdict(
                    http.send(
                            request(token, newcomer.address()),
                            HttpResponse.BodyHandlers.limiting(
                                    HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX)));
        } catch (IOException e) {
            LOG.warn("the CAPTCHA provider does not answer: {}", e.getClass().getSimpleName());
            return new Verdict.Unknown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Verdict.Unknown();
        }
    }

    private HttpRequest request(String token, String address) {
        String form =
                "secret="
                        + encoded(secret)
                        + "&response="
                        + encoded(token)
                        + "&remoteip="
                        + encoded(address);
        return HttpRequest.newBuilder(verifyUrl)
                .timeout(timeout)
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    private static Verdict verdict(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            LOG.warn("the CAPTCHA provider answers with {}", response.statusCode());
            return new Verdict.Unknown();
        }
        JsonNode answer;
        try {
            answer = Json.object(response.body());
        } catch (WireException e) {
            LOG.warn("the CAPTCHA provider's answer is no JSON object");
            return new Verdict.Unknown();
        }
        JsonNode success = answer.path("success");
        if (!success.isBoolean() || isOurFault(answer.path("error-codes"))) {
            LOG.error("the CAPTCHA provider does not take our question");
            return new Verdict.Unknown();
        }
        return success.booleanValue() ? new Verdict.Passed() : new Verdict.Invalid();
    }

    /** A secret that is not the provider's is nothing that a newcomer can change. */
    private static boolean isOurFault(JsonNode codes) {
        for (JsonNode code : codes) {
            if (code.asText().endsWith("-input-secret")) {
                return true;
            }
        }
        return false;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
