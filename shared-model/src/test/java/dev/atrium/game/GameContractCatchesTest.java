package dev.atrium.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.BrokenGame.Fault;
import dev.atrium.game.BrokenGame.Player;
import dev.atrium.game.BrokenGame.Saved;
import dev.atrium.message.Message;
import dev.atrium.message.MessageCodec;
import dev.atrium.message.MessageShape;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The contract test can fail: a game with one fault is caught by the claim that it breaks. */
class GameContractCatchesTest {
    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyFaultIsCaughtByTheClaimItBreaks(Fault fault) {
        AssertionError caught =
                assertThrows(AssertionError.class, () -> claim(fault).accept(contract(fault)));
        assertTrue(caught.getMessage().contains("test.broken"), caught::getMessage);
    }

    @Test
    void sameGameWithoutFaultKeepsEveryClaim() throws ReflectiveOperationException {
        GameContractTest contract = contract(Fault.NONE);
        List<Method> claims =
                Arrays.stream(GameContractTest.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .toList();
        assertEquals(16, claims.size());
        for (Method claim : claims) {
            try {
                claim.invoke(contract);
            } catch (InvocationTargetException e) {
                throw new AssertionError(claim.getName(), e.getCause());
            }
        }
    }

    @Test
    void failureNamesTheSeedTheTickAndTheInput() {
        AssertionError caught =
                assertThrows(
                        AssertionError.class,
                        contract(Fault.ROLLS_BEFORE_IT_REFUSES)
                                ::refusedOrRepeatedInputLeavesHashAndDiceAloneAndTellsNothing);
        assertTrue(
                caught.getMessage()
                        .matches(
                                "(?s)test.broken, seed 1: a trace was left at tick \\d+:"
                                        + " Command.*"),
                caught::getMessage);
    }

    private static Consumer<GameContractTest> claim(Fault fault) {
        return switch (fault) {
            case NONE -> contract -> {};
            case ROLLS_BEFORE_IT_REFUSES, CHANGES_BEFORE_IT_REFUSES, TELLS_BEFORE_IT_REFUSES ->
                    GameContractTest::refusedOrRepeatedInputLeavesHashAndDiceAloneAndTellsNothing;
            case LEAKS_IN_THE_VIEW,
                    LEAKS_BY_THE_SIZE_OF_THE_VIEW,
                    LEAKS_IN_AN_EVENT,
                    LEAKS_IN_AN_ANSWER ->
                    GameContractTest::swappingWhatAViewerMayNotSeeChangesNoByteThatHeIsSent;
            case FORGETS_A_FIELD_IN_THE_SNAPSHOT ->
                    GameContractTest::snapshotAndRestoreAtEveryTickChangeNothing;
            case KEEPS_STATE_BESIDE_THE_PLAY ->
                    GameContractTest::replayOfTheAcceptedInputsIsTheSameAtEveryTick;
            case CHANGES_WHEN_LOOKED_AT -> GameContractTest::lookingAndAskingChangeNothing;
            case SHOWS_DICE_TO_COME, TELLS_ALL_OF_A_HIDDEN_ROLL ->
                    GameContractTest::diceThatAViewerHasNotSeenChangeNoByteThatHeIsSent;
            case ASKS_TO_BE_WOKEN_RELATIVE_TO_NOW ->
                    GameContractTest::roomThatIsNotWokenBetweenInputsEndsUpTheSame;
            case SHOWS_EACH_HIS_OWN_AS_SHARED ->
                    GameContractTest::sharedViewIsTheSameForEveryViewer;
            case LEAVES_SOMEBODY_OUT_OF_THE_STANDINGS, NAMES_THE_LAST_FIRST ->
                    GameContractTest::standingsNameEverySeatThatEverSatOnceAndBestFirst;
            case NEVER_ENDS -> GameContractTest::afterTheEndNoInputIsTakenAndNoTickPasses;
            case STUMBLES_OVER_TORN_BYTES, BELIEVES_ANY_LENGTH, COUNTS_ON_SMALL_NUMBERS ->
                    GameContractTest::tornOrFlippedSnapshotIsRefusedWithoutHarm;
            case HAS_A_MOODY_BOT ->
                    GameContractTest::houseBotsSpeakTheVocabularyAndDecideByViewAndDiceAlone;
            case HAS_WORDS_THAT_NOBODY_SAYS -> GameContractTest::playsAreWorthTheName;
        };
    }

    private static GameContractTest contract(Fault fault) {
        BrokenGame game = new BrokenGame(fault);
        return new GameContractTest() {
            @Override
            protected GameFixture fixture() {
                return new Fixture(game);
            }
        };
    }

    private record Fixture(BrokenGame game) implements GameFixture {
        @Override
        public List<Seat> seats() {
            return Stream.of(0, 2)
                    .map(i -> new Seat(i, "p" + i, "P" + i, "owl", false, new TreeMap<>()))
                    .toList();
        }

        @Override
        public long ticksMax() {
            return 100;
        }

        @Override
        public Message command(RoomMachine room, int seat, RandomGenerator random) {
            return new BrokenGame.Nudge(random.nextInt(4) - 1);
        }

        @Override
        public Optional<Message> query(RoomMachine room, int seat, RandomGenerator random) {
            return Optional.of(new BrokenGame.MySecret());
        }

        @Override
        public Optional<Message> roomMessage(RandomGenerator random) {
            return Optional.of(new BrokenGame.Booked(random.nextInt(3)));
        }

        /** Scores and pot lie open, secrets do not. */
        @Override
        public byte[] knownTo(byte[] state, Viewer viewer) {
            return ofOthers(state, viewer, secret -> 0);
        }

        @Override
        public Optional<byte[]> swapHidden(byte[] state, Viewer viewer, int variant) {
            return Optional.of(ofOthers(state, viewer, secret -> secret ^ (1 + variant % 7)));
        }

        private static byte[] ofOthers(byte[] state, Viewer viewer, IntUnaryOperator change) {
            Saved saved =
                    (Saved) MessageCodec.read(new StateReader(state), MessageShape.of(Saved.class));
            List<Player> players = new ArrayList<>();
            for (Player p : saved.players()) {
                boolean own = Viewer.seat(p.seat()).equals(viewer);
                int secret = own ? p.secret() : change.applyAsInt(p.secret());
                players.add(new Player(p.seat(), secret, p.score()));
            }
            StateWriter out = new StateWriter();
            MessageCodec.write(out, new Saved(saved.pot(), saved.forgotten(), players));
            return out.toBytes();
        }
    }
}
