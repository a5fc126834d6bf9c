package dev.atrium.host.room;

import dev.atrium.game.Presence;
import dev.atrium.game.Seat;
import dev.atrium.host.connection.Connection;
import dev.atrium.room.SeatPlan;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The seats of a room with who may take them and through which connection. Its thread's alone. */
final class RoomSeats {
    /** By rising index; another list whenever somebody comes late. */
    private List<Place> places;

    private int connected;

    /** Whom this owner knows to have been taken out: his seat may be another's by now. */
    private final Set<String> sentAway = new HashSet<>();

    private final RoomWatchers watchers;

    /** One seat. */
    final class Place {
        private final SeatPlan plan;
        private @Nullable Session session;
        private boolean silent;
        private boolean entered;
        private boolean left;
        private boolean kicked;
        private String nonce = "";
        private long sequence;

        private Place(SeatPlan plan) {
            this.plan = plan;
        }

        SeatPlan plan() {
            return plan;
        }

        int index() {
            return plan.index();
        }

        @Nullable Session session() {
            return session;
        }

        @Nullable Connection connection() {
            return session == null ? null : session.connection();
        }

        /** Whether a bot or somebody who was heard lately sits there. */
        boolean isHere() {
            return !left && (plan.bot() || (session != null && !silent));
        }

        /** Returns whether that is news. */
        boolean heard(boolean now) {
            boolean news = silent == now;
            silent = !now;
            return news;
        }

        boolean entered() {
            return entered;
        }

        boolean left() {
            return left;
        }

        /** Whether he was taken out, which only this owner knows; after a takeover he just left. */
        boolean kicked() {
            return kicked;
        }

        String nonce() {
            return nonce;
        }

        void enter(Session with, String firstNonce) {
            if (!entered) {
                entered = true;
                nonce = firstNonce;
            }
            connected += session == null ? 1 : 0;
            session = with;
            silent = false;
        }

        void detach() {
            connected -= session == null ? 0 : 1;
            session = null;
        }

        void leave() {
            left = true;
            detach();
        }

        void kick() {
            kicked = true;
            sentAway.add(plan.playerId());
            leave();
        }

        /** The next number of this seat's own stream. */
        long nextSequence() {
            return ++sequence;
        }

        long sequence() {
            return sequence;
        }
    }

    /** Seats of a room that nobody may watch. */
    RoomSeats(List<SeatPlan> plans) {
        this(plans, 0);
    }

    /**
     * Seats as the match fixed them.
     *
     * @param watchersMax how many may look on
     */
    RoomSeats(List<SeatPlan> plans, int watchersMax) {
        this.watchers = new RoomWatchers(watchersMax);
        this.places =
                plans.stream()
                        .sorted(Comparator.comparingInt(SeatPlan::index))
                        .map(plan -> new Place(plan))
                        .toList();
    }

    /** Whether he was taken out of the room, as far as this owner knows. */
    boolean isSentAway(String playerId) {
        return sentAway.contains(playerId);
    }

    /** A seat that nobody ever had, below that many; none if there is none left. */
    OptionalInt unused(int seatsMax) {
        Set<Integer> used = places.stream().map(Place::index).collect(Collectors.toSet());
        return IntStream.range(0, seatsMax).filter(index -> !used.contains(index)).findFirst();
    }

    /** A seat that was given up, the first of them; none if nobody has given one up. */
    OptionalInt givenUp() {
        return places.stream().filter(Place::left).mapToInt(Place::index).findFirst();
    }

    /** Names of those who have not given their seats up. */
    Set<String> names() {
        return places.stream()
                .filter(place -> !place.left())
                .map(place -> place.plan().name())
                .collect(Collectors.toSet());
    }

    /** Who looks on without a seat. */
    RoomWatchers watchers() {
        return watchers;
    }

    /** Somebody has come late, to a seat of his own, or to one that another gave up. */
    Place add(SeatPlan plan) {
        Place place = new Place(plan);
        places =
                Stream.concat(
                                places.stream().filter(other -> other.index() != plan.index()),
                                Stream.of(place))
                        .sorted(Comparator.comparingInt(Place::index))
                        .toList();
        return place;
    }

    /** As another owner left them: nobody is connected, and those who had entered may come back. */
    void restore(SortedMap<Integer, String> nonces, SortedMap<Seat, Presence> presence) {
        for (Place place : places) {
            String nonce = nonces.get(place.index());
            place.entered = nonce != null || place.plan().bot();
            place.nonce = nonce == null ? "" : nonce;
        }
        Set<Integer> planned = places.stream().map(Place::index).collect(Collectors.toSet());
        for (Seat seat : presence.keySet()) {
            if (!planned.contains(seat.index())) {
                // He came late; his ticket has the hash of his nonce.
                add(SeatPlan.of(seat, "")).entered = true;
            }
        }
        Set<Integer> played =
                presence.keySet().stream().map(Seat::index).collect(Collectors.toSet());
        // Who had given his seat up before it began was never told to the game.
        places.stream().filter(place -> !played.contains(place.index())).forEach(Place::leave);
        presence.forEach(
                (seat, is) -> {
                    if (is == Presence.LEFT) {
                        places.stream()
                                .filter(place -> place.index() == seat.index())
                                .forEach(Place::leave);
                    }
                });
    }

    /** Who plays: all but those who gave their seats up before it began. */
    List<Seat> seated() {
        return places.stream()
                .filter(place -> !place.left())
                .map(place -> place.plan().seat())
                .toList();
    }

    /** Whether enough are left to begin, and anybody but house bots. */
    boolean suffice(int seatsMin) {
        List<Seat> seated = seated();
        return seated.size() >= seatsMin && seated.stream().anyMatch(seat -> !seat.bot());
    }

    /** What those brought who have entered, by seat. */
    SortedMap<Integer, String> nonces() {
        SortedMap<Integer, String> nonces = new TreeMap<>();
        for (Place place : places) {
            if (place.entered() && !place.left()) {
                nonces.put(place.index(), place.nonce());
            }
        }
        return nonces;
    }

    /** Whether somebody gave that seat up. */
    boolean hasLeft(int index) {
        return places.stream().anyMatch(place -> place.index() == index && place.left());
    }

    /** How many are connected. */
    int connected() {
        return connected;
    }

    /** All of them by rising index. */
    List<Place> all() {
        return places;
    }

    Optional<Place> of(String playerId) {
        return places.stream()
                .filter(place -> !place.plan().bot() && place.plan().playerId().equals(playerId))
                .findFirst();
    }

    Optional<Place> at(Connection connection) {
        for (Place place : places) {
            if (connection.equals(place.connection())) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /**
     * The seat that a connection has, if it has it still.
     *
     * @param seat which it was given
     */
    Optional<Place> at(int seat, Connection connection) {
        // Mostly they are numbered from 0 on without a gap; else it is looked for.
        if (seat >= 0 && seat < places.size()) {
            Place place = places.get(seat);
            if (place.index() == seat && connection.equals(place.connection())) {
                return Optional.of(place);
            }
        }
        return at(connection);
    }

    /** Whether every person has entered, or given up before the start. */
    boolean complete() {
        return places.stream().allMatch(p -> p.plan().bot() || p.left() || p.connection() != null);
    }
}
