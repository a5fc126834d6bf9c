package dev.atrium.game.example;

import dev.atrium.game.Game;
import dev.atrium.game.GameContractTest;
import dev.atrium.game.GameFixture;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.PlayerQuery;
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
        public PlayerCommand command(RoomMachine room, int seat, RandomGenerator random) {
            return switch (random.nextInt(12)) {
                case 0 -> new TwentyOneGame.Stand();
                default -> new TwentyOneGame.Draw();
            };
        }

        @Override
        public Optional<PlayerQuery> query(RoomMachine room, int seat, RandomGenerator random) {
            return Optional.of(new TwentyOneGame.Count()); // the compiler keeps commands out
        }

        @Override
        public Optional<Message> roomMessage(RandomGenerator random) {
            return Optional.of(new TwentyOneGame.Total(random.nextInt(22)));
        }

        /** Two values change places in all hands that are not the viewer's, until hands open. */
        @Override
        public Optional<byte[]> swapHidden(byte[] state, Viewer viewer, int variant) {
            int a = 1 + variant % 11;
            int b = 1 + variant / 11 % 11;
            Hands hands =
                    (Hands) MessageCodec.read(new StateReader(state), MessageShape.of(Hands.class));
            if (hands.bySeat().stream().allMatch(Hand::stands)) {
                return Optional.empty();
            }
            List<Hand> swapped =
                    hands.bySeat().stream()
                            .map(h -> Viewer.seat(h.seat()).equals(viewer) ? h : swap(h, a, b))
                            .toList();
            StateWriter out = new StateWriter();
            MessageCodec.write(out, new Hands(swapped));
            return Optional.of(out.toBytes());
        }

        private static Hand swap(Hand hand, int a, int b) {
            List<Integer> cards =
                    hand.cards().stream().map(c -> c == a ? b : c == b ? a : c).toList();
            return new Hand(hand.seat(), cards, hand.stands());
        }
    }
}
