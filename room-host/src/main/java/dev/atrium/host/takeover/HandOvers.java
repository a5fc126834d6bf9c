package dev.atrium.host.takeover;

import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.room.RoomHandOver;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Gives this host's rooms to others, while it leaves or for an operator: asks the heir of each to
 * take it over, which it does as if this host were dead. Whatever the heir answers, the room's row
 * tells who owns it.
 */
public final class HandOvers implements RoomHandOver {
    private static final Logger LOG = LoggerFactory.getLogger(HandOvers.class);

    /** Heirs that are asked, one after the other. */
    private static final int HEIRS_MAX = 3;

    private final RoomTable rooms;
    private final Supplier<List<HostRow>> others;
    private final String hostId;
    private final Heirs heirs;
    private final Executor calls;

    /**
     * Hand-overs of a host.
     *
     * @param others the hosts that live, but for this one
     * @param hostId its own
     * @param heirs how they are asked
     * @param calls for what blocks
     */
    public HandOvers(
            RoomTable rooms,
            Supplier<List<HostRow>> others,
            String hostId,
            Heirs heirs,
            Executor calls) {
        this.rooms = rooms;
        this.others = others;
        this.hostId = hostId;
        this.heirs = heirs;
        this.calls = calls;
    }

    @Override
    public void handOver(String roomId, long epoch, Consumer<Result> done) {
        handOver(roomId, epoch, host -> true, done);
    }

    /** Hand-overs to that host alone, which refuses what it cannot take. */
    public RoomHandOver to(String heirId) {
        return (roomId, epoch, done) ->
                handOver(roomId, epoch, host -> host.hostId().equals(heirId), done);
    }

    /** Whether one of the other hosts could take that room now, or that one. Any thread. */
    public boolean canTake(RoomRow room, Optional<String> heirId) {
        List<HostRow> candidates =
                others.get().stream()
                        .filter(host -> heirId.isEmpty() || heirId.get().equals(host.hostId()))
                        .toList();
        return Inheritance.heirOf(room, candidates).isPresent();
    }

    private void handOver(
            String roomId, long epoch, Predicate<HostRow> may, Consumer<Result> done) {
        calls.execute(
                () -> {
                    Result result = new Result.Refused();
                    try {
                        result = give(roomId, epoch, may);
                    } catch (RuntimeException e) {
                        LOG.atError()
                                .addKeyValue("room", roomId)
                                .setCause(e)
                                .log("handing it over failed");
                    } finally {
                        done.accept(result);
                    }
                });
    }

    /** Makes the way to a few others, before any room stands still for it. Blocking, bounded. */
    public void greetOthers() {
        others.get().stream().limit(HEIRS_MAX).forEach(heirs::greet);
    }

    /**
     * Begins to give the rooms away that were placed here and never opened; who cannot be given in
     * time is found by the others later. Does not block.
     *
     * @return whether none of them is on its way any more; any thread
     */
    public BooleanSupplier handOverUnopened() {
        // The search for them counts as one.
        AtomicInteger left = new AtomicInteger(1);
        calls.execute(
                () -> {
                    try {
                        List<RoomRow> placed =
                                rooms.ownedBy(hostId).stream()
                                        .filter(room -> room.status() == RoomStatus.PLACED)
                                        .toList();
                        left.addAndGet(placed.size());
                        placed.forEach(
                                room ->
                                        handOver(
                                                room.roomId(),
                                                room.epoch(),
                                                result -> left.decrementAndGet()));
                    } catch (SdkException e) {
                        LOG.warn("rooms that were not opened stay: {}", e.toString());
                    } finally {
                        left.decrementAndGet();
                    }
                });
        return () -> left.get() == 0;
    }

    private Result give(String roomId, long epoch, Predicate<HostRow> may) {
        try {
            List<HostRow> candidates = new ArrayList<>(others.get().stream().filter(may).toList());
            for (int i = 0; i < HEIRS_MAX; i++) {
                Optional<RoomRow> room = rooms.find(roomId).filter(r -> r.liveOwner() != null);
                if (room.isEmpty()) {
                    return new Result.Refused();
                }
                if (!room.get().owner().equals(hostId) || room.get().epoch() != epoch) {
                    return taken(room.get());
                }
                Optional<HostRow> heir = Inheritance.heirOf(room.get(), candidates);
                if (heir.isEmpty()) {
                    return new Result.Refused();
                }
                heirs.ask(heir.get(), roomId, epoch);
                Optional<RoomRow> now = rooms.find(roomId);
                if (now.isPresent() && now.get().epoch() > epoch) {
                    return taken(now.get());
                }
                candidates.remove(heir.get());
            }
        } catch (SdkException e) {
            LOG.atWarn().addKeyValue("room", roomId).log("it is not handed over: {}", e.toString());
        }
        return new Result.Refused();
    }

    private Result taken(RoomRow room) {
        return others.get().stream()
                .filter(host -> host.hostId().equals(room.owner()))
                .<Result>map(host -> new Result.Taken(host.directUrl(), room.epoch()))
                .findFirst()
                .orElseGet(Result.Refused::new);
    }
}
