package dev.atrium.localstack.replay;

import dev.atrium.identity.VerifyKey;
import dev.atrium.room.RoomId;
import dev.atrium.vrf.VrfPublicKey;

import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code localstack/replay} was asked for.
 *
 * @param source where the replay is
 * @param key the deployment's public key, if its owner knows it from elsewhere
 * @param save where to put the replay, if it is to be kept
 * @param verify whether each thing that is proven is to be told, and the seed must be drawn
 * @param seedKey the public key that draws the deployment's seeds, if it is known from elsewhere
 */
record ReplayOptions(
        Source source,
        Optional<VerifyKey> key,
        Optional<Path> save,
        boolean verify,
        Optional<VrfPublicKey> seedKey) {
    static final String USAGE =
            "localstack/replay FILE|ROOM_ID [--url URL] [--key HEX] [--save FILE] [--verify]"
                    + " [--seed-key HEX]";

    private static final String LOCAL_STACK = "http://localhost:8080";

    /** Where a replay is. */
    sealed interface Source {
        /** In a file. */
        record InFile(Path path) implements Source {}

        /**
         * At a stack that runs.
         *
         * @param url of its HTTP API
         */
        record AtStack(URI url, String roomId) implements Source {}
    }

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    static ReplayOptions parse(List<String> arguments) {
        String source = "";
        URI url = URI.create(LOCAL_STACK);
        Optional<VerifyKey> key = Optional.empty();
        Optional<Path> save = Optional.empty();
        boolean verify = false;
        Optional<VrfPublicKey> seedKey = Optional.empty();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--url" -> url = url(value(arguments, i++).replaceFirst("/+$", ""));
                case "--key" -> key = Optional.of(key(value(arguments, i++)));
                case "--verify" -> verify = true;
                case "--seed-key" -> seedKey = Optional.of(seedKey(value(arguments, i++)));
                case "--save" -> save = Optional.of(Path.of(value(arguments, i++)));
                default -> {
                    if (argument.startsWith("--")) {
                        throw new IllegalArgumentException(
                                "%s is no option: %s".formatted(argument, USAGE));
                    }
                    if (!source.isEmpty()) {
                        throw new IllegalArgumentException("one replay at a time: " + USAGE);
                    }
                    source = argument;
                }
            }
        }
        if (source.isEmpty()) {
            throw new IllegalArgumentException("which replay? " + USAGE);
        }
        return new ReplayOptions(
                RoomId.isRoomId(source)
                        ? new Source.AtStack(url, source)
                        : new Source.InFile(Path.of(source)),
                key,
                save,
                verify,
                seedKey);
    }

    private static String value(List<String> arguments, int option) {
        if (option + 1 >= arguments.size()) {
            throw new IllegalArgumentException(arguments.get(option) + " needs a value: " + USAGE);
        }
        return arguments.get(option + 1);
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (url.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Said below, like every other text that is no address.
        }
        throw new IllegalArgumentException(
                "--url=%s (allowed: an address that begins with http:// or https://)"
                        .formatted(text));
    }

    private static VrfPublicKey seedKey(String hex) {
        try {
            return VrfPublicKey.ofHex(hex);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--seed-key=%s (allowed: a public key that draws seeds, 64 hex digits)"
                            .formatted(hex),
                    e);
        }
    }

    private static VerifyKey key(String hex) {
        try {
            return VerifyKey.of(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--key=%s (allowed: an Ed25519 public key, 64 hex digits)".formatted(hex), e);
        }
    }
}
