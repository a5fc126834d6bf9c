package dev.atrium.functions.board;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.archive.Archive;
import dev.atrium.archive.FolderArchive;
import dev.atrium.archive.Packed;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.identity.KeyFolder;
import dev.atrium.journal.JournalFile;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.ReplayFile;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;

/**
 * {@code GET /matches/{roomId}/replay}: all that anyone needs to verify a match that is over. It is
 * put together of the archive's journal and the outcome's row, so there is none before the outcome,
 * which is what reveals the seed.
 */
public final class ReplayHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** An answer of Lambda ends at 6 MiB, quotes and escapes counted; hours of the arena fit. */
    static final int CHARACTERS_MAX = 5_000_000;

    /** In base64 that many bytes are as many characters: what is longer is not even unpacked. */
    private static final int PACKED_BYTES_MAX = CHARACTERS_MAX / 4 * 3;

    /** Neither of its parts ever changes. */
    private static final int CACHE_MAX_AGE_S = 86_400;

    private static final Logger LOG = LoggerFactory.getLogger(ReplayHandler.class);

    private final Functions functions;
    private final Archive archive;
    private final KeyFolder keys;

    /** For Lambda. */
    public ReplayHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public ReplayHandler(Functions functions) {
        this.functions = functions;
        this.archive = functions.archive();
        this.keys = new KeyFolder(functions.config().keyFolder());
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(event, functions.rates(), RateLimit.Rate.REPLAYS, this::replay);
    }

    private HttpAnswer replay(HttpRequest request) throws WireException {
        RoomRow room = RequestedRoom.of(request, functions.stores());
        switch (room.status()) {
            case PLACED, PLAYING -> throw new WireException(ErrorCode.NOT_FINISHED);
            case VOID ->
                    throw new WireException(ErrorCode.NOT_FOUND, "The match is void: no replay.");
            case FINISHED -> {}
        }
        // Both were written in one transaction.
        OutcomeRow outcome = functions.stores().find(Tables.OUTCOMES, room.roomId()).orElseThrow();
        ReplayFile replay =
                new ReplayFile(
                        journal(outcome),
                        new OutcomeDocument(outcome.document()),
                        outcome.keyId(),
                        outcome.signature(),
                        keys.publicKey(KeyFolder.OUTCOMES)
                                .filter(known -> known.keyId().equals(outcome.keyId())));
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

    private JournalFile journal(OutcomeRow row) throws WireException {
        try {
            Outcome outcome = new OutcomeDocument(row.document()).read();
            StateHash head = new StateHash(outcome.journalHash());
            Optional<byte[]> object = archive.packedJournal(row.roomId(), head);
            if (object.isEmpty()) {
                // It was there before the outcome was.
                LOG.error("the journal of room {} is not in the archive", row.roomId());
                throw new WireException(
                        ErrorCode.NOT_FOUND, "The journal of this match is lost: no replay.");
            }
            if (object.get().length > PACKED_BYTES_MAX) {
                throw tooLarge();
            }
            JournalFile journal =
                    JournalFile.decode(Packed.unpack(object.get(), FolderArchive.OBJECT_BYTES_MAX));
            if (!journal.chainHead().equals(head)) {
                throw new StateFormatException("it is another than the outcome's");
            }
            return journal;
        } catch (IOException e) {
            LOG.warn("the archive cannot be read now: {}", e.toString());
            throw new WireException(ErrorCode.UNAVAILABLE);
        } catch (StateFormatException e) {
            LOG.error("the journal of room {} is damaged", row.roomId(), e);
            throw new WireException(
                    ErrorCode.NOT_FOUND, "The journal of this match is damaged: no replay.");
        }
    }
}
