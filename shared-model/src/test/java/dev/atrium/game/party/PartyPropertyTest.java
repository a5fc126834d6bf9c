package dev.atrium.game.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.atrium.game.Audience;
import dev.atrium.game.Effect;
import dev.atrium.game.Emissions;
import dev.atrium.game.Input;
import dev.atrium.game.Presence;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whole games of people who do anything; a failure names its seed. */
class PartyPropertyTest {
    private static final int GAMES = 250;

    @Test
    void wholeGamesKeepTheirPromises() {
        TreeSet<String> reasons = new TreeSet<>();
        int[] rounds = new int[1];
        for (long seed = 0; seed < GAMES; seed++) {
            try {
                PartyRoom room = play(seed);
                assertScoresAddUp(room);
                assertStandings(room);
                assertEquals(
                        room.told(PartyEvents.FinalRoundScores.class).size(),
                        room.history().size(),
                        "one record a round");
                assertReplays(room, seed);
                reasons.add(room.standings().reason());
                rounds[0] += room.history().size();
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertTrue(reasons.containsAll(List.of("completed", "too-few-players")), "" + reasons);
        assertTrue(rounds[0] > 4 * GAMES, rounds[0] + " rounds");
    }

    private static PartyMode mode(long seed) {
        return seed % 3 == 0 ? PartyMode.LONG : PartyMode.SHORT;
    }

    /** Plays to the end; some come and go more than others. */
    private static PartyRoom play(long seed) {
        Random random = new Random(seed);
        int players = 2 + random.nextInt(7);
        PartyRoom room = PartyRoom.game(mode(seed), seed, players);
        PhaseWatch watch = new PhaseWatch(room);
        int unsteady = random.nextInt(3) == 0 ? 20 : random.nextInt(2);
        while (!room.machine.finished()) {
            if (random.nextInt(3) == 0) {
                room.ticks(1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 20));
                watch.look();
            }
            int seat = random.nextInt(players);
            Input input =
                    random.nextInt(1_000) < unsteady
                            ? unsteady(seat, random)
                            : room.of(seat, sensible(room, seat, random));
            Verdict verdict = room.put(input);
            assertTrue(!verdict.equals(Verdict.REPEATED) || input instanceof Input.PresenceChanged);
            watch.look();
        }
        return room;
    }

    private static Input unsteady(int seat, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> new Input.Left(seat);
            case 1, 2, 3, 4 -> new Input.PresenceChanged(seat, Presence.GONE);
            default -> new Input.PresenceChanged(seat, Presence.HERE);
        };
    }

    private static PartyCommands.Command sensible(PartyRoom room, int seat, Random random) {
        State view = room.view();
        List<String> answers = view.answers().stream().map(State.AnswerState::text).toList();
        String text =
                answers.isEmpty() || random.nextInt(20) == 0
                        ? "any"
                        : answers.get(random.nextInt(answers.size()));
        return switch (view.phase()) {
            case QUESTION ->
                    PartyRoom.answering(
                            random.nextInt(5) == 0
                                    ? room.correct()
                                    : random.nextInt(6) == 0
                                            ? room.robot()
                                            : "answer " + (seat + random.nextInt(2)));
            case ELIMINATION -> PartyRoom.eliminating(text);
            case VOTING -> PartyRoom.voting(text);
            case LOBBY, RESULTS, FINAL -> new PartyCommands.RequestNextRound(Optional.empty());
        };
    }

    /** Sees that every phase has an end ahead, and is not longer than it may be. */
    private static final class PhaseWatch {
        private final PartyRoom room;
        private long lookedAt;
        private boolean ran;
        private String current = "";
        private long ranTicks;

        PhaseWatch(PartyRoom room) {
            this.room = room;
        }

        void look() {
            State view = room.view();
            long tick = room.machine.tick();
            String now = view.phase() + " " + view.round();
            ranTicks = now.equals(current) ? ranTicks + (ran ? tick - lookedAt : 0) : 0;
            if (view.phase() != Phase.FINAL) {
                assertTrue(ranTicks < view.timeLimit() * 10L, now + " ran " + ranTicks);
                assertEquals(view.paused(), view.endsAt().isEmpty(), now);
                view.endsAt().ifPresent(end -> assertTrue(end.tick() > tick, now));
                assertTrue(room.machine.nextWake() > tick);
            }
            for (State.PlayerState player : view.players()) {
                assertTrue(player.score() >= 0, player::toString);
            }
            assertTrue(view.votesCast() <= view.votesTotal(), view::toString);
            assertTrue(
                    view.players().stream().filter(State.PlayerState::isHost).count() <= 1,
                    view::toString);
            assertEquals(view.players().size(), room.welcome(Viewer.WATCHER).players().size());
            current = now;
            ran = !view.paused();
            lookedAt = tick;
        }
    }

    /** Every total is the sum of its parts, and nobody's points ever fell below 0. */
    private static void assertScoresAddUp(PartyRoom room) {
        TreeMap<String, Integer> sums = new TreeMap<>();
        for (PartyEvents.FinalRoundScores round : room.told(PartyEvents.FinalRoundScores.class)) {
            for (PartyEvents.RoundScore score : round.scores()) {
                int parts =
                        score.correctAnswerPoints()
                                + score.robotIdentifiedPoints()
                                + score.votesReceivedPoints()
                                + score.fooledPenalty();
                assertEquals(parts, score.total());
                sums.merge(
                        score.playerId(),
                        Math.max(0, score.total()),
                        (before, none) -> Math.max(0, before + score.total()));
            }
            for (PartyEvents.PlayerScore line : round.standings()) {
                assertEquals(sums.getOrDefault(line.playerId(), 0), line.score());
            }
        }
        for (Standings.Place place : room.standings().places()) {
            assertEquals(
                    sums.getOrDefault("p" + place.seat(), 0).longValue(),
                    place.statistic("finalScore"));
        }
    }

    private static void assertStandings(PartyRoom room) {
        List<Standings.Place> places = room.standings().places();
        TreeSet<Integer> left = new TreeSet<>();
        for (PartyEvents.PlayerLeft event : room.told(PartyEvents.PlayerLeft.class)) {
            left.add(Integer.parseInt(event.playerId().substring(1)));
        }
        assertEquals(room.machine.seats().size(), places.size());
        for (Standings.Place place : places) {
            long better = places.stream().filter(other -> isBetter(other, place, left)).count();
            assertEquals(better + 1, place.place(), places::toString);
            assertTrue(place.statistic("rounds") <= room.history().size());
            assertTrue(place.statistic("roundsWon") <= place.statistic("rounds"));
            assertTrue(place.statistic("correctAnswers") <= place.statistic("rounds"));
            assertEquals(1, place.statistic("played"));
        }
        for (int i = 1; i < places.size(); i++) {
            Standings.Place before = places.get(i - 1);
            Standings.Place place = places.get(i);
            assertTrue(
                    before.place() < place.place()
                            || (before.place() == place.place() && before.seat() < place.seat()));
        }
    }

    private static boolean isBetter(Standings.Place one, Standings.Place other, Set<Integer> left) {
        boolean oneLeft = left.contains(one.seat());
        boolean otherLeft = left.contains(other.seat());
        return oneLeft == otherLeft
                ? one.statistic("finalScore") > other.statistic("finalScore")
                : otherLeft;
    }

    /** The inputs that were accepted, at their ticks, make the same room again. */
    private static void assertReplays(PartyRoom room, long seed) {
        Map<String, String> options =
                Map.of("roomCode", PartyRoom.ROOM_CODE, "gameMode", mode(seed).wireName());
        RoomMachine replayed =
                RoomMachine.open(
                        new PartyGame(),
                        PartyRoom.seed("party " + seed),
                        List.of(),
                        new TreeMap<>(options));
        List<Message> told = new ArrayList<>();
        Emissions listening =
                new Emissions() {
                    @Override
                    public void event(long tick, Audience audience, Message event) {
                        told.add(event);
                    }

                    @Override
                    public void effect(long tick, Effect effect) {}
                };
        for (PartyRoom.Entry entry : room.journal) {
            replayed.advanceTo(entry.tick(), listening);
            assertEquals(Verdict.ACCEPTED, replayed.apply(entry.input(), listening));
        }
        replayed.advanceTo(room.machine.tick(), listening);
        assertEquals(room.machine.hash(), replayed.hash());
        assertEquals(room.told, told);
    }
}
