package dev.atrium.board;

import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * How a season ended: what its rewards are paid by, for good.
 *
 * @param board which board
 * @param season its id
 * @param startMs wall time
 * @param endMs wall time
 * @param players how many were ranked, those of no archived place among them
 * @param places the best, in order; at most the board's size
 */
public record SeasonArchive(
        String board,
        String season,
        long startMs,
        long endMs,
        long players,
        List<BoardPlace> places) {
    public SeasonArchive {
        places = List.copyOf(places);
    }

    /** The document: JSON in UTF-8, the same bytes for the same archive. */
    public byte[] encode() {
        return MessageJson.text(this).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The archive of a document.
     *
     * @throws IllegalArgumentException if it is another one than the hash says
     */
    public static SeasonArchive decode(byte[] document, String hash) {
        if (!hash(document).equals(hash)) {
            throw new IllegalArgumentException("the archive is not the one of " + hash);
        }
        try {
            return MessageJson.read(Json.object(document), SeasonArchive.class);
        } catch (WireException e) {
            throw new IllegalArgumentException("the archive " + hash + " cannot be read", e);
        }
    }

    /** The SHA-256 of a document, in hex. */
    public static String hash(byte[] document) {
        return StateHash.of(document).hex();
    }

    /**
     * Where it is kept. The hash is in it, so that two who close a season at once, or one after the
     * other died, never write over each other.
     */
    public static String key(String board, String season, String hash) {
        return "boards/" + board + "/" + season.toLowerCase(Locale.ROOT) + "/" + hash + ".json";
    }
}
