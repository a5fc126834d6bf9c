package dev.atrium.game.arena;

import dev.atrium.dice.DiceStream;
import dev.atrium.game.Audience;
import dev.atrium.game.Out;
import dev.atrium.game.Seat;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who fights, who has fallen, and what a fall brings about. */
final class Roster {
    /** A seat's option: how many warriors it enters. */
    static final String WARRIORS_OPTION = "warriors";

    private final ArenaMode mode;
    private final int eliminationHp;
    private final int hpMax;
    private Player[] players;
    private Warrior[] warriors;
    private int playersLiving;

    private Roster(ArenaMode mode, Player[] players, Warrior[] warriors) {
        this.mode = mode;
        this.players = players;
        this.warriors = warriors;
        this.eliminationHp = mode.combat().eliminationHp();
        this.hpMax = mode.entry().hpMax();
        count();
    }

    /**
     * Enters everybody at tick 0, on the ring, in an order by dice.
     *
     * @throws IllegalArgumentException if a seat enters too few or too many, or all of them do
     */
    static Roster open(ArenaMode mode, List<Seat> seats, Field field, DiceStream placement) {
        ArenaMode.Entry entry = mode.entry();
        Player[] players = new Player[seats.size()];
        List<Warrior> warriors = new ArrayList<>();
        for (int i = 0; i < players.length; i++) {
            players[i] = new Player(seats.get(i));
            int brought = brought(seats.get(i), entry);
            for (int number = 0; number < brought; number++) {
                warriors.add(new Warrior(players[i], number, 0, entry.hp()));
            }
        }
        int count = warriors.size();
        require("warriors in all", count, entry.warriorsMax());
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            places.add(place);
        }
        placement.shuffle(places);
        for (int i = 0; i < count; i++) {
            warriors.get(i).x = field.ringX(places.get(i), count);
            warriors.get(i).y = field.ringY(places.get(i), count);
        }
        return new Roster(mode, players, warriors.toArray(Warrior[]::new));
    }

    /**
     * How many warriors a seat enters.
     *
     * @throws IllegalArgumentException if none, or more than one player may
     */
    int brought(Seat seat) {
        return brought(seat, mode.entry());
    }

    /** Whether somebody plays, or has played, at that seat. */
    boolean seats(int seat) {
        return player(players, seat) != null;
    }

    /** Whether who sits there has a living warrior. */
    boolean lives(int seat) {
        Player player = player(players, seat);
        return player != null && player.living > 0;
    }

    /** Whether who sits there has lost by decision, or by leaving. */
    boolean hasForfeited(int seat) {
        Player player = player(players, seat);
        return player != null && player.forfeited;
    }

    private static int brought(Seat seat, ArenaMode.Entry entry) {
        int count = seat.option(WARRIORS_OPTION, 1);
        require("seat " + seat.index() + ": warriors", count, entry.warriorsPerSeatMax());
        return count;
    }

    /**
     * Takes in somebody who comes late; who had his seat before is forgotten. His warriors wait
     * with the fallen until they {@link #enter}.
     *
     * @throws IllegalArgumentException if he brings too few or too many; nothing has changed then
     */
    List<Warrior> join(Seat seat, int tick) {
        List<Player> all = new ArrayList<>(List.of(players));
        List<Warrior> fighters = new ArrayList<>(List.of(warriors));
        all.removeIf(player -> player.seat == seat.index());
        fighters.removeIf(warrior -> warrior.player.seat == seat.index());
        Player player = new Player(seat);
        List<Warrior> brought = new ArrayList<>();
        int count = brought(seat, mode.entry());
        require("warriors in all", fighters.size() + count, mode.entry().warriorsMax());
        for (int number = 0; number < count; number++) {
            Warrior warrior = new Warrior(player, number, tick, 0);
            warrior.fallenTick = tick;
            brought.add(warrior);
        }
        all.add(player);
        fighters.addAll(brought);
        // Stable: the warriors of a seat stay in the order of their numbers.
        all.sort(Comparator.comparingInt(one -> one.seat));
        fighters.sort(Comparator.comparingInt(warrior -> warrior.player.seat));
        players = all.toArray(Player[]::new);
        warriors = fighters.toArray(Warrior[]::new);
        count();
        return brought;
    }

    /** A warrior among the fallen takes a place on the field, with so much hp. */
    void enter(Warrior warrior, FreeCells.Cell cell, int hp, int tick) {
        warrior.enter(cell, hp, tick);
        if (warrior.player.living++ == 0) {
            playersLiving++;
        }
    }

    private static void require(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + "=" + value + " (allowed: 1-" + most + ")");
        }
    }

    /** In the order of seats; not to be changed. */
    Player[] players() {
        return players;
    }

    /** In the order of seats, the fallen included; not to be changed. */
    Warrior[] warriors() {
        return warriors;
    }

    /** Players with living warriors. */
    int playersLiving() {
        return playersLiving;
    }

    /** Remembers everybody's hp, by which those who fall on one tick are ranked. */
    void beginTick() {
        for (Warrior warrior : warriors) {
            warrior.hpBeforeTick = warrior.hp;
        }
    }

    @Nullable Warrior find(String id) {
        for (Warrior warrior : warriors) {
            if (warrior.id.equals(id)) {
                return warrior;
            }
        }
        return null;
    }

    /** All warriors of a seat stand still until told otherwise. */
    void stop(int seat) {
        for (Warrior warrior : warriors) {
            if (warrior.player.seat == seat) {
                warrior.direction = Direction.STOP;
            }
        }
    }

    /**
     * All living warriors of a seat fall, by nobody's hand, and the player is marked.
     *
     * @return false if that was so already
     */
    boolean forfeit(int seat, int tick, Out out) {
        Player player = player(players, seat);
        if (player == null || player.forfeited) {
            return false;
        }
        player.forfeited = true;
        fallAll(player, tick, out);
        return true;
    }

    /** All living warriors of a seat fall, by nobody's hand, and he takes no more part. */
    void withdraw(int seat, int tick, Out out) {
        Player player = player(players, seat);
        if (player != null) {
            player.left = true;
            fallAll(player, tick, out);
        }
    }

    private void fallAll(Player player, int tick, Out out) {
        beginTick();
        for (Warrior warrior : warriors) {
            if (warrior.player == player && warrior.living()) {
                warrior.hp = 0;
                fall(warrior, null, tick, out);
            }
        }
    }

    /**
     * A warrior without hp falls.
     *
     * @param killer whose attack it was; null for the environment
     */
    void fall(Warrior victim, @Nullable Warrior killer, int tick, Out out) {
        victim.fallenTick = tick;
        victim.hpBeforeFall = victim.hpBeforeTick;
        victim.direction = Direction.STOP;
        victim.player.streak = 0;
        if (--victim.player.living == 0) {
            playersLiving--;
        }
        if (killer != null) {
            killer.heal(eliminationHp, hpMax);
            killer.eliminations++;
            killer.player.streak++;
        }
        out.event(
                Audience.ALL,
                new ArenaEvent.WarriorEliminated(
                        victim.id,
                        Optional.ofNullable(killer).map(by -> by.id),
                        victim.finalStats(tick)));
    }

    void write(StateWriter out) {
        out.int32(players.length);
        for (Player player : players) {
            player.write(out);
        }
        out.int32(warriors.length);
        for (Warrior warrior : warriors) {
            warrior.write(out);
        }
    }

    static Roster read(ArenaMode mode, StateReader in) {
        Player[] players = new Player[in.count(9)];
        for (int i = 0; i < players.length; i++) {
            players[i] = Player.read(in);
        }
        Warrior[] warriors = new Warrior[in.count(68)];
        for (int i = 0; i < warriors.length; i++) {
            Player player = player(players, in.int32());
            if (player == null) {
                throw new StateFormatException("a warrior of nobody");
            }
            warriors[i] = Warrior.read(in, player);
            requireOnField(warriors[i], mode);
        }
        if (warriors.length == 0 || warriors.length > mode.entry().warriorsMax()) {
            throw new StateFormatException(warriors.length + " warriors");
        }
        return new Roster(mode, players, warriors);
    }

    private static void requireOnField(Warrior warrior, ArenaMode mode) {
        int cells = mode.ground().cells();
        boolean onField = within(warrior.cellX(), cells - 1) && within(warrior.cellY(), cells - 1);
        if (!onField || !within(warrior.hp, mode.entry().hpMax())) {
            throw new StateFormatException("a warrior out of bounds");
        }
    }

    private static boolean within(int value, int most) {
        return value >= 0 && value <= most;
    }

    private static @Nullable Player player(Player[] players, int seat) {
        for (Player player : players) {
            if (player.seat == seat) {
                return player;
            }
        }
        return null;
    }

    /** Works out what follows from the rest: counts and underdogs. */
    private void count() {
        playersLiving = 0;
        for (Player player : players) {
            player.entered = 0;
            player.living = 0;
        }
        for (Warrior warrior : warriors) {
            warrior.player.entered++;
            if (warrior.living() && warrior.player.living++ == 0) {
                playersLiving++;
            }
        }
        for (Player player : players) {
            player.underdog = player.entered * players.length < warriors.length;
        }
    }
}
