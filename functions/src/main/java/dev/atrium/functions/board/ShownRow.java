package dev.atrium.functions.board;

import dev.atrium.schema.RankedRow;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

/**
 * A row of a board as Redis has it.
 *
 * @param rank from 1; players of the same score have an order, too
 * @param json the object of the board's kind of row
 */
record ShownRow(int rank, String json) {
    /** The row, which is of that kind. */
    <T extends RankedRow> T read(Class<T> kind) {
        try {
            return MessageJson.read(Json.object(json), kind);
        } catch (WireException e) {
            throw new IllegalStateException("a row of a board cannot be read", e);
        }
    }
}
