package dev.atrium.game.example;

import dev.atrium.game.Game;
import dev.atrium.game.GameContractTest;
import dev.atrium.game.GameFixture;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Viewer;
import dev.atrium.game.example.TwentyOneGame.Hand;
import dev.atrium.game.example.TwentyOneGame.Hands;
import dev.atrium.message.Message;
import dev.atrium.message.MessageCodec;
import dev.atrium.message.MessageShape;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The first game passes the contract. */
class TwentyOneGameTest extends GameContractTest {
    @Override
    protected GameFixture fixture() {
        return new Fixture();
    }

    private static final class Fixture implements GameFixture {
        @Override
        public Game game() {
            return new TwentyOneGame();
        }

        @Override
        public List<Seat> seats() {
            return IntStream.range(0, 4)
                    .mapToObj(i -> new Seat(i, "p" + i, "P" + i, "fox", false, new TreeMap<>()))
                    .toList();
        }

        @Override
        public Message command(RoomMachine room, int seat, RandomGenerator random) {
            return switch (random.nextInt(12)) {
                case 0 -> new TwentyOneGame.Stand();
                case 1 -> new TwentyOneGame.Count(); // a query is no command
                default -> new TwentyOneGame.Draw();
            };
        }

        @Override
        public Optional<Message> query(RoomMachine room, int seat, RandomGenerator random) {
            return Optional.of(
                    random.nextInt(4) == 0
                            ? new TwentyOneGame.Stand() // a command is no query
                            : new TwentyOneGame.Count());
        }

        @Override
        public Optional<Message> roomMessage(RandomGenerator random) {
            return Optional.of(new TwentyOneGame.Total(random.nextInt(22)));
        }

        /** Until the hands lie open he knows his own, and how many cards the others hold. */
        @Override
        public byte[] knownTo(byte[] state, Viewer viewer) {
            return ofOthers(state, viewer, card -> 0);
        }

        /** Two values change places in all hands that are not his. */
        @Override
        public Optional<byte[]> swapHidden(byte[] state, Viewer viewer, int variant) {
            int a = 1 + variant % 11;
            int b = 1 + variant / 11 % 11;
            return Optional.of(ofOthers(state, viewer, c -> c == a ? b : c == b ? a : c));
        }

        private static byte[] ofOthers(byte[] state, Viewer viewer, IntUnaryOperator change) {
            Hands hands =
                    (Hands) MessageCodec.read(new StateReader(state), MessageShape.of(Hands.class));
            boolean open = hands.bySeat().stream().allMatch(Hand::stands);
            List<Hand> changed =
                    hands.bySeat().stream()
                            .map(h -> Viewer.seat(h.seat()).equals(viewer) ? h : of(h, change))
                            .toList();
            StateWriter out = new StateWriter();
            MessageCodec.write(out, open ? hands : new Hands(changed));
            return out.toBytes();
        }

        private static Hand of(Hand hand, IntUnaryOperator change) {
            List<Integer> cards = hand.cards().stream().map(change::applyAsInt).toList();
            return new Hand(hand.seat(), cards, hand.stands());
        }
    }
}
