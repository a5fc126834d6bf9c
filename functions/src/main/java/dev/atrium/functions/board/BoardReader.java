package dev.atrium.functions.board;

import dev.atrium.board.BoardCatalog;
import dev.atrium.board.BoardDefinition;
import dev.atrium.board.BoardPlace;
import dev.atrium.board.Season;
import dev.atrium.board.SeasonArchive;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.HttpRequest;
import dev.atrium.functions.edge.WholeNumber;
import dev.atrium.functions.season.ArchivedSeasons;
import dev.atrium.functions.season.SeasonBook;
import dev.atrium.identity.KeySource;
import dev.atrium.identity.Player;
import dev.atrium.identity.UserName;
import dev.atrium.message.Message;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.util.Optional;
import java.util.Set;

/** Finds what a request asks of the leaderboards. Thread-safe. */
final class BoardReader {
    /** More is asked for page by page. */
    static final int LIMIT_MAX = 100;

    static final int LIMIT_DEFAULT = 20;

    private final Functions functions;
    private final SeasonBook seasons;
    private final ArchivedSeasons archived;
    private final BoardCursor.Seal seal;

    /** Over these functions. */
    BoardReader(Functions functions) {
        this.functions = functions;
        this.seasons =
                new SeasonBook(functions.stores().dynamo(), functions.config().tablePrefix());
        this.archived = new ArchivedSeasons(seasons, functions::archive);
        this.seal = new BoardCursor.Seal(functions.keys().secret(KeySource.CURSORS));
    }

    /**
     * A board in a season, as a request names it.
     *
     * @param board which board
     * @param season which season
     * @param rows of it
     */
    record Asked(BoardDefinition board, Season season, SeasonRows rows) {}

    /** Makes and reads cursors. */
    BoardCursor.Seal seal() {
        return seal;
    }

    /** What is known of seasons. */
    SeasonBook seasons() {
        return seasons;
    }

    /**
     * The board of the path.
     *
     * @throws WireException {@code not-found} if there is none
     */
    static BoardDefinition board(HttpRequest request) throws WireException {
        return BoardCatalog.shipped()
                .find(request.path("board"))
                .orElseThrow(
                        () -> new WireException(ErrorCode.NOT_FOUND, "There is no such board."));
    }

    /**
     * The board of the path in the season of the query, the present one if it names none.
     *
     * @throws WireException {@code not-found} if there is no such board or season
     */
    Asked asked(HttpRequest request) throws WireException {
        BoardDefinition board = board(request);
        Season present = board.season(functions.nowMs());
        Optional<String> wanted = request.query("season");
        if (wanted.isEmpty()) {
            return live(board, present);
        }
        Season season =
                board.season(wanted.get())
                        .filter(known -> known.startMs() <= present.startMs())
                        .orElseThrow(
                                () ->
                                        new WireException(
                                                ErrorCode.NOT_FOUND, "There is no such season."));
        if (season.equals(present)) {
            return live(board, season);
        }
        Optional<SeasonArchive> archive = archived.find(board.name(), season.id());
        return archive.isPresent()
                ? new Asked(board, season, new ArchivedRows(archive.get()))
                : live(board, season);
    }

    private Asked live(BoardDefinition board, Season season) {
        return new Asked(board, season, new LiveRows(functions.stores(), board.name(), season));
    }

    /**
     * The page that the query asks for.
     *
     * @throws WireException {@code invalid-field} or {@code out-of-range}
     */
    ShownRows page(Asked asked, HttpRequest request) throws WireException {
        Optional<String> limit = request.query("limit");
        Optional<String> cursor = request.query("cursor");
        int rows =
                limit.isPresent()
                        ? WholeNumber.of("limit", limit.get(), 1, LIMIT_MAX)
                        : LIMIT_DEFAULT;
        Optional<BoardCursor> after = Optional.empty();
        if (cursor.isPresent()) {
            String board = asked.board().name();
            after = Optional.of(seal.read(board, asked.season().id(), cursor.get()));
        }
        return asked.rows().page(after, rows);
    }

    /** What is answered with these rows; archives have names of players who are no more. */
    Message answer(Asked asked, ShownRows found) {
        ShownRows rows = asked.rows() instanceof ArchivedRows ? masked(found) : found;
        String board = asked.board().name();
        Optional<String> next =
                rows.next().map(cursor -> seal.text(board, asked.season().id(), cursor));
        Optional<String> season =
                asked.season().allTime() ? Optional.empty() : Optional.of(asked.season().id());
        return switch (asked.board().feed()) {
            case ARENA -> ArenaPage.of(board, season, rows, next);
            case PARTY -> PartyPage.of(board, season, rows, next);
        };
    }

    private ShownRows masked(ShownRows found) {
        Set<String> deleted =
                functions
                        .accounts()
                        .deletedOf(found.rows().stream().map(r -> r.place().playerId()).toList());
        return new ShownRows(
                found.rows().stream()
                        .map(r -> deleted.contains(r.place().playerId()) ? nobodys(r) : r)
                        .toList(),
                found.next());
    }

    private static ShownRow nobodys(ShownRow row) {
        BoardPlace place = row.place();
        return new ShownRow(
                row.rank(),
                new BoardPlace(
                        place.playerId(),
                        UserName.DELETED,
                        Player.ICONS.getFirst(),
                        place.score(),
                        place.reachedAtMs(),
                        place.statistics()));
    }
}
