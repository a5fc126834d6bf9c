package dev.atrium.functions.settle;

import dev.atrium.board.BlitzBoard;
import dev.atrium.board.PartyBoard;
import dev.atrium.schema.PartyBoardRow;
import dev.atrium.schema.RankedRow;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/**
 * Shows a whole board in Redis again, as DynamoDB has it; after Redis lost data. Settlement may go
 * on meanwhile: versions keep what is newer.
 */
public final class BoardRebuild {
    private final DynamoDbTable<? extends RankedRow> boards;
    private final LiveBoard live;

    /** From that table, with rows of the kind of one board, to that board. */
    public BoardRebuild(DynamoDbTable<? extends RankedRow> boards, LiveBoard live) {
        this.boards = boards;
        this.live = live;
    }

    /**
     * Rebuilds every board that there is.
     *
     * @param prefix before every table's name
     * @return how many rows were missing or old
     */
    public static long all(DynamoDbEnhancedClient client, String prefix, LiveBoard live) {
        return new BoardRebuild(Tables.BOARDS.in(client, prefix), live).run(BlitzBoard.NAME)
                + new BoardRebuild(PartyBoardRow.TABLE.in(client, prefix), live)
                        .run(PartyBoard.NAME);
    }

    /**
     * Rebuilds a board, page by page.
     *
     * @return how many rows were missing or old
     */
    public long run(String board) {
        QueryConditional ofBoard =
                QueryConditional.keyEqualTo(Key.builder().partitionValue(board).build());
        return boards.query(q -> q.queryConditional(ofBoard).consistentRead(true)).items().stream()
                .filter(live::show)
                .count();
    }
}
