package dev.atrium.functions.board;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.archive.Archive;
import dev.atrium.catalog.Games;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.message.Message;
import dev.atrium.proof.ArchivedJournal;
import dev.atrium.proof.BrokenArchiveException;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.proof.ReplayViews;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /matches/{roomId}/replay/views?from=TICK}: a match that is over, to be watched. Its
 * archived journal is run again from the beginning up to the end of the page, each time; the answer
 * never changes, so whoever stands between may keep it.
 */
public final class ReplayViewsHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** Of one page: 83 seconds of the arena. */
    static final int PAGE_TICKS_MAX = 5_000;

    /** Of a page's frames: in base64 well below the 6 MiB of Lambda's answers. */
    static final int PAGE_BYTES_MAX = 2_000_000;

    /** A match longer than an hour of the arena takes too long to be run again for each page. */
    static final long MATCH_TICKS_MAX = 216_000;

    private static final int CACHE_MAX_AGE_S = 86_400;

    private static final Logger LOG = LoggerFactory.getLogger(ReplayViewsHandler.class);

    private final Functions functions;
    private final Archive archive;

    /** For Lambda. */
    public ReplayViewsHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public ReplayViewsHandler(Functions functions) {
        this.functions = functions;
        this.archive = functions.archive();
    }

    /**
     * A page of views.
     *
     * @param viewRate views in a second of game time
     * @param ticks of the whole match
     * @param startedAt wall time in ms of tick 0, which the views' own times count from
     * @param next the tick to ask for next, none at the end
     * @param players who sat, by seat
     * @param frames of the subprotocol, base64, the first a keyframe
     */
    record Views(
            String roomId,
            String game,
            int rulesVersion,
            int tickRate,
            int viewRate,
            long ticks,
            long startedAt,
            Optional<Long> next,
            List<Watched> players,
            List<String> frames)
            implements Message {}

    /** One who played. */
    record Watched(int seat, String playerId, String name, String icon, boolean bot)
            implements Message {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions
                .http()
                .answerLimited(event, functions.rates(), RateLimit.Rate.VIEWS, this::views);
    }

    private HttpAnswer views(HttpRequest request) throws WireException {
        OutcomeRow row = FinishedMatch.of(request, functions.stores());
        long from = tick(request.query("from").orElse("0"));
        Outcome outcome = new OutcomeDocument(row.document()).read();
        if (outcome.ticks() > MATCH_TICKS_MAX) {
            throw new WireException(ErrorCode.TOO_LARGE, "This match is too long to be watched.");
        }
        if (from > outcome.ticks()) {
            throw new WireException(
                    ErrorCode.INVALID_FIELD, "from is beyond the end of this match.");
        }
        ReplayViews.Span span = new ReplayViews.Span(from, PAGE_TICKS_MAX, PAGE_BYTES_MAX);
        return switch (run(outcome, span)) {
            case ReplayViews.Result.Shown shown -> page(outcome, shown.page());
            case ReplayViews.Result.NotShown none ->
                    throw new WireException(
                            ErrorCode.NOT_FOUND, "Matches of this game cannot be watched.");
            case ReplayViews.Result.Broken broken -> throw damaged(outcome, broken.reason());
        };
    }

    private ReplayViews.Result run(Outcome outcome, ReplayViews.Span span) throws WireException {
        try {
            ArchivedJournal journal =
                    ArchivedJournal.find(
                            archive,
                            outcome.roomId(),
                            OutcomeProof.journalHead(outcome).orElseThrow());
            return ReplayViews.of(Games.all(), outcome, journal.entries(), span);
        } catch (BrokenArchiveException e) {
            throw damaged(outcome, e.fault().code());
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the archive cannot be read now: {}", e.toString());
            throw new WireException(ErrorCode.UNAVAILABLE);
        }
    }

    private static WireException damaged(Outcome outcome, String reason) {
        LOG.error("the match of room {} cannot be shown: {}", outcome.roomId(), reason);
        return new WireException(
                ErrorCode.NOT_FOUND, "The journal of this match is lost or damaged: no replay.");
    }

    private static HttpAnswer page(Outcome outcome, ReplayViews.Page page) {
        int tickRate =
                Games.all()
                        .find(outcome.game(), outcome.rulesVersion())
                        .orElseThrow()
                        .info()
                        .tickRateHz();
        Views views =
                new Views(
                        outcome.roomId(),
                        outcome.game(),
                        outcome.rulesVersion(),
                        tickRate,
                        ReplayViews.VIEWS_PER_SECOND,
                        outcome.ticks(),
                        outcome.startedAt(),
                        page.next(),
                        outcome.seats().stream()
                                .map(
                                        seat ->
                                                new Watched(
                                                        seat.seat(),
                                                        seat.playerId(),
                                                        seat.name(),
                                                        seat.icon(),
                                                        seat.bot()))
                                .toList(),
                        page.frames().stream().map(Base64.getEncoder()::encodeToString).toList());
        return new HttpAnswer.Done(MessageJson.text(views), CACHE_MAX_AGE_S);
    }

    private static long tick(String text) throws WireException {
        // Nine digits: far beyond every match, and no overflow.
        if (!text.matches("[0-9]{1,9}")) {
            throw new WireException(ErrorCode.INVALID_FIELD, "from is a tick, 0 and more.");
        }
        return Long.parseLong(text);
    }
}
