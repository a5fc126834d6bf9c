package dev.atrium.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A sign-in message of EIP-4361, as far as Atrium writes it: without a scheme before the domain,
 * {@code Not Before}, {@code Request ID} and {@code Resources}.
 *
 * @param domain RFC 3986 authority of the page that asks
 * @param address whose wallet
 * @param statement what its owner reads; one line without an end, ASCII
 * @param uri what he signs in to
 * @param chainId EIP-155
 * @param nonce at least 8 letters and digits
 * @param issuedAt when it was written
 * @param expiresAt when it is no longer good
 */
public record EvmMessage(
        String domain,
        EvmAddress address,
        String statement,
        String uri,
        long chainId,
        String nonce,
        Instant issuedAt,
        Instant expiresAt) {
    /** What is longer was not written here, and is not even read. */
    static final int CHARACTERS_MAX = 2_048;

    /** The only version that there is. */
    private static final String VERSION = "1";

    private static final String ACCOUNT = " wants you to sign in with your Ethereum account:";
    private static final Pattern DOMAINS = Pattern.compile("[!-~&&[^/?#\\\\]]{1,255}");
    private static final Pattern STATEMENTS = Pattern.compile("[ -~]{1,500}");
    private static final Pattern NONCES = Pattern.compile("[A-Za-z0-9]{8,64}");
    private static final Pattern CHAIN_IDS = Pattern.compile("[1-9][0-9]{0,17}");

    public EvmMessage {
        require("domain", DOMAINS.matcher(domain).matches());
        require("statement", STATEMENTS.matcher(statement).matches());
        require("uri", isUri(uri));
        require("chainId", chainId > 0);
        require("nonce", NONCES.matcher(nonce).matches());
    }

    private static void require(String field, boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("no " + field + " of a sign-in message");
        }
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).isAbsolute() && text.chars().allMatch(c -> c > ' ' && c <= '~');
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** As the wallet shows and signs it. */
    public String text() {
        return String.join(
                "\n",
                domain + ACCOUNT,
                address.checksummed(),
                "",
                statement,
                "",
                "URI: " + uri,
                "Version: " + VERSION,
                "Chain ID: " + chainId,
                "Nonce: " + nonce,
                "Issued At: " + issuedAt,
                "Expiration Time: " + expiresAt);
    }

    /**
     * What {@link #text} wrote, and nothing else: no field is missing, doubled, in another place or
     * unknown, and the address has its checksum.
     */
    public static Optional<EvmMessage> parse(String text) {
        if (text.length() > CHARACTERS_MAX) {
            return Optional.empty();
        }
        Iterator<String> lines = List.of(text.split("\n", -1)).iterator();
        try {
            String first = next(lines, "");
            require("domain", first.endsWith(ACCOUNT));
            String address = next(lines, "");
            require("blank line", next(lines, "").isEmpty());
            String statement = next(lines, "");
            require("blank line", next(lines, "").isEmpty());
            String uri = next(lines, "URI: ");
            require("version", next(lines, "Version: ").equals(VERSION));
            String chainId = next(lines, "Chain ID: ");
            require("chainId", CHAIN_IDS.matcher(chainId).matches());
            EvmMessage message =
                    new EvmMessage(
                            first.substring(0, first.length() - ACCOUNT.length()),
                            checksummed(address),
                            statement,
                            uri,
                            Long.parseLong(chainId),
                            next(lines, "Nonce: "),
                            time(next(lines, "Issued At: ")),
                            time(next(lines, "Expiration Time: ")));
            return lines.hasNext() ? Optional.empty() : Optional.of(message);
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String next(Iterator<String> lines, String name) {
        require("line " + name, lines.hasNext());
        String line = lines.next();
        require("line " + name, line.startsWith(name));
        return line.substring(name.length());
    }

    private static EvmAddress checksummed(String written) {
        return EvmAddress.parse(written)
                .filter(address -> address.checksummed().equals(written))
                .orElseThrow(() -> new IllegalArgumentException("no address"));
    }

    /** RFC 3339, with any offset. */
    private static Instant time(String written) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(written, Instant::from);
    }
}
