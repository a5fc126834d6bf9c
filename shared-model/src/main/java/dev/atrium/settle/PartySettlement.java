package dev.atrium.settle;

import dev.atrium.game.party.PartyMode;
import dev.atrium.game.party.RoundPlayed;
import dev.atrium.message.Message;
import dev.atrium.proof.Outcome;
import dev.atrium.schema.GameRow;
import dev.atrium.schema.PlayerGameStatsRow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * What is booked for one outcome of a party game.
 *
 * @param game the game
 * @param gains one for each player who had part, best first; nobody's if it never began
 * @param rounds that were scored, in order
 */
public record PartySettlement(GameRow game, List<PartyGain> gains, List<RoundPlayed> rounds) {
    /** The step that writes the game, after all others. */
    public static final String GAME_STEP = "game";

    /** No mode has more. */
    static final int ROUNDS_MAX = 12;

    /** A seat that had no part in the game keeps 0 of it, and counts for nothing. */
    private static final String PLAYED = "played";

    public PartySettlement {
        gains = List.copyOf(gains);
        rounds = List.copyOf(rounds);
    }

    /** The name of the step that books a gain: each is done once for a room. */
    public static String step(PartyGain gain) {
        return "party#" + gain.playerId();
    }

    /** The name of the step that counts a round for its question: once for a room and round. */
    public static String step(RoundPlayed round) {
        return "question#" + round.round();
    }

    /**
     * The settlement of an outcome. Somebody may have left the lobby and taken another seat: the
     * seat in which he had part counts. Where no round was scored nobody has won, and nothing is
     * anybody's game.
     *
     * @param options that the room was opened with
     * @param history what the game wanted kept
     * @throws IllegalArgumentException if somebody had part in two seats, a place names no seat, or
     *     the rounds are not some of twelve in their order
     */
    public static PartySettlement of(
            Outcome outcome, SortedMap<String, String> options, List<Message> history) {
        List<RoundPlayed> rounds = rounds(history);
        List<PartyGain> gains = new ArrayList<>();
        List<Outcome.OutcomeSeat> winners = new ArrayList<>();
        Set<String> players = new HashSet<>();
        for (Outcome.OutcomePlace place : outcome.standings()) {
            Outcome.OutcomeSeat seat = outcome.seat(place.seat());
            if (place.statistic(PLAYED) == 0 || seat.bot()) {
                continue;
            }
            if (!players.add(seat.playerId())) {
                throw new IllegalArgumentException("a player is in it twice");
            }
            boolean win = place.place() == 1 && !rounds.isEmpty();
            if (win) {
                winners.add(seat);
            }
            if (!rounds.isEmpty()) {
                gains.add(new PartyGain(stats(outcome, seat, place), win));
            }
        }
        GameRow game = game(outcome, options, winners, players.size(), rounds.size());
        return new PartySettlement(game, gains, rounds);
    }

    private static List<RoundPlayed> rounds(List<Message> history) {
        List<RoundPlayed> rounds = new ArrayList<>();
        for (Message kept : history) {
            if (kept instanceof RoundPlayed round) {
                int before = rounds.isEmpty() ? 0 : rounds.getLast().round();
                if (round.round() <= before || round.round() > ROUNDS_MAX) {
                    throw new IllegalArgumentException(
                            "round %d behind round %d".formatted(round.round(), before));
                }
                rounds.add(round);
            }
        }
        return rounds;
    }

    private static PlayerGameStatsRow stats(
            Outcome outcome, Outcome.OutcomeSeat seat, Outcome.OutcomePlace place) {
        return new PlayerGameStatsRow(
                outcome.roomId(),
                seat.playerId(),
                seat.name(),
                counted(place, "finalScore"),
                place.place(),
                counted(place, "roundsWon"),
                counted(place, "correctAnswers"),
                counted(place, "robotsIdentified"),
                counted(place, "timesFooled"),
                outcome.finishedAt(),
                GameRow.at(outcome.finishedAt(), outcome.roomId()));
    }

    private static long counted(Outcome.OutcomePlace place, String statistic) {
        long value = place.statistic(statistic);
        if (value < 0) {
            throw new IllegalArgumentException(statistic + "=" + value + " (allowed: 0 and more)");
        }
        return value;
    }

    private static GameRow game(
            Outcome outcome,
            SortedMap<String, String> options,
            List<Outcome.OutcomeSeat> winners,
            int players,
            int rounds) {
        return new GameRow(
                outcome.roomId(),
                roomCode(options),
                options.getOrDefault("gameMode", PartyMode.SHORT.wireName()),
                outcome.startedAt(),
                outcome.finishedAt(),
                winners.stream().map(Outcome.OutcomeSeat::playerId).toList(),
                String.join(" & ", winners.stream().map(Outcome.OutcomeSeat::name).toList()),
                rounds,
                players,
                outcome.reason());
    }

    /** A room that nobody was to find has none, and the index takes no empty one. */
    private static @Nullable String roomCode(SortedMap<String, String> options) {
        String code = options.getOrDefault("roomCode", "");
        return code.isEmpty() ? null : code;
    }
}
