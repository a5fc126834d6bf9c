package dev.atrium.functions.notice;

import dev.atrium.functions.edge.Poster;
import dev.atrium.functions.edge.Stores;
import dev.atrium.schema.ConnectionRow;
import dev.atrium.schema.Tables;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

import java.util.List;

/** The gateway connections of players, and sending to all of one player's. Blocking. */
public final class Connections {
    /** Sockets of one player that are told; nobody plays in more windows. */
    private static final int PER_PLAYER_MAX = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final DynamoDbIndex<ConnectionRow> byPlayer;
    private final Poster poster;

    /** Connections of these stores. */
    public Connections(Stores stores, Poster poster) {
        this.byPlayer = stores.table(Tables.CONNECTIONS).index("by-player");
        this.poster = poster;
    }

    /** The ids of a player's connections; none if he is gone, or came a moment ago. */
    public List<String> of(String playerId) {
        return byPlayer
                .query(
                        query ->
                                query.queryConditional(
                                                QueryConditional.keyEqualTo(
                                                        k -> k.partitionValue(playerId)))
                                        .limit(PER_PLAYER_MAX))
                .stream()
                .limit(1)
                .flatMap(page -> page.items().stream())
                .map(ConnectionRow::connectionId)
                .toList();
    }

    /**
     * Sends to every connection; one that fails does not keep the message from the others.
     *
     * @return whether one at least has it
     */
    public boolean post(List<String> connectionIds, byte[] utf8) {
        boolean reached = false;
        for (String connectionId : connectionIds) {
            try {
                reached |= poster.post(connectionId, utf8);
            } catch (RuntimeException e) {
                LOG.warn("a connection could not be told: {}", e.toString());
            }
        }
        return reached;
    }
}
