package dev.atrium.functions.rating;

import dev.atrium.schema.RatingRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The table {@code ratings}, read as it stands. Blocking and thread-safe. */
public final class RatingRows {
    /** Of one call: DynamoDB reads no more at once. */
    public static final int PLAYERS_MAX = 100;

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<RatingRow> ratings;

    /**
     * The ratings of a deployment.
     *
     * @param prefix before every table's name
     */
    public RatingRows(DynamoDbEnhancedClient client, String prefix) {
        this.client = client;
        this.ratings = Tables.RATINGS.in(client, prefix);
    }

    /** All ratings of a player, by rising ladder. */
    public List<RatingRow> of(String playerId) {
        QueryConditional his = QueryConditional.keyEqualTo(key -> key.partitionValue(playerId));
        return ratings
                .query(query -> query.queryConditional(his).consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    /**
     * The ratings of these players on one ladder, in one call; who has none is left out.
     *
     * @param playerIds at most {@value #PLAYERS_MAX} different ones
     * @param ladder its id
     * @return by player
     */
    public Map<String, RatingRow> of(Collection<String> playerIds, String ladder) {
        TreeSet<String> ids = new TreeSet<>(playerIds);
        if (ids.size() > PLAYERS_MAX) {
            throw new IllegalArgumentException(
                    ids.size() + " players (allowed: " + PLAYERS_MAX + ")");
        }
        Map<String, RatingRow> rows = new TreeMap<>();
        if (ids.isEmpty()) {
            // DynamoDB refuses to read nothing.
            return rows;
        }
        ReadBatch.Builder<RatingRow> batch =
                ReadBatch.builder(RatingRow.class).mappedTableResource(ratings);
        for (String playerId : ids) {
            batch.addGetItem(
                    GetItemEnhancedRequest.builder()
                            .key(Key.builder().partitionValue(playerId).sortValue(ladder).build())
                            .consistentRead(true)
                            .build());
        }
        // What DynamoDB leaves out of a page comes with the next one.
        client.batchGetItem(read -> read.readBatches(batch.build()))
                .resultsForTable(ratings)
                .forEach(row -> rows.put(row.playerId(), row));
        return rows;
    }
}
