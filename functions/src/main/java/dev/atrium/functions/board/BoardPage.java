package dev.atrium.functions.board;

import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.WholeNumber;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Which part of a board is wanted.
 *
 * @param offset how many ranks are before it, 0 to {@value #OFFSET_MAX}
 * @param limit how many ranks, 1 to {@value #LIMIT_MAX}
 */
record BoardPage(int offset, int limit) {
    /** More is asked for page by page. */
    static final int LIMIT_MAX = 100;

    static final int LIMIT_DEFAULT = 20;

    /** Nobody pages further; bounded so that no sum overflows. */
    static final int OFFSET_MAX = 1_000_000_000;

    private static final String PREFIX = "offset:";

    /**
     * As the query says.
     *
     * @throws WireException {@code invalid-field} or {@code out-of-range}
     */
    static BoardPage of(HttpRequest request) throws WireException {
        Optional<String> limit = request.query("limit");
        Optional<String> cursor = request.query("cursor");
        return new BoardPage(
                cursor.isPresent() ? offset(cursor.get()) : 0,
                limit.isPresent()
                        ? WholeNumber.of("limit", limit.get(), 1, LIMIT_MAX)
                        : LIMIT_DEFAULT);
    }

    /** The cursor of the page after this one. */
    String next() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((PREFIX + (offset + limit)).getBytes(StandardCharsets.US_ASCII));
    }

    private static int offset(String cursor) throws WireException {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
        if (!text.startsWith(PREFIX)) {
            throw notOurs();
        }
        return WholeNumber.of("cursor", text.substring(PREFIX.length()), 0, OFFSET_MAX);
    }

    private static WireException notOurs() {
        return new WireException(
                ErrorCode.INVALID_FIELD, "The field cursor must be the next of a page.");
    }
}
