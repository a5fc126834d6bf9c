package dev.atrium.host.sim;

import dev.atrium.dice.Dice;
import dev.atrium.game.Audience;
import dev.atrium.game.Claim;
import dev.atrium.game.Destination;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.JudgedCommand;
import dev.atrium.game.Opening;
import dev.atrium.game.Out;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Simulation;
import dev.atrium.game.Spot;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * The game of the simulator: every input and every tick changes one number, dice included, so that
 * no two histories look the same. Ends by itself.
 */
final class TallyGame implements Game {
    /** This value is refused. */
    static final int UNLUCKY = 13;

    /** This value and those above it are poison, for the room of that number. */
    static final int POISON = 1_000;

    static final Vocabulary VOCABULARY =
            Vocabulary.of(
                    List.of(
                            Note.class,
                            Chat.class,
                            Noted.class,
                            Tally.class,
                            Asked.class,
                            Answered.class));

    /** What is asked of somebody outside, where people join. */
    static final Destination OUTSIDE = Destination.bridge("outside");

    static final int RATE_HZ = 10;

    private final GameInfo info;
    private final int endTick;
    private final int seconds;
    private final IntConsumer poisoned;

    /** A game without a sting. */
    TallyGame(
            String id,
            int seconds,
            GameInfo.Durability durability,
            GameInfo.CommandTiming timing,
            GameInfo.ViewScope scope) {
        this(
                new GameInfo(
                        id,
                        1,
                        1,
                        4,
                        RATE_HZ,
                        RATE_HZ,
                        durability,
                        timing,
                        GameInfo.AfterGap.PAUSE,
                        scope,
                        GameInfo.Ranking.UNRANKED),
                seconds,
                room -> {});
    }

    private TallyGame(GameInfo info, int seconds, IntConsumer poisoned) {
        this.info = info;
        this.seconds = seconds;
        this.poisoned = poisoned;
        this.endTick = seconds * RATE_HZ;
    }

    /** The same rules, as a host runs them: told at each step of a room that was poisoned. */
    TallyGame with(IntConsumer onPoison) {
        return new TallyGame(info, seconds, onPoison);
    }

    /** The same with a journal that is trimmed while it is played. */
    TallyGame inSegments() {
        return new TallyGame(info.inSegments(), seconds, poisoned);
    }

    /** The same that opens for nobody, and asks somebody outside about some of what is said. */
    TallyGame joined() {
        GameInfo all =
                new GameInfo(
                        info.id(),
                        1,
                        0,
                        4,
                        RATE_HZ,
                        RATE_HZ,
                        info.durability(),
                        info.commandTiming(),
                        GameInfo.AfterGap.PAUSE,
                        info.viewScope(),
                        GameInfo.Ranking.UNRANKED);
        return new TallyGame(all.tellingOfPlayers(), seconds, poisoned);
    }

    /** Whether that is said outside too, in a game that people join. */
    static boolean isAsked(int value) {
        return value % 10 == 3;
    }

    /** A question to somebody outside, and his answer. */
    record Asked(int value) implements Message {}

    record Answered(int value) implements Message {}

    /** What adds a value to the tally. */
    sealed interface Said extends PlayerCommand {
        int value();
    }

    /** Judged as the arena's moves are: whatever becomes of hosts, nobody here may be flagged. */
    record Note(int value) implements Said, JudgedCommand {
        @Override
        public int wanted() {
            return value;
        }

        @Override
        public Optional<Claim> claim() {
            return Optional.empty();
        }

        @Override
        public Optional<Spot> spotIn(Message view) {
            return Optional.empty();
        }
    }

    /**
     * A long one, of which there are more at once than anybody may give moves.
     *
     * @param padding makes it long
     */
    record Chat(int value, String padding) implements Said {}

    /** Something was added. */
    record Noted(int seat, int value) implements Message {}

    /**
     * How it stands.
     *
     * @param mix of all that happened
     */
    record Tally(long tick, String mix, boolean over) implements Message {}

    @Override
    public GameInfo info() {
        return info;
    }

    @Override
    public Vocabulary vocabulary() {
        return VOCABULARY;
    }

    @Override
    public Simulation open(Opening opening) {
        List<Integer> seats = opening.seats().stream().map(seat -> seat.index()).toList();
        return new Play(opening.dice(), seats, new Tallied(1, 0, 0), null);
    }

    @Override
    public Simulation restore(StateReader state, Dice dice) {
        int count = state.count(4);
        List<Integer> seats = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seats.add(state.int32());
        }
        Tallied tallied = new Tallied(state.int64(), state.int64(), state.int32());
        String ended = state.text();
        return new Play(dice, seats, tallied, ended.isEmpty() ? null : ended);
    }

    private record Tallied(long mix, long tick, int poison) {}

    private final class Play implements Simulation {
        private final Dice dice;
        private final List<Integer> seats;
        private long mix;
        private long tick;
        private int poison;
        private @Nullable String ended;

        Play(Dice dice, List<Integer> seats, Tallied from, @Nullable String ended) {
            this.dice = dice;
            this.seats = new ArrayList<>(seats);
            this.mix = from.mix();
            this.tick = from.tick();
            this.poison = from.poison();
            this.ended = ended;
        }

        private void stir(long with) {
            mix = (mix ^ with) * 0x9E3779B97F4A7C15L;
            mix ^= mix >>> 29;
        }

        @Override
        public Verdict apply(long now, Input.ToGame input, Out out) {
            switch (input) {
                case Input.Command command -> {
                    Said note = (Said) command.command();
                    if (note.value() == UNLUCKY) {
                        return Verdict.refused("unlucky", "Not that one.");
                    }
                    if (note.value() >= POISON) {
                        poison = note.value();
                    }
                    stir(command.seat() * 1_000_003L + command.sequence() * 131 + note.value());
                    out.event(Audience.ALL, new Noted(command.seat(), note.value()));
                    if (info.isJoined() && isAsked(note.value())) {
                        out.effect(OUTSIDE, new Asked(note.value()));
                    }
                }
                case Input.Joined joined -> {
                    seats.add(joined.seat().index());
                    stir(7_777L + joined.seat().index());
                }
                case Input.RoomMessage(String from, long sequence, Answered answer) ->
                        stir(77_777L + sequence + answer.value());
                case Input.PresenceChanged changed -> stir(7L + changed.seat());
                case Input.Left left -> stir(77L + left.seat());
                default -> stir(777);
            }
            return Verdict.ACCEPTED;
        }

        @Override
        public void step(long at, Out out) {
            tick = at;
            if (poison > 0) {
                poisoned.accept(poison - POISON);
            }
            stir(at + dice.stream("tally", "0").below(1_000_000));
            if (at >= endTick) {
                ended = "time";
            }
        }

        @Override
        public long nextStep(long at) {
            return at + 1;
        }

        @Override
        public Message view(Viewer viewer) {
            return new Tally(tick, Long.toHexString(mix), ended != null);
        }

        @Override
        public void write(StateWriter out) {
            out.int32(seats.size());
            seats.forEach(out::int32);
            out.int64(mix).int64(tick).int32(poison).text(ended == null ? "" : ended);
        }

        @Override
        public Optional<Standings> standings() {
            if (ended == null) {
                return Optional.empty();
            }
            List<Standings.Place> places =
                    seats.stream()
                            .map(seat -> new Standings.Place(seat, 1, new TreeMap<>()))
                            .toList();
            return Optional.of(new Standings(ended, places));
        }
    }
}
