package dev.atrium.functions.account;

import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How far an export has come, by the last row of each table that was shown. It names no player:
 * whose rows are read is the session's to say, so that a cursor opens nothing.
 *
 * @param match sort key of a match; empty for the beginning
 * @param game sort key of a party game; empty for the beginning
 * @param posting step of a posting; empty for the beginning
 */
record ExportCursor(Step match, Step game, Step posting) {
    private static final int CHARACTERS_MAX = 1_024;
    private static final int PARTS = 3;
    private static final String SEPARATOR = "\n";
    private static final String END = "!";

    /** Where a table's next page begins. */
    sealed interface Step {
        /** Behind that key; the empty one is before all. */
        record After(String key) implements Step {}

        /** Nowhere: all of it was shown. */
        record Done() implements Step {}
    }

    private static ExportCursor beginning() {
        Step first = new Step.After("");
        return new ExportCursor(first, first, first);
    }

    /**
     * What a request says, or the beginning.
     *
     * @throws WireException {@code out-of-range} if it is no cursor of ours
     */
    static ExportCursor parse(Optional<String> text) throws WireException {
        if (text.isEmpty()) {
            return beginning();
        }
        if (text.get().length() <= CHARACTERS_MAX) {
            try {
                byte[] utf8 = Base64.getUrlDecoder().decode(text.get());
                String decoded = new String(utf8, StandardCharsets.UTF_8);
                List<String> parts = List.of(decoded.split(SEPARATOR, -1));
                if (parts.size() == PARTS) {
                    return new ExportCursor(
                            step(parts.get(0)), step(parts.get(1)), step(parts.get(2)));
                }
            } catch (IllegalArgumentException e) {
                // Not even Base64.
            }
        }
        throw new WireException(ErrorCode.OUT_OF_RANGE, "The cursor is none of ours.");
    }

    private static Step step(String part) {
        return part.equals(END) ? new Step.Done() : new Step.After(part);
    }

    /** As a request says it; empty if there is no more. */
    Optional<String> text() {
        Step done = new Step.Done();
        if (match.equals(done) && game.equals(done) && posting.equals(done)) {
            return Optional.empty();
        }
        String joined = String.join(SEPARATOR, part(match), part(game), part(posting));
        return Optional.of(
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(joined.getBytes(StandardCharsets.UTF_8)));
    }

    private static String part(Step step) {
        return switch (step) {
            case Step.After(String key) -> key;
            case Step.Done done -> END;
        };
    }
}
