package dev.atrium.game;

import dev.atrium.dice.Dice;
import dev.atrium.message.Message;
import dev.atrium.message.MessageCodec;
import dev.atrium.message.MessageShape;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A game that keeps the contract but for one fault, to see whether the contract test finds it. */
final class BrokenGame implements Game {
    private static final int END_TICK = 60;
    private static final int STEP_TICKS = 7;

    private final Fault fault;

    /** What an immutable game must not have. */
    private int moodOfTheGame;

    BrokenGame(Fault fault) {
        this.fault = fault;
    }

    /** What is wrong with it. */
    enum Fault {
        NONE,
        ROLLS_BEFORE_IT_REFUSES,
        CHANGES_BEFORE_IT_REFUSES,
        TELLS_BEFORE_IT_REFUSES,
        LEAKS_IN_THE_VIEW,
        LEAKS_BY_THE_SIZE_OF_THE_VIEW,
        LEAKS_IN_AN_EVENT,
        LEAKS_IN_AN_ANSWER,
        FORGETS_A_FIELD_IN_THE_SNAPSHOT,
        KEEPS_STATE_BESIDE_THE_PLAY,
        CHANGES_WHEN_LOOKED_AT,
        SHOWS_DICE_TO_COME,
        TELLS_ALL_OF_A_HIDDEN_ROLL,
        ASKS_TO_BE_WOKEN_RELATIVE_TO_NOW,
        SHOWS_EACH_HIS_OWN_AS_SHARED,
        LEAVES_SOMEBODY_OUT_OF_THE_STANDINGS,
        NAMES_THE_LAST_FIRST,
        NEVER_ENDS,
        STUMBLES_OVER_TORN_BYTES,
        BELIEVES_ANY_LENGTH,
        COUNTS_ON_SMALL_NUMBERS,
        HAS_A_MOODY_BOT,
        HAS_WORDS_THAT_NOBODY_SAYS
    }

    record Nudge(int by) implements PlayerCommand {}

    record MySecret() implements PlayerQuery {}

    record Booked(long pot) implements Message {}

    record Unsaid() implements Message {}

    record Nudged(int seat, long score, int leak) implements Message {}

    record Secret(int secret) implements Message {}

    record Board(long pot, List<Integer> scores, int own, int leak, List<Integer> padding)
            implements Message {}

    record Player(int seat, int secret, int score) implements Message {}

    record Saved(long pot, int forgotten, List<Player> players) implements Message {}

    @Override
    public GameInfo info() {
        return new GameInfo(
                "test.broken",
                1,
                2,
                4,
                10,
                10,
                GameInfo.Durability.RELAXED,
                GameInfo.CommandTiming.AT_TICK,
                GameInfo.AfterGap.PAUSE,
                fault == Fault.SHOWS_EACH_HIS_OWN_AS_SHARED
                        ? GameInfo.ViewScope.SHARED
                        : GameInfo.ViewScope.PER_SEAT,
                GameInfo.Ranking.RANKED);
    }

    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(
                fault == Fault.HAS_WORDS_THAT_NOBODY_SAYS
                        ? List.of(Nudge.class, MySecret.class, Booked.class, Unsaid.class)
                        : List.of(Nudge.class, MySecret.class, Booked.class));
    }

    @Override
    public Simulation open(Opening opening) {
        Play play = new Play(opening.dice(), new Saved(0, 0, List.of()));
        opening.seats().forEach(seat -> play.sit(seat.index()));
        return play;
    }

    @Override
    public Simulation restore(StateReader in, Dice dice) {
        byte[] all = in.raw(in.remainingBytes());
        switch (fault) {
            case STUMBLES_OVER_TORN_BYTES -> {
                int[] table = new int[1];
                table[all[8]]++;
            }
            case BELIEVES_ANY_LENGTH -> {
                int count = new StateReader(all, 12, 4).int32();
                new ArrayList<Player>(Math.clamp(count, 0, 4_000_000)).trimToSize();
            }
            default -> {}
        }
        StateReader again = new StateReader(all);
        Saved saved = (Saved) MessageCodec.read(again, MessageShape.of(Saved.class));
        again.expectEnd();
        if (fault == Fault.COUNTS_ON_SMALL_NUMBERS) {
            saved.players().forEach(player -> Math.addExact(player.score(), 2_000_000_000));
        }
        return new Play(dice, saved);
    }

    @Override
    public Optional<Bot> bot(Seat seat, Dice dice) {
        return Optional.of(
                (tick, view) -> {
                    int mood = fault == Fault.HAS_A_MOODY_BOT ? moodOfTheGame++ : 0;
                    return List.of(new Nudge(1 + dice.stream("bot").below(3) + mood));
                });
    }

    private final class Play implements Simulation {
        private final Dice dice;
        private final TreeMap<Integer, Player> players = new TreeMap<>();
        private long pot;
        private int forgotten;

        Play(Dice dice, Saved saved) {
            this.dice = dice;
            saved.players().forEach(player -> players.put(player.seat(), player));
            pot = saved.pot();
            forgotten = saved.forgotten();
        }

        @Override
        public void write(StateWriter out) {
            int kept = fault == Fault.FORGETS_A_FIELD_IN_THE_SNAPSHOT ? 0 : forgotten;
            MessageCodec.write(out, new Saved(pot, kept, List.copyOf(players.values())));
        }

        private void sit(int seat) {
            int secret = dice.stream("secret", "" + seat).below(10);
            players.put(seat, new Player(seat, secret, 0));
        }

        @Override
        public Verdict apply(long tick, Input.ToGame input, Out out) {
            return switch (input) {
                case Input.Command command when command.command() instanceof Nudge(int by) ->
                        nudge(players.get(command.seat()), by, out);
                case Input.Joined(Seat seat) -> {
                    if (!players.containsKey(seat.index())) {
                        sit(seat.index());
                        boolean leaks = fault == Fault.TELLS_ALL_OF_A_HIDDEN_ROLL;
                        out.event(
                                leaks ? Audience.ALL : Audience.seat(seat.index()),
                                new Secret(players.get(seat.index()).secret()));
                    }
                    yield Verdict.ACCEPTED;
                }
                case Input.RoomMessage message -> {
                    pot += 2;
                    yield Verdict.ACCEPTED;
                }
                case Input.Command command -> Verdict.refused("no-command", "Nudge only.");
                case Input.Left left -> Verdict.ACCEPTED;
                case Input.PresenceChanged changed -> Verdict.ACCEPTED;
                case Input.Forfeited forfeited -> Verdict.ACCEPTED;
                case Input.OperatorAct act -> Verdict.refused("no-act", "None here.");
            };
        }

        private Verdict nudge(Player player, int by, Out out) {
            if (fault == Fault.ROLLS_BEFORE_IT_REFUSES) {
                dice.stream("luck").below(6);
            }
            if (by < 1) {
                if (fault == Fault.CHANGES_BEFORE_IT_REFUSES) {
                    pot++;
                }
                if (fault == Fault.TELLS_BEFORE_IT_REFUSES) {
                    out.event(Audience.ALL, new Secret(0));
                }
                return Verdict.refused("too-little", "Nudge by one at least.");
            }
            forgotten += by;
            if (fault == Fault.KEEPS_STATE_BESIDE_THE_PLAY) {
                moodOfTheGame++;
            }
            int score = player.score() + dice.stream("luck").below(6) + moodOfTheGame % 5;
            players.put(player.seat(), new Player(player.seat(), player.secret(), score));
            int leak = fault == Fault.LEAKS_IN_AN_EVENT ? player.secret() : 0;
            out.event(Audience.ALL, new Nudged(player.seat(), score, leak));
            return Verdict.ACCEPTED;
        }

        @Override
        public long nextStep(long tick) {
            return fault == Fault.ASKS_TO_BE_WOKEN_RELATIVE_TO_NOW
                    ? tick + STEP_TICKS
                    : (tick / STEP_TICKS + 1) * STEP_TICKS;
        }

        @Override
        public void step(long tick, Out out) {
            pot += forgotten + 1;
            out.effect(Destination.room("ledger"), new Booked(pot));
            boolean ends = tick >= END_TICK && fault != Fault.NEVER_ENDS;
            pot = ends ? -pot : pot;
        }

        @Override
        public Message view(Viewer viewer) {
            int own = viewer instanceof Viewer.Seated(int seat) ? players.get(seat).secret() : 0;
            if (fault == Fault.CHANGES_WHEN_LOOKED_AT) {
                pot++;
            }
            int leak =
                    switch (fault) {
                        case SHOWS_DICE_TO_COME -> dice.stream("luck").below(1_000);
                        case LEAKS_IN_THE_VIEW -> players.firstEntry().getValue().secret();
                        default -> 0;
                    };
            boolean padded = fault == Fault.LEAKS_BY_THE_SIZE_OF_THE_VIEW;
            int padding = padded ? players.lastEntry().getValue().secret() : 0;
            return new Board(
                    pot,
                    players.values().stream().map(Player::score).toList(),
                    own,
                    leak,
                    Collections.nCopies(padding, 0));
        }

        @Override
        public Answer query(int seat, PlayerQuery query) {
            boolean sum = fault == Fault.LEAKS_IN_AN_ANSWER;
            return new Answer.Found(
                    new Secret(
                            sum
                                    ? players.values().stream().mapToInt(Player::secret).sum()
                                    : players.get(seat).secret()));
        }

        @Override
        public Optional<Standings> standings() {
            if (pot >= 0) {
                return Optional.empty();
            }
            List<Standings.Place> places = new ArrayList<>();
            for (Player player : players.values()) {
                int place = 1 + player.seat();
                places.add(new Standings.Place(player.seat(), place, new TreeMap<>()));
            }
            if (fault == Fault.LEAVES_SOMEBODY_OUT_OF_THE_STANDINGS) {
                places.removeLast();
            }
            List<Standings.Place> ordered =
                    fault == Fault.NAMES_THE_LAST_FIRST ? places.reversed() : places;
            return Optional.of(new Standings("time", ordered));
        }
    }
}
