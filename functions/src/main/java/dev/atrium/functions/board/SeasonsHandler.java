package dev.atrium.functions.board;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.atrium.board.BoardDefinition;
import dev.atrium.board.Season;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpAnswer;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.Once;
import dev.atrium.message.Message;
import dev.atrium.schema.SeasonRow;
import dev.atrium.wire.WireException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /leaderboards/{board}/seasons}: the seasons of a board, the newest first. */
public final class SeasonsHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** Of one board; older ones are read by their ids. */
    static final int SEASONS_MAX = 100;

    private final Functions functions;
    private final Once<BoardReader> reader;

    /** For Lambda. */
    public SeasonsHandler() {
        this(Functions.fromEnvironment());
    }

    /** Over these functions. */
    public SeasonsHandler(Functions functions) {
        this.functions = functions;
        this.reader = new Once<>(() -> new BoardReader(functions));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return functions.http().answer(event, this::seasons);
    }

    private HttpAnswer seasons(HttpRequest request) throws WireException {
        BoardDefinition board = BoardReader.board(request);
        List<Entry> seasons = new ArrayList<>();
        Season present = board.season(functions.nowMs());
        List<SeasonRow> known = reader.get().seasons().newest(board.name(), SEASONS_MAX);
        if (known.isEmpty() || !known.getFirst().season().equals(present.id())) {
            // The schedule has not noted it yet.
            seasons.add(Entry.present(present));
        }
        known.stream().map(Entry::of).forEach(seasons::add);
        return HttpAnswer.of(new SeasonsPage(board.name(), seasons));
    }

    /**
     * The seasons of a board.
     *
     * @param board its name
     * @param seasons the newest first, {@value #SEASONS_MAX} and the present one at most
     */
    record SeasonsPage(String board, List<Entry> seasons) implements Message {}

    /**
     * A season.
     *
     * @param season its id
     * @param startsAt wall time in ms
     * @param endsAt wall time in ms; empty if it never ends
     * @param state {@code open}, {@code archived} while rewards are paid, or {@code paid}
     * @param players how many were ranked at its end
     * @param archiveHash the SHA-256 of its archive
     */
    record Entry(
            String season,
            long startsAt,
            Optional<Long> endsAt,
            String state,
            Optional<Long> players,
            Optional<String> archiveHash) {
        static Entry present(Season season) {
            return new Entry(
                    season.id(),
                    season.startMs(),
                    season.allTime() ? Optional.empty() : Optional.of(season.endMs()),
                    state(SeasonRow.State.OPEN),
                    Optional.empty(),
                    Optional.empty());
        }

        static Entry of(SeasonRow row) {
            Optional<String> hash = Optional.ofNullable(row.archiveHash());
            return new Entry(
                    row.season(),
                    row.startMs(),
                    Optional.of(row.endMs()),
                    state(row.state()),
                    hash.map(archived -> row.players()),
                    hash);
        }

        private static String state(SeasonRow.State state) {
            return state.name().toLowerCase(Locale.ROOT);
        }
    }
}
