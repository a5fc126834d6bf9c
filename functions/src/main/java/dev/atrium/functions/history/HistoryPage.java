package dev.atrium.functions.history;

import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.WholeNumber;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which part of a list of games is wanted, the newest first.
 *
 * @param before the time and id of the last game of the page before, as the index has them; empty
 *     for the first page
 * @param limit how many games, 1 to {@value #LIMIT_MAX}
 */
record HistoryPage(Optional<String> before, int limit) {
    /** More is asked for page by page. */
    static final int LIMIT_MAX = 100;

    static final int LIMIT_DEFAULT = 20;

    /** As {@link dev.atrium.schema.GameRow#at} writes it. */
    private static final String AT = "[0-9]{15}#[0-9a-f]{32}";

    /** Games of a page, and whether more follow. */
    record Found<T>(List<T> rows, boolean more) {}

    /**
     * As the query says.
     *
     * @throws WireException {@code invalid-field} or {@code out-of-range}
     */
    static HistoryPage of(HttpRequest request) throws WireException {
        Optional<String> limit = request.query("limit");
        Optional<String> cursor = request.query("cursor");
        return new HistoryPage(
                cursor.isPresent() ? Optional.of(decoded(cursor.get())) : Optional.empty(),
                limit.isPresent()
                        ? WholeNumber.of("limit", limit.get(), 1, LIMIT_MAX)
                        : LIMIT_DEFAULT);
    }

    /** The cursor of the page after a game. */
    static String after(String at) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(at.getBytes(StandardCharsets.US_ASCII));
    }

    private static String decoded(String cursor) throws WireException {
        try {
            String at =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (at.matches(AT)) {
                return at;
            }
        } catch (IllegalArgumentException e) {
            // No Base64 is no cursor either.
        }
        throw new WireException(
                ErrorCode.INVALID_FIELD, "The field cursor must be the next of a page.");
    }

    /**
     * Reads the page.
     *
     * @param index whose sort key is such a time and id
     * @param partition of that index
     */
    <T> Found<T> read(DynamoDbIndex<T> index, String partition) {
        return read((QueryEnhancedRequest wanted) -> index.query(wanted), partition);
    }

    /** The same of a table with such a sort key. */
    <T> Found<T> read(DynamoDbTable<T> table, String partition) {
        return read((QueryEnhancedRequest wanted) -> table.query(wanted), partition);
    }

    private <T> Found<T> read(
            Function<QueryEnhancedRequest, SdkIterable<Page<T>>> query, String partition) {
        QueryConditional wanted =
                before.map(
                                at ->
                                        QueryConditional.sortLessThan(
                                                Key.builder()
                                                        .partitionValue(partition)
                                                        .sortValue(at)
                                                        .build()))
                        .orElseGet(
                                () ->
                                        QueryConditional.keyEqualTo(
                                                Key.builder().partitionValue(partition).build()));
        // One more than wanted tells whether there is a next page.
        List<T> rows =
                query
                        .apply(
                                QueryEnhancedRequest.builder()
                                        .queryConditional(wanted)
                                        .scanIndexForward(false)
                                        .limit(limit + 1)
                                        .build())
                        .stream()
                        .flatMap(page -> page.items().stream())
                        .limit(limit + 1L)
                        .toList();
        return new Found<>(rows.stream().limit(limit).toList(), rows.size() > limit);
    }
}
