package dev.atrium.localstack.faults;

import dev.atrium.dice.Seed;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Viewer;
import dev.atrium.game.party.PartyCommands;
import dev.atrium.game.party.State;
import dev.atrium.journal.BrokenJournalException;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalRun;
import dev.atrium.state.StateFormatException;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds the journal of a party against what its players gave and were answered: each command that
 * was accepted is in it once, in its seat's order, as it was given; none that was refused is; and
 * the journal run again gives the hashes that it holds. The run also tells in which round each
 * counted.
 */
final class PartyHistory {
    private final GameCatalog catalog;

    PartyHistory(GameCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * What came out.
     *
     * @param room how it is with accepted commands
     * @param rounds what counts in each round, by its number
     */
    record Finding(RoomHistory.Finding room, SortedMap<Integer, Counted> rounds) {}

    /**
     * What counts in a round: the last of each seat.
     *
     * @param answers by seat
     * @param suspicions votes of the elimination by seat
     * @param votes of the voting by seat
     */
    record Counted(
            SortedMap<Integer, String> answers,
            SortedMap<Integer, String> suspicions,
            SortedMap<Integer, String> votes) {
        static Counted nothing() {
            return new Counted(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        }
    }

    /**
     * Looks at a journal.
     *
     * @param entries of the whole party
     * @param players what each gave, by seat
     */
    Finding look(
            String roomId,
            Seed seed,
            Iterable<byte[]> entries,
            SortedMap<Integer, PartyLedger> players) {
        Look look = new Look(players);
        Optional<String> broken;
        int hashes = 0;
        try {
            Iterator<byte[]> rest = entries.iterator();
            JournalRun run = JournalRun.open(catalog, seed, roomId, rest.next());
            broken = look.at(run, rest);
            hashes = run.hashesCompared();
        } catch (BrokenJournalException | StateFormatException | NoSuchElementException e) {
            broken = Optional.of(e.toString());
        }
        RoomHistory.Finding room =
                new RoomHistory.Finding(
                        look.inputs, look.lost(), look.doubled, look.strayed, hashes, broken);
        return new Finding(room, look.rounds);
    }

    /** One look at one journal. */
    private static final class Look {
        private final SortedMap<Integer, PartyLedger> players;
        private final SortedMap<Integer, Counted> rounds = new TreeMap<>();
        private final Map<Integer, Set<Long>> seen = new HashMap<>();
        private final Map<Integer, Long> last = new HashMap<>();
        private long inputs;
        private long doubled;
        private long strayed;

        Look(SortedMap<Integer, PartyLedger> players) {
            this.players = players;
        }

        /** What is behind a broken place is counted all the same, and not run. */
        Optional<String> at(JournalRun run, Iterator<byte[]> entries) {
            JournalCodec codec = new JournalCodec(run.machine().game().vocabulary());
            Optional<String> broken = Optional.empty();
            while (entries.hasNext()) {
                byte[] entry = entries.next();
                Optional<PartyGiven> given = Optional.empty();
                int seat = 0;
                if (codec.decode(entry) instanceof JournalEntry.Applied applied
                        && applied.input() instanceof Input.Command command) {
                    seat = command.seat();
                    given = take(command);
                }
                if (broken.isEmpty()) {
                    broken = step(run, entry);
                }
                // No command that counts begins a round, so it is still the one it counts in.
                if (given.isPresent() && run.machine().view(Viewer.WATCHER) instanceof State now) {
                    Counted round = rounds.computeIfAbsent(now.round(), r -> Counted.nothing());
                    count(seat, given.get(), round);
                }
            }
            return broken;
        }

        /** Gives what its player says of it. */
        private Optional<PartyGiven> take(Input.Command command) {
            int seat = command.seat();
            long number = command.sequence();
            inputs++;
            boolean first = seen.computeIfAbsent(seat, s -> new HashSet<>()).add(number);
            doubled += first ? 0 : 1;
            boolean inOrder = number > last.getOrDefault(seat, 0L);
            last.merge(seat, number, Math::max);
            PartyLedger ledger = players.getOrDefault(seat, new PartyLedger());
            Optional<PartyGiven> given = Optional.ofNullable(ledger.given().get(number));
            boolean asGiven = given.map(what -> isThat(command.command(), what)).orElse(false);
            boolean refused = ledger.refused().containsKey(number);
            strayed += inOrder && asGiven && !refused ? 0 : 1;
            return given;
        }

        private long lost() {
            long lost = 0;
            for (Map.Entry<Integer, PartyLedger> player : players.entrySet()) {
                Set<Long> found = seen.getOrDefault(player.getKey(), Set.of());
                lost +=
                        player.getValue().accepted().keySet().stream()
                                .filter(number -> !found.contains(number))
                                .count();
            }
            return lost;
        }
    }

    private static Optional<String> step(JournalRun run, byte[] entry) {
        try {
            run.run(entry);
            return Optional.empty();
        } catch (BrokenJournalException e) {
            return Optional.of(e.toString());
        }
    }

    private static void count(int seat, PartyGiven given, Counted round) {
        switch (given.kind()) {
            case ANSWER -> round.answers().put(seat, given.text());
            case SUSPICION -> round.suspicions().put(seat, given.text());
            case VOTE -> round.votes().put(seat, given.text());
            case START, NEXT -> {
                // They count for nothing.
            }
        }
    }

    private static boolean isThat(PlayerCommand command, PartyGiven given) {
        return switch (given.kind()) {
            case START -> command instanceof PartyCommands.StartGame;
            case NEXT -> command instanceof PartyCommands.RequestNextRound;
            case ANSWER ->
                    command instanceof PartyCommands.SubmitAnswer answer
                            && answer.answer().equals(given.text());
            case SUSPICION ->
                    command instanceof PartyCommands.SubmitEliminationVote vote
                            && vote.vote().equals(given.text());
            case VOTE ->
                    command instanceof PartyCommands.SubmitFinalVote vote
                            && vote.vote().equals(given.text());
        };
    }
}
