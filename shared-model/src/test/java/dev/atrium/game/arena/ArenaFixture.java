package dev.atrium.game.arena;

import dev.atrium.game.Game;
import dev.atrium.game.GameFixture;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What any mode of the arena brings to the room contract. Nothing in an arena is hidden. */
record ArenaFixture(
        Game game, List<Seat> seats, List<Long> seeds, long ticksMax, int busyPercent, boolean ends)
        implements GameFixture {

    /** A mode in which all start and end together. */
    static ArenaFixture match(ArenaMode mode, List<Long> seeds, long ticksMax, int busyPercent) {
        return new ArenaFixture(
                new BlitzGame(mode),
                Stage.seats(1, 3, 2, 1, 2),
                seeds,
                ticksMax,
                busyPercent,
                true);
    }

    /** A mode in which some come late. */
    static ArenaFixture siege(ArenaMode mode, List<Long> seeds, long ticksMax) {
        return new ArenaFixture(
                new SiegeGame(mode), Stage.seats(1, 3, 2, 1, 2), seeds, ticksMax, 12, true);
    }

    /** A mode in which people, and a bot, come and go. */
    static ArenaFixture practice(ArenaMode mode, List<Long> seeds, long ticksMax, boolean ends) {
        List<Seat> seats = List.of(Stage.person(0), Stage.bot(1));
        return new ArenaFixture(new PracticeGame(mode), seats, seeds, ticksMax, 12, ends);
    }

    /** Mostly towards the middle, where they meet; else anywhere, for anybody, perhaps nobody. */
    @Override
    public PlayerCommand command(RoomMachine room, int seat, RandomGenerator random) {
        ArenaView view = (ArenaView) room.view(Viewer.seat(seat));
        List<ArenaView.WarriorView> own =
                view.warriors().stream().filter(warrior -> warrior.seat() == seat).toList();
        if (own.isEmpty() || random.nextInt(4) == 0) {
            String id = random.nextInt(6) + "-" + random.nextInt(4);
            Direction direction = Direction.of(random.nextInt(3) - 1, random.nextInt(3) - 1);
            Point claimed = new Point(random.nextInt(9000), random.nextInt(9000));
            return new MoveWarrior(id, direction, Optional.of(claimed));
        }
        ArenaView.WarriorView warrior = own.get(random.nextInt(own.size()));
        int middle = (view.arena().min() + view.arena().max()) / 2;
        Direction direction =
                Direction.of(
                        Integer.signum((middle - warrior.x()) / 256),
                        Integer.signum((middle - warrior.y()) / 256));
        return new MoveWarrior(warrior.id(), direction, Optional.empty());
    }

    /** An arena takes none; that it bears one is shown all the same. */
    @Override
    public Optional<Message> roomMessage(RandomGenerator random) {
        return Optional.of(new MoveWarrior("0-0", Direction.N, Optional.empty()));
    }
}
