package dev.atrium.proof;

import dev.atrium.game.GameInfo;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Standings;
import dev.atrium.message.Message;
import dev.atrium.state.StateHash;
import dev.atrium.vrf.DrawnSeed;
import dev.atrium.vrf.SeedProof;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * How a room ended, with all that proves it. Signed as the exact bytes of its JSON document.
 *
 * @param roomId which room
 * @param game which game
 * @param rulesVersion in which rules version
 * @param seedSource how the seed came about: {@code vrf} or {@code random}
 * @param seed 64 hex digits; a room's seed is public once it is over
 * @param seedProof that nobody chose it; none for a random one
 * @param seats who sat, by seat
 * @param reason how it ended, of the standings
 * @param standings best first
 * @param ticks how long it took
 * @param journalHash the head of the journal's hash chain
 * @param stateHash of the last state
 * @param startedAt wall time in ms at which play started
 * @param finishedAt wall time in ms at which it ended
 * @param hostBuild the build of the host that ran it
 */
public record Outcome(
        String roomId,
        String game,
        int rulesVersion,
        String seedSource,
        String seed,
        Optional<SeedProof> seedProof,
        List<OutcomeSeat> seats,
        String reason,
        List<OutcomePlace> standings,
        long ticks,
        String journalHash,
        String stateHash,
        long startedAt,
        long finishedAt,
        String hostBuild)
        implements Message {

    /**
     * Who sat at a seat.
     *
     * @param seat its index
     * @param playerId who
     * @param name his name then
     * @param icon his icon then
     * @param bot whether a house bot played
     */
    public record OutcomeSeat(int seat, String playerId, String name, String icon, boolean bot) {}

    /**
     * How a seat did.
     *
     * @param seat its index
     * @param place 1 and more
     * @param statistics by rising name
     */
    public record OutcomePlace(int seat, int place, SortedMap<String, Long> statistics) {
        /** That statistic, 0 if it was not kept. */
        public long statistic(String name) {
            return statistics.getOrDefault(name, 0L);
        }
    }

    /**
     * What of a play its last state does not tell.
     *
     * @param roomId which room
     * @param seed public from now on, and where it comes from
     * @param startedAt wall time in ms at which play started
     * @param finishedAt wall time in ms at which it ended
     * @param hostBuild the build of the host that ran it
     */
    public record Play(
            String roomId, DrawnSeed seed, long startedAt, long finishedAt, String hostBuild) {}

    /**
     * The outcome of a room that has come to its end.
     *
     * @param machine in its last state
     * @param journalHash the head of the whole journal's hash chain
     * @throws java.util.NoSuchElementException if it has no standings yet
     */
    public static Outcome of(RoomMachine machine, StateHash journalHash, Play play) {
        GameInfo info = machine.game().info();
        Standings standings = machine.standings().orElseThrow();
        return new Outcome(
                play.roomId,
                info.id(),
                info.rulesVersion(),
                play.seed.source(),
                play.seed.seed().revealHex(),
                play.seed.proof(),
                OutcomeProof.seatsOf(machine.seats().keySet()),
                standings.reason(),
                OutcomeProof.placesOf(standings),
                machine.tick(),
                journalHash.hex(),
                machine.hash().hex(),
                play.startedAt,
                play.finishedAt,
                play.hostBuild);
    }

    /** The seat of that index, which must be one of them. */
    public OutcomeSeat seat(int index) {
        return seats.stream()
                .filter(s -> s.seat() == index)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no seat " + index));
    }

    /** The names of those in place 1, joined by {@code " & "}. */
    public String winner() {
        return String.join(" & ", winningSeats().map(OutcomeSeat::name).toList());
    }

    /** The players in place 1, in the order in which {@link #winner} names them. */
    public List<String> winners() {
        return winningSeats().map(OutcomeSeat::playerId).toList();
    }

    private Stream<OutcomeSeat> winningSeats() {
        return standings.stream().filter(p -> p.place() == 1).map(p -> seat(p.seat()));
    }
}
