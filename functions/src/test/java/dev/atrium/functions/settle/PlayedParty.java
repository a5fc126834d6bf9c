package dev.atrium.functions.settle;

import dev.atrium.dice.Seed;
import dev.atrium.game.Seat;
import dev.atrium.game.Standings;
import dev.atrium.game.party.Difficulty;
import dev.atrium.game.party.RoundPlayed;
import dev.atrium.proof.HostlessRoom;
import dev.atrium.vrf.DrawnSeed;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A party that was played by a script.
 *
 * @param game by which its journal runs again
 * @param match its journal and its outcome
 */
record PlayedParty(ScoredGame game, PlayedMatch match) {
    static final String CODE = "K7QM";

    /**
     * How somebody did.
     *
     * @param playerId who, as {@code Name} and his place in the list
     * @param place in the standings
     * @param score points
     * @param played whether he had part
     */
    record Did(String playerId, int place, long score, boolean played) {}

    /**
     * Plays a party.
     *
     * @param number tells games of one test from each other: ids of room and game follow from it
     * @param questions what was asked, a round each
     * @param did by seat
     */
    static PlayedParty of(int number, List<String> questions, Did... did) {
        List<Seat> seats = new ArrayList<>();
        List<Standings.Place> places = new ArrayList<>();
        for (int i = 0; i < did.length; i++) {
            Did each = did[i];
            seats.add(new Seat(i, each.playerId(), "Name " + i, "fox", false, new TreeMap<>()));
            places.add(new Standings.Place(i, each.place(), statistics(each)));
        }
        places.sort((a, b) -> Integer.compare(a.place(), b.place()));
        List<RoundPlayed> rounds = new ArrayList<>();
        for (String question : questions) {
            rounds.add(round(rounds.size() + 1, question));
        }
        ScoredGame game =
                new ScoredGame(
                        "party.scored-" + number,
                        new ScoredGame.Script(rounds, new Standings("completed", places)));
        Seed seed = Seed.of(ByteBuffer.allocate(Seed.BYTES).putInt(number).array());
        HostlessRoom room =
                HostlessRoom.open(
                        game,
                        roomId(number),
                        DrawnSeed.random(seed),
                        seats,
                        new TreeMap<>(Map.of("roomCode", CODE, "gameMode", "8-round")));
        room.playToTheEnd();
        return new PlayedParty(
                game,
                new PlayedMatch(
                        room.journal(),
                        room.outcome(startedAt(number), PlayedMatch.FINISHED_AT, "test")));
    }

    static String roomId(int number) {
        return "%08x".formatted(number).repeat(4);
    }

    static long startedAt(int number) {
        return PlayedMatch.FINISHED_AT - 900_000 + number;
    }

    /** A round that is the same whatever was asked. */
    static RoundPlayed round(int round, String question) {
        return new RoundPlayed(round, question, Difficulty.HARD, 4, 3, 1, 4, 2, true, 4, 2, 1);
    }

    private static TreeMap<String, Long> statistics(Did did) {
        TreeMap<String, Long> statistics = new TreeMap<>();
        statistics.put("played", did.played() ? 1L : 0L);
        statistics.put("finalScore", did.score());
        statistics.put("roundsWon", did.place() == 1 ? 2L : 0L);
        statistics.put("correctAnswers", 3L);
        statistics.put("robotsIdentified", 4L);
        statistics.put("timesFooled", 5L);
        statistics.put("rounds", 8L);
        return statistics;
    }
}
