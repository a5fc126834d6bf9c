package dev.atrium.functions.settle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.board.BoardCatalog;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Once;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Operators call it after Redis lost boards: {@code {}} for all of them, {@code {"board": NAME}}
 * for one. It answers {@code {"shown": ROWS}}, how many rows were missing or old, or {@code
 * {"refused": CODE}}: {@code malformed} for what is no such object, {@code not-found} for a board
 * that there is not. Settlement may go on meanwhile; it may be called again at any time.
 */
public final class BoardRebuildHandler implements RequestStreamHandler {
    private static final Logger LOG = LoggerFactory.getLogger(BoardRebuildHandler.class);
    private static final String BOARD = "board";

    /** Longer than any name of a board. */
    private static final int REQUEST_BYTES_MAX = 1_024;

    private final Functions functions;
    private final Once<BoardRebuild> rebuild;

    /** For Lambda. */
    public BoardRebuildHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public BoardRebuildHandler(Functions functions) {
        this.functions = functions;
        rebuild = new Once<>(() -> rebuild(functions));
    }

    private static BoardRebuild rebuild(Functions functions) {
        return new BoardRebuild(
                BoardCatalog.shipped(),
                functions.stores().dynamo(),
                functions.config().tablePrefix(),
                new LiveBoard(() -> functions.stores().redis(), functions.stores().keys()));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        output.write(
                Json.mapper().writeValueAsBytes(answer(input.readNBytes(REQUEST_BYTES_MAX + 1))));
    }

    private ObjectNode answer(byte[] request) {
        Optional<JsonNode> asked = read(request);
        if (asked.isEmpty()) {
            return refused("malformed");
        }
        JsonNode board = asked.get().path(BOARD);
        if (board.isMissingNode()) {
            return shown("all boards", rebuild.get().all(functions.nowMs()));
        }
        return BoardCatalog.shipped()
                .find(board.asText())
                .map(one -> shown(one.name(), rebuild.get().all(one, functions.nowMs())))
                .orElseGet(() -> refused("not-found"));
    }

    private static Optional<JsonNode> read(byte[] request) {
        try {
            JsonNode asked = Json.object(request);
            boolean known = asked.isEmpty() || (asked.size() == 1 && asked.path(BOARD).isTextual());
            return known && request.length <= REQUEST_BYTES_MAX
                    ? Optional.of(asked)
                    : Optional.empty();
        } catch (WireException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode refused(String code) {
        LOG.warn("boards are not rebuilt: {}", code);
        return Json.mapper().createObjectNode().put("refused", code);
    }

    private static ObjectNode shown(String what, long rows) {
        LOG.info("{} rebuilt: {} rows were missing or old", what, rows);
        return Json.mapper().createObjectNode().put("shown", rows);
    }
}
