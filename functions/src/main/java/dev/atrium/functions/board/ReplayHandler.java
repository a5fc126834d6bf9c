package dev.atrium.functions.board;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.archive.Archive;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.journal.JournalSegment;
import dev.atrium.proof.ArchivedJournal;
import dev.atrium.proof.BrokenArchiveException;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.proof.ReplayFile;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.state.StateHash;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /matches/{roomId}/replay}: all that anyone needs to verify a match that is over. It is
 * put together of the archive's journal and the outcome's row, so there is none before the outcome,
 * which is what reveals the seed. A journal in segments comes from its end, as many as fit one
 * answer; with {@code ?to=} the hash that the first of them goes on from, those before come.
 */
public final class ReplayHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** An answer of Lambda ends at 6 MiB, quotes and escapes counted; hours of the arena fit. */
    static final int CHARACTERS_MAX = 5_000_000;

    /** In base64 that many bytes are as many characters: what is longer is not even unpacked. */
    private static final int PACKED_BYTES_MAX = CHARACTERS_MAX / 4 * 3;

    /** Names of fields, key, signature. */
    private static final int OVERHEAD_CHARACTERS = 2_000;

    /** None of its parts ever changes. */
    private static final int CACHE_MAX_AGE_S = 86_400;

    private static final Logger LOG = LoggerFactory.getLogger(ReplayHandler.class);

    private final Functions functions;
    private final Archive archive;

    /** For Lambda. */
    public ReplayHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public ReplayHandler(Functions functions) {
        this.functions = functions;
        this.archive = functions.archive();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(event, functions.rates(), RateLimit.Rate.REPLAYS, this::replay);
    }

    private HttpAnswer replay(HttpRequest request) throws WireException {
        OutcomeRow outcome = FinishedMatch.of(request, functions.stores());
        ReplayFile replay =
                new ReplayFile(
                        segments(outcome, request.query("to")),
                        new OutcomeDocument(outcome.document()),
                        outcome.keyId(),
                        outcome.signature(),
                        functions.outcomeKeys().stream()
                                .filter(known -> known.keyId().equals(outcome.keyId()))
                                .findFirst());
        String text = replay.text();
        if (text.length() > CHARACTERS_MAX) {
            throw tooLarge();
        }
        return new HttpAnswer.Done(text, CACHE_MAX_AGE_S);
    }

    private static WireException tooLarge() {
        return new WireException(
                ErrorCode.TOO_LARGE, "This replay is too long for an answer over HTTP.");
    }

    /**
     * The last segments of a journal that fit one answer, one at least; who wants those before them
     * asks for the hash that they go on from.
     *
     * @param to the hash that they end with; the outcome's if it is left out
     */
    private List<JournalSegment> segments(OutcomeRow row, Optional<String> to)
            throws WireException {
        StateHash head = to.isPresent() ? hash(to.get()) : outcomeHead(row);
        List<JournalSegment> segments = new ArrayList<>();
        long left = CHARACTERS_MAX - 2L * row.document().length() - OVERHEAD_CHARACTERS;
        try {
            Optional<byte[]> packed = archive.packedJournal(row.roomId(), head);
            if (packed.isPresent() && packed.get().length > PACKED_BYTES_MAX) {
                throw tooLarge();
            }
            JournalSegment segment = ArchivedJournal.last(archive, row.roomId(), head);
            left -= ReplayFile.charactersOf(segment);
            segments.addFirst(segment);
            while (!segment.isFirst()) {
                segment = ArchivedJournal.before(archive, segment);
                left -= ReplayFile.charactersOf(segment);
                if (left < 0) {
                    break;
                }
                segments.addFirst(segment);
            }
            return segments;
        } catch (IOException e) {
            LOG.warn("the archive cannot be read now: {}", e.toString());
            throw new WireException(ErrorCode.UNAVAILABLE);
        } catch (BrokenArchiveException e) {
            // What the outcome names was there before the outcome was.
            LOG.error("the journal of room {} is not whole", row.roomId(), e);
            throw new WireException(ErrorCode.NOT_FOUND, said(e));
        }
    }

    private static String said(BrokenArchiveException broken) {
        return switch (broken.fault()) {
            case JOURNAL_MISSING -> "The journal of this match is lost: no replay.";
            case JOURNAL_UNREADABLE, JOURNAL_DIFFERS ->
                    "The journal of this match is damaged: no replay.";
            case SEGMENT_MISSING -> "A segment of this match's journal is lost: no replay.";
            case SEGMENT_UNREADABLE, SEGMENT_DIFFERS ->
                    "A segment of this match's journal is damaged: no replay.";
        };
    }

    private static StateHash outcomeHead(OutcomeRow row) throws WireException {
        return OutcomeProof.journalHead(new OutcomeDocument(row.document()).read()).orElseThrow();
    }

    private static StateHash hash(String hex) throws WireException {
        try {
            return new StateHash(hex);
        } catch (IllegalArgumentException e) {
            throw new WireException(
                    ErrorCode.INVALID_FIELD, "to is the hash that a segment ends with.");
        }
    }
}
