package dev.atrium.game.party;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.atrium.dice.Dice;
import dev.atrium.game.Simulation;
import dev.atrium.game.SnapshotParts;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;
import dev.atrium.message.MessageCodec;
import dev.atrium.message.MessageShape;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;

/**
 * Until the results nobody is sent who wrote what, nor which answer is correct or the robot's: two
 * rooms that differ in nothing else send everybody the same bytes.
 */
class PartySecretsTest {
    private static final int SEEDS = 300;

    private static void forEverySeed(LongConsumer claim) {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                claim.accept(seed);
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @Test
    void roomsThatDifferInTheirSecretsOnlyAreTheSameToEveryViewerUntilTheResults() {
        int[] different = new int[1];
        int[] tried = new int[1];
        forEverySeed(
                seed -> {
                    Random random = new Random(seed);
                    int players = 2 + random.nextInt(7);
                    for (int seat : List.of(-1, random.nextInt(players), 0)) {
                        TwinParties twins = new TwinParties(seed, players, seat);
                        Script script = new Script(twins, seat, random);
                        script.play();
                        tried[0] += script.refusals;
                        different[0] += script.differAtTheEnd() ? 1 : 0;
                    }
                });
        // What is held against each other is not the same room twice, and seats were refused.
        assertTrue(different[0] > SEEDS, different[0] + " pairs differed in their results");
        assertTrue(tried[0] > SEEDS, tried[0] + " refusals");
    }

    @Test
    void whichOfTwoWroteWhichWordsOfOneAnswerIsNotTold() {
        PartyRoom one = spelled("Cafe", "the café.");
        PartyRoom other = spelled("the café.", "Cafe");
        assertEquals(one.view(), other.view());
        assertEquals(one.told, other.told);
        for (String vote : List.of("Cafe", "the café.", "CAFÉ")) {
            assertEquals(
                    one.put(one.of(3, PartyRoom.eliminating(vote))),
                    other.put(other.of(3, PartyRoom.eliminating(vote))));
        }
        assertEquals(one.view(), other.view());
        assertEquals(one.told, other.told);
    }

    private static PartyRoom spelled(String first, String second) {
        PartyRoom room = PartyRoom.game(4);
        room.answer(first, second, "two", "three");
        return room;
    }

    /** What happens in both rooms; after each thing the viewer must have got the same. */
    private static final class Script {
        private final TwinParties twins;
        private final int seat;
        private final Viewer viewer;
        private final Random random;
        private int compared;
        int refusals;

        Script(TwinParties twins, int seat, Random random) {
            this.twins = twins;
            this.seat = seat;
            this.viewer = seat < 0 ? Viewer.WATCHER : Viewer.seat(seat);
            this.random = random;
        }

        void play() {
            same();
            for (int writer : twins.writers()) {
                twins.one.command(writer, PartyRoom.answering(twins.ofOne.get(writer)));
                twins.other.command(writer, PartyRoom.answering(twins.ofOther.get(writer)));
                same();
            }
            if (twins.phase() == Phase.QUESTION) {
                twins.both(PartyRoom::timeOut);
                same();
            }
            disturb();
            vote(Phase.ELIMINATION);
            if (!twins.told()) {
                disturb();
                vote(Phase.VOTING);
            }
        }

        /** Somebody who is not the viewer leaves, or is gone and back. */
        private void disturb() {
            int players = twins.one.machine.seats().size();
            int who = random.nextInt(players);
            boolean stays = who == seat || random.nextInt(3) > 0;
            boolean here = twins.one.view().players().get(who).isConnected();
            if (stays || !here || twins.one.machine.finished()) {
                return;
            }
            boolean leaves = random.nextBoolean() && players > 3;
            twins.both(
                    room -> {
                        if (leaves) {
                            room.leave(who);
                        } else {
                            room.gone(who);
                            room.back(who);
                        }
                    });
            same();
        }

        private void vote(Phase phase) {
            List<State.PlayerState> players = twins.one.view().players();
            for (State.PlayerState player : players) {
                if (twins.phase() == phase && player.seat() == seat) {
                    tryEverything(phase);
                } else if (player.isConnected()) {
                    voteForOneThatIsHisInNeither(phase, player.seat());
                }
            }
            if (!twins.told() && twins.phase() == phase && twins.one.view().endsAt().isPresent()) {
                twins.both(PartyRoom::timeOut);
                same();
            }
        }

        private void voteForOneThatIsHisInNeither(Phase phase, int voter) {
            List<State.AnswerState> answers = twins.one.view().answers();
            List<String> possible =
                    answers.stream()
                            .filter(answer -> !answer.eliminated())
                            .map(State.AnswerState::text)
                            .filter(text -> !twins.isOwn(voter, text))
                            .toList();
            if (twins.told() || twins.phase() != phase || possible.isEmpty()) {
                return;
            }
            String vote = possible.get(random.nextInt(possible.size()));
            twins.both(room -> room.command(voter, ballot(phase, vote)));
            same();
        }

        /** His own answers to himself: what he is refused must tell him nothing either. */
        private void tryEverything(Phase phase) {
            List<String> votes =
                    new ArrayList<>(List.of("nothing of that kind", "The Moon!", "OWLS"));
            twins.one.view().answers().forEach(answer -> votes.add(answer.text()));
            for (String vote : votes) {
                if (twins.told() || twins.phase() != phase) {
                    return;
                }
                Verdict one = twins.one.put(twins.one.of(seat, ballot(phase, vote)));
                Verdict other = twins.other.put(twins.other.of(seat, ballot(phase, vote)));
                assertEquals(one, other, () -> viewer + " votes for " + vote);
                refusals += one instanceof Verdict.Refused ? 1 : 0;
                same();
            }
        }

        private static PartyCommands.Command ballot(Phase phase, String vote) {
            return phase == Phase.ELIMINATION
                    ? PartyRoom.eliminating(vote)
                    : PartyRoom.voting(vote);
        }

        /** The viewer got the same; from the results on, all may differ. */
        private void same() {
            if (twins.told()) {
                return;
            }
            PartyRoom one = twins.one;
            PartyRoom other = twins.other;
            assertEquals(one.told.size(), other.told.size());
            for (; compared < one.told.size(); compared++) {
                assertSame(one.told.get(compared), other.told.get(compared));
            }
            assertSame(one.machine.view(viewer), other.machine.view(viewer));
            assertSame(one.machine.view(Viewer.WATCHER), other.machine.view(Viewer.WATCHER));
            assertSame(one.welcome(viewer), other.welcome(viewer));
            assertSame(one.welcome(Viewer.WATCHER), other.welcome(Viewer.WATCHER));
        }

        boolean differAtTheEnd() {
            List<PartyEvents.AllVotesSubmitted> ofOne =
                    twins.one.told(PartyEvents.AllVotesSubmitted.class);
            List<PartyEvents.AllVotesSubmitted> ofOther =
                    twins.other.told(PartyEvents.AllVotesSubmitted.class);
            return !ofOne.equals(ofOther);
        }
    }

    private static void assertSame(Message one, Message other) {
        assertEquals(bytes(one), bytes(other), () -> one + "\nbut\n" + other);
    }

    private static String bytes(Message message) {
        StateWriter out = new StateWriter();
        MessageCodec.write(out, message);
        String name = MessageShape.of(message.getClass()).name();
        return name + " " + HexFormat.of().formatHex(out.toBytes());
    }

    @Test
    void statesThatDifferInTheirSecretsOnlyShowEveryViewerTheSame() {
        int[] swaps = new int[1];
        forEverySeed(
                seed -> {
                    Random random = new Random(seed);
                    int players = 2 + random.nextInt(7);
                    TwinParties twins = new TwinParties(seed, players, -1);
                    PartyRoom room = twins.one;
                    for (int writer : twins.writers()) {
                        room.command(writer, PartyRoom.answering(twins.ofOne.get(writer)));
                        swaps[0] += assertSwapsAreNotSeen(room, players, random);
                    }
                    while (room.view().phase() != Phase.RESULTS) {
                        room.timeOut();
                        swaps[0] += assertSwapsAreNotSeen(room, players, random);
                        for (int voter = 0; voter < players; voter++) {
                            voteForAnything(room, voter, random);
                            swaps[0] += assertSwapsAreNotSeen(room, players, random);
                        }
                    }
                });
        assertTrue(swaps[0] > 10 * SEEDS, swaps[0] + " swaps");
    }

    private static void voteForAnything(PartyRoom room, int voter, Random random) {
        State view = room.view();
        if (view.answers().isEmpty()) {
            return;
        }
        String vote = view.answers().get(random.nextInt(view.answers().size())).text();
        room.put(
                room.of(
                        voter,
                        view.phase() == Phase.ELIMINATION
                                ? PartyRoom.eliminating(vote)
                                : PartyRoom.voting(vote)));
    }

    /** How many of the swapped states were others than the room's. */
    private static int assertSwapsAreNotSeen(PartyRoom room, int players, Random random) {
        byte[] state = state(room);
        int swaps = 0;
        for (int seat : List.of(-1, random.nextInt(players))) {
            Viewer viewer = seat < 0 ? Viewer.WATCHER : Viewer.seat(seat);
            byte[] swapped = Secrets.swapped(state, viewer, random.nextInt(1_000));
            assertArrayEquals(Secrets.knownTo(state, viewer), Secrets.knownTo(swapped, viewer));
            Simulation other = restore(swapped);
            assertSame(room.machine.view(viewer), other.view(viewer));
            assertSame(room.welcome(viewer), other.welcome(viewer).orElseThrow());
            swaps += Arrays.equals(state, swapped) ? 0 : 1;
        }
        return swaps;
    }

    private static Simulation restore(byte[] state) {
        return new PartyGame()
                .restore(new StateReader(state), Dice.of(PartyRoom.seed("other dice")));
    }

    private static byte[] state(PartyRoom room) {
        return SnapshotParts.of(
                        room.machine.snapshot(),
                        PartyRoom.seed("any: dice that were rolled are only counted"),
                        room.machine.game().vocabulary())
                .state();
    }
}
