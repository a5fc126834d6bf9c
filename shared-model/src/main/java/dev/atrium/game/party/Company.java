package dev.atrium.game.party;

import dev.atrium.game.Seat;
import dev.atrium.game.Simulation;
import dev.atrium.message.Message;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Everybody who ever sat in the room, and who of them is host. */
final class Company {
    private static final int NOBODY = -1;

    /** The last who had each seat. */
    private final TreeMap<Integer, Player> players = new TreeMap<>();

    private int hostSeat = NOBODY;
    private int joins;

    /** When the last one left, while nobody is there any more. */
    private long emptySince = Simulation.NEVER;

    /** A company as it is written. */
    record Kept(List<Player.Kept> players, int hostSeat, int joins, long emptySince)
            implements Message {
        Kept {
            if (emptySince < 0) {
                throw new IllegalArgumentException("emptySince=" + emptySince);
            }
        }
    }

    static Company of(Kept kept) {
        Company company = new Company();
        for (Player.Kept player : kept.players()) {
            if (company.players.put(player.seat(), Player.of(player)) != null) {
                throw new IllegalArgumentException("seat " + player.seat() + " is there twice");
            }
        }
        if (kept.hostSeat() != NOBODY && company.find(kept.hostSeat()).isEmpty()) {
            throw new IllegalArgumentException("hostSeat=" + kept.hostSeat());
        }
        company.hostSeat = kept.hostSeat();
        company.joins = kept.joins();
        company.emptySince = kept.emptySince();
        return company;
    }

    Kept kept() {
        List<Player.Kept> all = players.values().stream().map(Player::kept).toList();
        return new Kept(all, hostSeat, joins, emptySince);
    }

    /** Gives somebody a seat; who had it before is forgotten. */
    Player join(Seat seat) {
        Player player = Player.joining(seat, joins++);
        players.put(seat.index(), player);
        emptySince = Simulation.NEVER;
        return player;
    }

    /** Takes his part from somebody who has one. */
    void leave(Player player, long tick) {
        player.leaves();
        if (belonging().isEmpty()) {
            emptySince = tick;
        }
    }

    /** The last who had that seat. */
    Optional<Player> find(int seat) {
        return Optional.ofNullable(players.get(seat));
    }

    /** Who has part at that seat. */
    Optional<Player> belongingAt(int seat) {
        return find(seat).filter(Player::belongs);
    }

    /** Everybody who ever sat, by seat. */
    Collection<Player> all() {
        return players.values();
    }

    /** Those who have part, by seat. */
    List<Player> belonging() {
        List<Player> belonging = new ArrayList<>(players.size());
        for (Player player : players.values()) {
            if (player.belongs()) {
                belonging.add(player);
            }
        }
        return belonging;
    }

    /** Those who are shown, by seat: who has part, and who had part once the game had started. */
    List<Player> shown() {
        return players.values().stream().filter(p -> p.belongs() || p.played()).toList();
    }

    /** How many have part and are connected. */
    int connected() {
        int connected = 0;
        for (Player player : players.values()) {
            connected += player.connected() ? 1 : 0;
        }
        return connected;
    }

    boolean isHost(int seat) {
        return seat == hostSeat;
    }

    /**
     * Makes another one host where there is none, or he is gone for too long: of those connected,
     * the one who came first. While nobody is connected it stays as it is.
     *
     * @return whether somebody else is host now
     */
    boolean electHost(long tick) {
        Player host = host();
        if (host != null && (host.connected() || tick < replacedAt(host))) {
            return false;
        }
        int before = hostSeat;
        Optional<Player> first =
                players.values().stream()
                        .filter(Player::connected)
                        .min(Comparator.comparingInt(Player::joined));
        if (first.isPresent()) {
            hostSeat = first.get().seat();
        } else if (host == null) {
            hostSeat = NOBODY;
        }
        return hostSeat != before;
    }

    /** When somebody else becomes host if nothing happens before. */
    long hostReplacedAt() {
        Player host = host();
        return host == null || host.connected() || connected() == 0
                ? Simulation.NEVER
                : replacedAt(host);
    }

    private static long replacedAt(Player host) {
        return host.goneAt() + PartyTimes.HOST_GONE_TICKS;
    }

    private @Nullable Player host() {
        Player host = players.get(hostSeat);
        return host != null && host.belongs() ? host : null;
    }

    /** When the last one left, while nobody has part; never if nobody ever came. */
    long emptySince() {
        return emptySince;
    }

    /** Whether nobody ever took a seat. */
    boolean nobodyCame() {
        return players.isEmpty();
    }

    /** Since when nobody is connected who ever took a seat; never if somebody is. */
    long unattendedSince() {
        long since = 0;
        for (Player player : players.values()) {
            if (player.connected()) {
                return Simulation.NEVER;
            }
            since = Math.max(since, player.goneAt());
        }
        return since;
    }

    PartyEvents.PartyPlayer shown(Player player) {
        return new PartyEvents.PartyPlayer(
                player.seat(),
                player.id(),
                player.name(),
                player.icon(),
                isHost(player.seat()),
                player.connected(),
                player.score());
    }

    List<PartyEvents.PartyPlayer> shownToAll() {
        return shown().stream().map(this::shown).toList();
    }
}
