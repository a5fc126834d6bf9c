package dev.atrium.escrow;

import dev.atrium.schema.PostingRow;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The steps of entries and withdrawals: a player may do both several times for one room. */
final class EntryRounds {
    /** Between a player's id, which has none, and the round. */
    private static final String BEFORE_ROUND = "#";

    private EntryRounds() {}

    /** The step of a player's entry. */
    static String entry(String playerId, int round) {
        return PostingRow.ENTRY + suffix(playerId, round);
    }

    /** The step that gives it back. */
    static String withdrawal(String playerId, int round) {
        return PostingRow.WITHDRAWAL + suffix(playerId, round);
    }

    /** The first round has no number: most players enter once. */
    private static String suffix(String playerId, int round) {
        return round == 0 ? playerId : playerId + BEFORE_ROUND + round;
    }

    private record Round(String playerId, int number) {
        static Round of(String suffix) {
            int at = suffix.indexOf(BEFORE_ROUND);
            return at < 0
                    ? new Round(suffix, 0)
                    : new Round(
                            suffix.substring(0, at), Integer.parseInt(suffix.substring(at + 1)));
        }
    }

    /** The round after the last that he withdrew from; 0 if there is none. */
    static int next(Ledger ledger, String book, String playerId) {
        return ledger.postings(book, PostingRow.WITHDRAWAL + playerId).stream()
                .map(posting -> posting.step().substring(PostingRow.WITHDRAWAL.length()))
                .map(Round::of)
                // Another's id may begin as his does.
                .filter(round -> round.playerId().equals(playerId))
                .mapToInt(round -> round.number() + 1)
                .max()
                .orElse(0);
    }

    /**
     * The entries that stand, by player: of each his last, unless it was withdrawn.
     *
     * @param beginning of the players' ids; others are not read
     */
    static SortedMap<String, PostingRow> standing(Ledger ledger, String book, String beginning) {
        TreeMap<String, Integer> last = new TreeMap<>();
        TreeMap<String, PostingRow> standing = new TreeMap<>();
        for (PostingRow posting : ledger.postings(book, PostingRow.ENTRY + beginning)) {
            Round round = Round.of(posting.step().substring(PostingRow.ENTRY.length()));
            if (round.number() >= last.getOrDefault(round.playerId(), 0)) {
                last.put(round.playerId(), round.number());
                standing.put(round.playerId(), posting);
            }
        }
        // Read after the entries: whoever withdraws meanwhile is not taken for one who paid twice.
        Set<String> withdrawn =
                ledger.postings(book, PostingRow.WITHDRAWAL + beginning).stream()
                        .map(PostingRow::step)
                        .collect(Collectors.toSet());
        last.forEach(
                (playerId, round) -> {
                    if (withdrawn.contains(withdrawal(playerId, round))) {
                        standing.remove(playerId);
                    }
                });
        return standing;
    }
}
