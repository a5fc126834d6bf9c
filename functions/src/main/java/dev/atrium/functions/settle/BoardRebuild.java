package dev.atrium.functions.settle;

import dev.atrium.schema.BoardRow;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/**
 * Shows a whole board in Redis again, as DynamoDB has it; after Redis lost data. Settlement may go
 * on meanwhile: versions keep what is newer.
 */
public final class BoardRebuild {
    private final DynamoDbTable<BoardRow> boards;
    private final LiveBoard live;

    /** From that table to that board. */
    public BoardRebuild(DynamoDbTable<BoardRow> boards, LiveBoard live) {
        this.boards = boards;
        this.live = live;
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
