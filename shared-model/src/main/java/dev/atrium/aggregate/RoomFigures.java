package dev.atrium.aggregate;

import dev.atrium.game.party.RoundPlayed;
import dev.atrium.message.Message;
import dev.atrium.proof.Outcome;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a room adds to the figures of its day. Pure. */
public final class RoomFigures {
    /** Rooms that came to an outcome. */
    public static final String FINISHED = "rooms-finished";

    /** Rooms that people were placed in, and that came to none. */
    public static final String VOID = "rooms-void";

    /** People who have played, each once. */
    public static final String ACTIVE = "active-players";

    /** Settings of a room that are choices; the others name it or are drawn. */
    private static final Set<String> CHOICES = Set.of("gameMode", "mode", "warriors");

    /** What a choice may look like, so that nobody makes figures of his own. */
    private static final Pattern CHOICE = Pattern.compile("[a-z0-9-]{1,24}");

    /** A seat that had no part in the game keeps 0 of it; games that do not keep it have none. */
    private static final String PLAYED = "played";

    private RoomFigures() {}

    /** Who has played, by id, without bots, and without who had left before it began. */
    public static SortedSet<String> people(Outcome outcome) {
        Set<Integer> withoutPart = new HashSet<>();
        for (Outcome.OutcomePlace place : outcome.standings()) {
            if (place.statistics().getOrDefault(PLAYED, 1L) == 0) {
                withoutPart.add(place.seat());
            }
        }
        SortedSet<String> people = new TreeSet<>();
        for (Outcome.OutcomeSeat seat : outcome.seats()) {
            if (!seat.bot() && !withoutPart.contains(seat.seat())) {
                people.add(seat.playerId());
            }
        }
        return people;
    }

    /**
     * Of a room with an outcome: how often what, by metric.
     *
     * @param outcome proven
     * @param options that the room was opened with
     * @param history what the game wanted kept
     */
    public static SortedMap<String, Long> finished(
            Outcome outcome, SortedMap<String, String> options, List<Message> history) {
        SortedMap<String, Long> counted = new TreeMap<>();
        counted.put(FINISHED, 1L);
        counted.put("players-per-room#" + people(outcome).size(), 1L);
        counted.put("mode#" + outcome.game(), 1L);
        options.forEach(
                (name, value) -> {
                    if (CHOICES.contains(name) && CHOICE.matcher(value).matches()) {
                        counted.put("mode#" + outcome.game() + "#" + name + "=" + value, 1L);
                    }
                });
        for (Message kept : history) {
            if (kept instanceof RoundPlayed round) {
                count(counted, round);
            }
        }
        return counted;
    }

    /** How often people were right, by how hard the question was meant to be. */
    private static void count(SortedMap<String, Long> counted, RoundPlayed round) {
        String questions = "questions#" + round.difficulty().name().toLowerCase(Locale.ROOT) + "#";
        counted.merge(questions + "asked", 1L, Long::sum);
        counted.merge(questions + "answered", (long) round.answered(), Long::sum);
        counted.merge(questions + "correct", (long) round.correctWritten(), Long::sum);
    }

    /**
     * Of a room that is void.
     *
     * @param game its id
     */
    public static SortedMap<String, Long> madeVoid(String game) {
        SortedMap<String, Long> counted = new TreeMap<>();
        counted.put(VOID, 1L);
        counted.put(VOID + "#" + game, 1L);
        return counted;
    }
}
