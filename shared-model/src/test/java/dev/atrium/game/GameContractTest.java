package dev.atrium.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.atrium.dice.Dice;
import dev.atrium.game.ContractPlay.Step;
import dev.atrium.game.ContractPlay.Twist;
import dev.atrium.message.Message;
import dev.atrium.message.MessageShape;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateHash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The room contract, as a proof that every game passes: a subclass gives a {@link GameFixture} and
 * nothing else. Each claim is held against several plays made up from seeds; a failure names the
 * seed, the tick and the input.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class GameContractTest {
    private static final int RESTORES_A_PLAY = 8;
    private static final int SNAPSHOTS_A_PLAY = 24;
    private static final int TORN_A_PLAY = 1_500;

    private final TreeMap<Long, ContractPlay> plays = new TreeMap<>();

    /** What the game brings; called often, cheap. */
    protected abstract GameFixture fixture();

    @Test
    public final void replayOfTheAcceptedInputsIsTheSameAtEveryTick() {
        forEveryPlay(
                play -> {
                    StateHash[] hash = {play.open().hash()};
                    play.followAccepted(
                            (room, next, transcript) -> {
                                assertEquals(hash[0], room.hash(), () -> "the hash before " + next);
                                hash[0] = next.snapshot().hash();
                                return room;
                            });
                });
    }

    @Test
    public final void refusedOrRepeatedInputLeavesHashAndDiceAloneAndTellsNothing() {
        forEveryPlay(
                play -> {
                    CanonicalBytes before = CanonicalBytes.of(play.open());
                    int told = 0;
                    for (Step step : play.steps()) {
                        if (!step.accepted()) {
                            assertEquals(before, step.snapshot(), () -> "a trace was left " + step);
                            assertEquals(told, step.told(), () -> "something was told " + step);
                        }
                        before = step.snapshot();
                        told = step.told();
                    }
                    play.follow(Twist.NONE);
                });
    }

    @Test
    public final void snapshotAndRestoreAtEveryTickChangeNothing() {
        forEveryPlay(
                play ->
                        play.follow(
                                (room, next, transcript) -> {
                                    RoomMachine restored = play.restored(room);
                                    assertEquals(
                                            CanonicalBytes.of(room),
                                            CanonicalBytes.of(restored),
                                            next::toString);
                                    assertEquals(room.tick(), restored.tick(), next::toString);
                                    assertEquals(room.seats(), restored.seats(), next::toString);
                                    assertEquals(room.nextWake(), restored.nextWake());
                                    assertEquals(room.pendingEffects(), restored.pendingEffects());
                                    return restored;
                                }));
    }

    @Test
    public final void oneRestoreAnywhereChangesNothing() {
        forEveryPlay(
                play -> {
                    for (Step at : points(play, RESTORES_A_PLAY)) {
                        play.follow(
                                (room, next, transcript) ->
                                        next.index() == at.index() ? play.restored(room) : room);
                    }
                });
    }

    @Test
    public final void roomThatIsNotWokenBetweenInputsEndsUpTheSame() {
        forEveryPlay(
                play -> {
                    RoomMachine room = play.open();
                    Transcript transcript = new Transcript();
                    Step last = play.steps().getLast();
                    for (Step step : play.steps()) {
                        boolean input = step.input().isPresent() && step.accepted();
                        if (input || step.index() == last.index()) {
                            room.advanceTo(step.tick(), transcript);
                        }
                        if (input) {
                            ContractPlay.put(room, step, transcript);
                        }
                        if (input || step.index() == last.index()) {
                            assertEquals(
                                    step.snapshot(),
                                    CanonicalBytes.of(room),
                                    () -> "by a jump " + step);
                        }
                    }
                    assertEquals(play.told(), transcript.all(), "what was told");
                    assertEquals(play.standings(), room.standings(), "the standings");
                });
    }

    @Test
    public final void lookingAndAskingChangeNothing() {
        forEveryPlay(
                play -> {
                    play.follow(
                            (room, next, transcript) -> {
                                CanonicalBytes before = CanonicalBytes.of(room);
                                for (Viewer viewer : Sent.viewers(room)) {
                                    List<PlayerQuery> queries =
                                            Sent.queries(fixture(), room, viewer);
                                    assertEquals(
                                            Sent.to(viewer, room, queries),
                                            Sent.to(viewer, room, queries),
                                            () -> viewer + " looks twice before " + next);
                                }
                                assertEquals(
                                        before, CanonicalBytes.of(room), () -> "before " + next);
                                return room;
                            });
                });
    }

    @Test
    public final void diceThatAViewerHasNotSeenChangeNoByteThatHeIsSent() {
        forEveryPlay(
                play ->
                        forEveryViewer(
                                play,
                                (room, next, viewer) ->
                                        new HiddenThings(fixture(), play.seed(), viewer)
                                                .proveByDice(room, next)));
    }

    @Test
    public final void swappingWhatAViewerMayNotSeeChangesNoByteThatHeIsSent() {
        int[] same = new int[1];
        forEveryPlay(
                play ->
                        forEveryViewer(
                                play,
                                (room, next, viewer) ->
                                        same[0] +=
                                                new HiddenThings(fixture(), play.seed(), viewer)
                                                        .proveBySwaps(room, next)));
        if (fixture().game().info().viewScope() == GameInfo.ViewScope.PER_SEAT) {
            assertTrue(same[0] > 0, gameId() + ": the swap never swapped");
        }
    }

    private interface Look {
        void at(RoomMachine room, Step next, Viewer viewer);
    }

    /** Before each input every viewer looks; of the many ticks each has his turn. */
    private static void forEveryViewer(ContractPlay play, Look look) {
        play.follow(
                (room, next, transcript) -> {
                    List<Viewer> viewers = Sent.viewers(room);
                    if (next.input().isPresent()) {
                        viewers.forEach(viewer -> look.at(room, next, viewer));
                    } else {
                        look.at(room, next, viewers.get(next.index() % viewers.size()));
                    }
                    return room;
                });
    }

    @Test
    public final void sharedViewIsTheSameForEveryViewer() {
        if (fixture().game().info().viewScope() != GameInfo.ViewScope.SHARED) {
            return;
        }
        forEveryPlay(
                play ->
                        play.follow(
                                (room, next, transcript) -> {
                                    var watched = Transcript.Bytes.of(room.view(Viewer.WATCHER));
                                    for (Viewer viewer : Sent.viewers(room)) {
                                        assertEquals(
                                                watched,
                                                Transcript.Bytes.of(room.view(viewer)),
                                                () -> viewer + " " + next);
                                    }
                                    return room;
                                }));
    }

    @Test
    public final void effectsStayPendingUntilAcknowledgedAndAreNumberedWithoutGaps() {
        forEveryPlay(
                play -> {
                    EffectLedger ledger = new EffectLedger();
                    play.follow(
                            (room, next, transcript) -> {
                                ledger.readOn(transcript);
                                ledger.expectOf(room, "before " + next);
                                ledger.expectOf(play.restored(room), "restored before " + next);
                                if (next.accepted()
                                        && next.input().orElse(null)
                                                instanceof Input.EffectsAcknowledged input) {
                                    ledger.acknowledged(input);
                                }
                                return room;
                            });
                });
    }

    @Test
    public final void inputsThatComeTwiceOrTooEarlyApplyOnceAndInOrder() {
        forEveryPlay(play -> play.followAccepted(new Noise()));
    }

    @Test
    public final void afterTheEndNoInputIsTakenAndNoTickPasses() {
        int[] ended = new int[1];
        forEveryPlay(
                play -> {
                    if (play.standings().isEmpty()) {
                        return;
                    }
                    ended[0]++;
                    RoomMachine room = play.follow(Twist.NONE);
                    StateHash hash = room.hash();
                    long tick = room.tick();
                    Transcript transcript = new Transcript();
                    for (Step step : play.steps()) {
                        if (step.input().orElse(null) instanceof Input.ToGame input) {
                            assertInstanceOf(Verdict.Refused.class, room.apply(input, transcript));
                        }
                    }
                    room.advanceTo(tick + 1_000, transcript);
                    assertEquals(tick, room.tick());
                    assertEquals(Simulation.NEVER, room.nextWake());
                    assertEquals(hash, room.hash());
                    assertEquals(0, transcript.size());
                    assertEquals(play.standings(), play.restored(room).standings());
                });
        assertTrue(ended[0] > 0 || !fixture().ends(), gameId() + ": no play came to its end");
    }

    @Test
    public final void standingsNameEverySeatThatEverSatOnceAndBestFirst() {
        forEveryPlay(
                play -> {
                    RoomMachine room = play.follow(Twist.NONE);
                    if (room.standings().isEmpty()) {
                        return;
                    }
                    List<Standings.Place> places = room.standings().get().places();
                    assertEquals(
                            room.seats().keySet().stream().map(Seat::index).toList(),
                            places.stream().map(Standings.Place::seat).sorted().toList());
                    List<Standings.Place> sorted = new ArrayList<>(places);
                    sorted.sort(
                            (a, b) ->
                                    a.place() != b.place()
                                            ? Integer.compare(a.place(), b.place())
                                            : Integer.compare(a.seat(), b.seat()));
                    assertEquals(sorted, places, "best first, then by seat");
                    int first = places.getFirst().place();
                    assertTrue(first == 1 || first == 2, "somebody has won, or nobody: " + first);
                });
    }

    @Test
    public final void tornOrFlippedSnapshotIsRefusedWithoutHarm() {
        forEveryPlay(
                play -> {
                    RandomGenerator random = new Random(3);
                    List<byte[]> snapshots = new ArrayList<>();
                    List<Step> points = points(play, SNAPSHOTS_A_PLAY);
                    play.follow(
                            (room, next, transcript) -> {
                                if (points.contains(next)) {
                                    snapshots.add(room.snapshot());
                                }
                                return room;
                            });
                    TornSnapshots torn = new TornSnapshots(fixture().game(), play.seed(), random);
                    for (int i = 0; i < TORN_A_PLAY; i++) {
                        byte[] whole = snapshots.get(random.nextInt(snapshots.size()));
                        torn.expectCutRefused(whole);
                        torn.expectLongerRefused(whole);
                        torn.expectFlippedHarmless(whole);
                    }
                });
    }

    @Test
    public final void houseBotsSpeakTheVocabularyAndDecideByViewAndDiceAlone() {
        Vocabulary words = fixture().game().vocabulary();
        forEveryPlay(
                play -> {
                    TreeMap<Integer, List<Twins>> twins = new TreeMap<>();
                    play.follow(
                            (room, next, transcript) -> {
                                for (int seat : Sent.seated(room)) {
                                    Message view = room.view(Viewer.seat(seat));
                                    for (Twins two :
                                            twins.computeIfAbsent(
                                                    seat, this::twinsOfAllStrengths)) {
                                        var commands = two.one.decide(room.tick(), view);
                                        var others = two.other.decide(room.tick(), view);
                                        assertEquals(commands, others);
                                        assertTrue(commands.size() <= 8, "too many at once");
                                        assertTrue(commands.stream().allMatch(words::knows));
                                    }
                                }
                                return room;
                            });
                });
    }

    /** Two bots with the same seat and dice. */
    private record Twins(Bot one, Bot other) {}

    /** Of every strength that a seat may ask for, and of one that nobody knows; or none. */
    private List<Twins> twinsOfAllStrengths(int index) {
        List<String> words = new ArrayList<>(List.of("unheard-of"));
        for (BotStrength strength : BotStrength.values()) {
            words.add(strength.word());
        }
        List<Twins> twins = new ArrayList<>();
        for (String word : words) {
            TreeMap<String, String> options = new TreeMap<>(Map.of(BotStrength.OPTION, word));
            Seat seat = new Seat(index, "bot-" + index, "Bot " + index, "owl", true, options);
            twin(seat).ifPresent(one -> twins.add(new Twins(one, twin(seat).orElseThrow())));
        }
        return twins;
    }

    private Optional<Bot> twin(Seat seat) {
        return fixture().game().bot(seat, Dice.of(ContractPlay.seed("bot " + seat.index())));
    }

    @Test
    public final void playsAreWorthTheName() {
        TreeSet<String> said = new TreeSet<>();
        TreeSet<String> verdicts = new TreeSet<>();
        forEveryPlay(
                play ->
                        play.follow(
                                (room, next, transcript) -> {
                                    for (Viewer viewer : Sent.viewers(room)) {
                                        Sent.queries(fixture(), room, viewer)
                                                .forEach(query -> said.add(nameOf(query)));
                                    }
                                    room.pendingEffects()
                                            .forEach(sent -> said.add(nameOf(sent.message())));
                                    Input input = next.input().orElse(null);
                                    if (input instanceof Input.Command command) {
                                        said.add(nameOf(command.command()));
                                        verdicts.add(next.verdict().getClass().getSimpleName());
                                    } else if (input instanceof Input.RoomMessage message) {
                                        said.add(nameOf(message.message()));
                                    }
                                    return room;
                                }));
        for (MessageShape shape : fixture().game().vocabulary().shapes()) {
            assertTrue(
                    said.contains(shape.name()), gameId() + ": nobody ever said " + shape.name());
        }
        assertEquals(new TreeSet<>(List.of("Accepted", "Refused", "Repeated")), verdicts);
    }

    private static String nameOf(Message message) {
        return MessageShape.of(message.getClass()).name();
    }

    /** Some steps of a play, the first and the last among them. */
    private static List<Step> points(ContractPlay play, int most) {
        int count = play.steps().size();
        int wanted = Math.min(most, count);
        List<Step> points = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            points.add(play.steps().get((int) ((long) i * (count - 1) / Math.max(1, wanted - 1))));
        }
        return points;
    }

    private String gameId() {
        return fixture().game().info().id();
    }

    /** Every claim is held against every play; a failure says which. */
    private void forEveryPlay(Consumer<ContractPlay> claim) {
        for (long seed : fixture().seeds()) {
            try {
                claim.accept(plays.computeIfAbsent(seed, s -> ContractPlay.record(fixture(), s)));
            } catch (RuntimeException | AssertionError e) {
                fail(gameId() + ", seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
