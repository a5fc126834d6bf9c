package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.board.BoardDefinition;
import dev.atrium.board.Season;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An operator has boards rebuilt. */
class BoardRebuildIT {
    private static final int PLAYERS = 30;

    @AutoClose private final LocalFunctions local = LocalFunctions.open();
    private final BoardRebuildHandler handler =
            new BoardRebuildHandler(local.ownProcess(BoardRebuildHandler.class));

    private String call(String request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        handler.handleRequest(new ByteArrayInputStream(bytes), answer, null);
        return answer.toString(StandardCharsets.UTF_8);
    }

    private Season season(BoardDefinition board) {
        return board.season(local.clock().millis());
    }

    private void record(String name) {
        BoardDefinition board = RankedPlayer.definition(name);
        for (int i = 0; i < PLAYERS; i++) {
            String player = "p-%024x".formatted(i);
            local.stores()
                    .table(Tables.BOARDS)
                    .putItem(RankedPlayer.row(name, season(board).id(), player, 100 - i, 1));
        }
    }

    private void assertShown(String name, int players) {
        BoardDefinition board = RankedPlayer.definition(name);
        if (players == 0) {
            String order = local.stores().keys().boardOrder(name, season(board).id());
            assertEquals(0, local.stores().redis().zcard(order), name);
        } else {
            ShownBoards.assertRecord(local.stores(), board, season(board), players);
        }
    }

    @Test
    void allBoardsAreAsTheRecordHasThem() throws IOException {
        record("blitz");
        record("blitz-weekly");

        assertEquals("{\"shown\":60}", call("{}"));
        assertShown("blitz", PLAYERS);
        assertShown("blitz-weekly", PLAYERS);
        assertEquals("{\"shown\":0}", call("{}"), "nothing was missing any more");
    }

    @Test
    void oneBoardIsRebuiltAlone() throws IOException {
        record("blitz");
        record("blitz-weekly");

        assertEquals("{\"shown\":30}", call("{\"board\":\"blitz\"}"));
        assertShown("blitz", PLAYERS);
        assertShown("blitz-weekly", 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';malformed",
                "x;malformed",
                "[];malformed",
                "{\"board\":5};malformed",
                "{\"boards\":\"blitz\"};malformed",
                "{\"board\":\"blitz\",\"all\":1};malformed",
                "{\"board\":\"nothing\"};not-found",
                "{\"board\":\"\"};not-found",
            })
    void whatCannotBeDoneIsRefusedAndNothingIsWritten(String request, String code)
            throws IOException {
        record("blitz");

        assertEquals("{\"refused\":\"" + code + "\"}", call(request));
        assertShown("blitz", 0);
    }

    @Test
    void whatIsTooLongIsRefused() throws IOException {
        String tooLong = "{\"board\":\"" + "b".repeat(2_000) + "\"}";
        assertEquals("{\"refused\":\"malformed\"}", call(tooLong));
    }
}
