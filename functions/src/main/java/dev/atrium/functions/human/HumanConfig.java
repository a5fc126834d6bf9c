package dev.atrium.functions.human;

import dev.atrium.identity.Puzzles;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/**
 * What newcomers are asked for.
 *
 * @param proofOfWorkBits how difficult the puzzles are, {@code ATRIUM_PROOF_OF_WORK_BITS}, 0 to
 *     {@value #BITS_MAX}; 0: nobody is asked for one. {@value #BITS_USUAL} if left out, half a
 *     second of this machine and seconds of a slow phone. Not used where a provider is
 * @param captcha the provider that is asked instead, {@code ATRIUM_CAPTCHA_URL} and {@code
 *     ATRIUM_CAPTCHA_SECRET}, both or neither
 */
public record HumanConfig(int proofOfWorkBits, Optional<Captcha> captcha) {
    /** The environment variable of {@link #proofOfWorkBits}. */
    public static final String BITS = "ATRIUM_PROOF_OF_WORK_BITS";

    /** The environment variable of the provider's address. */
    public static final String CAPTCHA_URL = "ATRIUM_CAPTCHA_URL";

    /** The environment variable of the provider's secret. */
    public static final String CAPTCHA_SECRET = "ATRIUM_CAPTCHA_SECRET";

    /** If nothing is configured. */
    public static final int BITS_USUAL = 18;

    /** Of a stack on one machine: its tools and tests are not slowed by their own work. */
    public static final int BITS_LOCAL = 8;

    /** So that what a busy network is asked for on top stays possible. */
    public static final int BITS_MAX = Puzzles.DIFFICULTY_MAX - ProofOfWork.BITS_MORE_MAX;

    /** Nobody is asked for anything. */
    public static final HumanConfig OPEN = new HumanConfig(0, Optional.empty());

    public HumanConfig {
        if (proofOfWorkBits < 0 || proofOfWorkBits > BITS_MAX) {
            throw refused(BITS, Integer.toString(proofOfWorkBits), "0 to " + BITS_MAX);
        }
    }

    /**
     * A provider.
     *
     * @param verifyUrl where tokens are checked, {@code https}, or {@code http} on this machine
     * @param secret ours with that provider; shown by nothing
     */
    public record Captcha(URI verifyUrl, String secret) {
        public Captcha {
            boolean here =
                    "http".equals(verifyUrl.getScheme())
                            && ("localhost".equals(verifyUrl.getHost())
                                    || "127.0.0.1".equals(verifyUrl.getHost()));
            if (verifyUrl.getHost() == null || !(here || "https".equals(verifyUrl.getScheme()))) {
                throw refused(
                        CAPTCHA_URL,
                        verifyUrl.toString(),
                        "an address that begins with https://, or http:// and this machine");
            }
            if (secret.isBlank()) {
                throw refused(CAPTCHA_SECRET, "", "what the provider gave out");
            }
        }

        @Override
        public String toString() {
            return "Captcha[" + verifyUrl + ", secret hidden]";
        }
    }

    /**
     * Reads environment variables.
     *
     * @param bitsUsual how difficult puzzles are if the environment does not say
     * @throws IllegalArgumentException {@code NAME=value (allowed: …)}
     */
    public static HumanConfig from(Map<String, String> environment, int bitsUsual) {
        return new HumanConfig(
                bits(environment.getOrDefault(BITS, Integer.toString(bitsUsual))),
                captcha(
                        environment.getOrDefault(CAPTCHA_URL, ""),
                        environment.getOrDefault(CAPTCHA_SECRET, "")));
    }

    private static int bits(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw refused(BITS, value, "0 to " + BITS_MAX);
        }
    }

    private static Optional<Captcha> captcha(String url, String secret) {
        if (url.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Captcha(new URI(url), secret));
        } catch (URISyntaxException e) {
            throw refused(CAPTCHA_URL, url, "an address that begins with https://");
        }
    }

    private static IllegalArgumentException refused(String name, String shown, String allowed) {
        return new IllegalArgumentException(name + "=" + shown + " (allowed: " + allowed + ")");
    }
}
