package dev.atrium.game.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.atrium.game.Verdict;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Any interleaving of votes, changed votes, people who leave, go and come back, and the deadline
 * gives each voter one counted vote and each phase one result: held against an account of the votes
 * that is kept in another way.
 */
class PartyVotesTest {
    private static final int INTERLEAVINGS = 4_000;

    @Test
    void everyInterleavingGivesEachVoterOneVoteAndEachPhaseOneResult() {
        int[] byDeadline = new int[1];
        int[] early = new int[1];
        int[] changed = new int[1];
        for (long seed = 0; seed < INTERLEAVINGS; seed++) {
            try {
                Interleaving play = new Interleaving(seed);
                play.run();
                byDeadline[0] += play.byDeadline;
                early[0] += play.early;
                changed[0] += play.changed;
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertTrue(byDeadline[0] > INTERLEAVINGS / 4, byDeadline[0] + " ended by deadline");
        assertTrue(early[0] > INTERLEAVINGS / 4, early[0] + " ended early");
        assertTrue(changed[0] > INTERLEAVINGS, changed[0] + " votes were changed");
    }

    /** One round of votes, and what it must come to. */
    private static final class Interleaving {
        private final Random random;
        private final PartyRoom room;
        private final int players;

        /** The model: who is there, what each wrote, and the last vote of each. */
        private final TreeSet<Integer> here = new TreeSet<>();

        private final TreeSet<Integer> seated = new TreeSet<>();
        private final TreeMap<Integer, String> own = new TreeMap<>();
        private final TreeMap<Integer, String> votes = new TreeMap<>();
        private Optional<String> out = Optional.empty();
        private int firstVotes;
        private int ticksLeft;
        int byDeadline;
        int early;
        int changed;

        Interleaving(long seed) {
            random = new Random(seed);
            players = 2 + random.nextInt(7);
            room = PartyRoom.game(PartyMode.SHORT, seed, players);
            for (int seat = 0; seat < players; seat++) {
                here.add(seat);
                seated.add(seat);
            }
        }

        void run() {
            String correct = room.correct();
            String robot = room.robot();
            List<String> written = List.of("zero", "one", "two", "three", correct, robot);
            for (int seat = 0; seat < players; seat++) {
                if (random.nextInt(8) > 0) {
                    own.put(seat, written.get(random.nextInt(written.size())));
                    room.command(seat, PartyRoom.answering(own.get(seat)));
                }
            }
            if (own.size() < players) {
                room.timeOut();
            }
            votesOf(Phase.ELIMINATION);
            if (room.view().phase() != Phase.VOTING && room.view().phase() != Phase.RESULTS) {
                return;
            }
            Map<String, Integer> counts = counts();
            PartyEvents.EliminationComplete complete =
                    only(room.told(PartyEvents.EliminationComplete.class));
            assertEquals(counts, complete.voteCounts());
            int top = counts.values().stream().mapToInt(i -> i).max().orElse(0);
            List<String> best =
                    counts.keySet().stream().filter(text -> counts.get(text) == top).toList();
            out = best.size() == 1 ? Optional.of(best.getFirst()) : Optional.empty();
            assertEquals(out, complete.eliminatedAnswer());
            assertEquals(best.size() > 1, complete.tieOccurred());
            assertEquals(firstVotes, room.told(PartyEvents.EliminationVoteCast.class).size());
            votesOf(Phase.VOTING);
            if (room.view().phase() != Phase.RESULTS) {
                return;
            }
            assertEquals(
                    counts(), only(room.told(PartyEvents.AllVotesSubmitted.class)).voteCounts());
            assertEquals(firstVotes, room.told(PartyEvents.FinalVoteCast.class).size());
            only(room.told(PartyEvents.FinalRoundScores.class));
            RoundPlayed kept = only(room.history());
            assertEquals(votes.size(), kept.finalVotes());
            assertEquals(seated.size(), kept.players());
            assertPoints(correct, robot);
        }

        private static <T> T only(List<T> one) {
            assertEquals(1, one.size(), one::toString);
            return one.getFirst();
        }

        private Map<String, Integer> counts() {
            TreeMap<String, Integer> counts = new TreeMap<>();
            votes.values().forEach(text -> counts.merge(text, 1, Integer::sum));
            assertEquals(votes.size(), counts.values().stream().mapToInt(i -> i).sum());
            return counts;
        }

        /** Puts in whatever comes until the phase is over. */
        private void votesOf(Phase phase) {
            votes.clear();
            firstVotes = 0;
            ticksLeft = 300;
            List<String> shown =
                    room.view().answers().stream().map(State.AnswerState::text).toList();
            if (room.view().phase() != phase) {
                assertTrue(isOver(phase, shown), "the phase ended although somebody could vote");
                return;
            }
            while (!room.machine.finished()) {
                if (random.nextInt(4) == 0) {
                    int ticks = 1 + random.nextInt(random.nextInt(6) == 0 ? 320 : 12);
                    boolean runs = here.size() >= 2;
                    boolean due = runs && ticks >= ticksLeft;
                    room.ticks(due ? ticksLeft : ticks);
                    ticksLeft -= runs ? Math.min(ticks, ticksLeft) : 0;
                    if (due) {
                        byDeadline++;
                        assertTrue(room.view().phase() != phase, "still " + phase);
                        return;
                    }
                } else {
                    act(phase, shown);
                    if (isOver(phase, shown)) {
                        early++;
                        assertTrue(room.view().phase() != phase, "still " + phase);
                        return;
                    }
                }
                assertEquals(room.machine.finished() ? Phase.FINAL : phase, room.view().phase());
                assertEquals(room.machine.finished() ? 0 : votes.size(), room.view().votesCast());
            }
        }

        /** Everybody who is there has voted, or has nothing to vote for; and they are two. */
        private boolean isOver(Phase phase, List<String> shown) {
            return here.size() >= 2
                    && here.stream()
                            .allMatch(
                                    seat ->
                                            votes.containsKey(seat)
                                                    || shown.stream()
                                                            .allMatch(
                                                                    t ->
                                                                            t.equals(own.get(seat))
                                                                                    || isOut(
                                                                                            phase,
                                                                                            t)));
        }

        private boolean isOut(Phase phase, String text) {
            return phase == Phase.VOTING && out.equals(Optional.of(text));
        }

        private void act(Phase phase, List<String> shown) {
            int seat = random.nextInt(players);
            if (!seated.contains(seat)) {
                return;
            }
            int kind = random.nextInt(20);
            if (kind == 0) {
                room.leave(seat);
                seated.remove(seat);
                here.remove(seat);
                votes.remove(seat);
            } else if (kind < 4 && here.contains(seat)) {
                room.gone(seat);
                here.remove(seat);
            } else if (kind < 8 && !here.contains(seat)) {
                room.back(seat);
                here.add(seat);
            } else {
                vote(phase, seat, shown.get(random.nextInt(shown.size())));
            }
        }

        private void vote(Phase phase, int seat, String text) {
            Verdict verdict =
                    room.put(
                            room.of(
                                    seat,
                                    phase == Phase.ELIMINATION
                                            ? PartyRoom.eliminating(text)
                                            : PartyRoom.voting(text)));
            if (isOut(phase, text)) {
                assertEquals("answer-eliminated", ((Verdict.Refused) verdict).code());
            } else if (text.equals(own.get(seat))) {
                assertEquals("own-answer", ((Verdict.Refused) verdict).code());
            } else {
                assertEquals(Verdict.ACCEPTED, verdict);
                if (votes.put(seat, text) == null) {
                    firstVotes++;
                } else {
                    changed++;
                }
            }
        }

        private void assertPoints(String correct, String robot) {
            List<PartyEvents.RoundScore> scores =
                    room.last(PartyEvents.FinalRoundScores.class).scores();
            assertEquals(seated.size(), scores.size());
            for (PartyEvents.RoundScore score : scores) {
                int seat = Integer.parseInt(score.playerId().substring(1));
                String wrote = own.getOrDefault(seat, "");
                boolean right = wrote.equals(correct) || correct.equals(votes.get(seat));
                long received =
                        wrote.equals(correct)
                                ? 0
                                : votes.values().stream().filter(wrote::equals).count();
                assertEquals(right ? 100 : 0, score.correctAnswerPoints());
                assertEquals(50 * received, score.votesReceivedPoints());
                assertEquals(robot.equals(votes.get(seat)) ? -25 : 0, score.fooledPenalty());
            }
        }
    }
}
