package dev.atrium.functions.board;

import dev.atrium.board.BoardPlace;
import dev.atrium.board.SeasonArchive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A season of a board as it was archived: the best of it alone. */
record ArchivedRows(SeasonArchive archive) implements SeasonRows {
    @Override
    public ShownRows page(Optional<BoardCursor> after, int limit) {
        int first = 0;
        if (after.isPresent()) {
            BoardCursor cursor = after.get();
            int last = archive.places().size();
            while (first < last) {
                int middle = (first + last) / 2;
                BoardPlace place = archive.places().get(middle);
                boolean behind =
                        place.score() < cursor.score()
                                || (place.score() == cursor.score()
                                        && place.member().compareTo(cursor.member()) > 0);
                last = behind ? middle : last;
                first = behind ? first : middle + 1;
            }
        }
        return slice(first, limit);
    }

    @Override
    public Optional<ShownRows> around(String playerId, int around) {
        for (int i = 0; i < archive.places().size(); i++) {
            if (archive.places().get(i).playerId().equals(playerId)) {
                int first = Math.max(0, i - around);
                return Optional.of(slice(first, i + around - first + 1));
            }
        }
        return Optional.empty();
    }

    @Override
    public ShownRows of(List<String> playerIds) {
        Set<String> wanted = new HashSet<>(playerIds);
        List<ShownRow> rows = new ArrayList<>();
        for (int i = 0; i < archive.places().size(); i++) {
            if (wanted.contains(archive.places().get(i).playerId())) {
                rows.add(new ShownRow(i + 1, archive.places().get(i)));
            }
        }
        return SeasonRows.ranked(rows);
    }

    private ShownRows slice(int first, int limit) {
        int end = Math.min(archive.places().size(), first + limit + 1);
        return ShownRows.of(
                first + 1,
                limit,
                archive.places().subList(first, end).stream().map(Optional::of).toList());
    }
}
