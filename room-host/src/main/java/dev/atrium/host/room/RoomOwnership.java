package dev.atrium.host.room;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Under which epoch a room is owned, and what is done when its journal's store says that it is not.
 * On the room's thread but for {@link #grant}.
 */
final class RoomOwnership {
    private static final Logger LOG = LoggerFactory.getLogger(RoomOwnership.class);

    /** A store that loses a room's journal more often than that keeps none. */
    private static final int RECLAIMS_MAX = 8;

    private final RoomServices services;
    private final Consumer<RoomCall> results;
    private volatile RoomGrant grant;
    private String reason = "";
    private int reclaims;
    private boolean disowned;
    private boolean reclaiming;

    /** What waits until it is known under which epoch the room is reclaimed. */
    private @Nullable Runnable afterReclaim;

    RoomOwnership(RoomGrant grant, RoomServices services, Consumer<RoomCall> results) {
        this.grant = grant;
        this.services = services;
        this.results = results;
    }

    /** As it is owned now. Any thread. */
    RoomGrant grant() {
        return grant;
    }

    /** Where another owner came to has been taken up, and is not kept twice. */
    void begun() {
        grant = grant.under(grant.epoch());
    }

    /** Whether nothing more leaves from here. */
    boolean isDisowned() {
        return disowned;
    }

    /**
     * Somebody else owns the room, or the store lost its journal. The play goes on as it can until
     * it is known which.
     *
     * @param why a code
     * @return false if it is of no use to ask
     */
    boolean refused(String why, RoomPlay play) {
        reason = why;
        LOG.atError()
                .addKeyValue("room", grant.roomId())
                .log("its store has not its journal, or refuses it: {}", why);
        if (!play.suspendJournal() || reclaims >= RECLAIMS_MAX) {
            return false;
        }
        reclaims++;
        reclaiming = true;
        RoomGrant now = grant;
        services.reclaim()
                .reclaim(
                        new RoomReclaim.Lost(
                                now.roomId(),
                                now.game().info().id(),
                                now.epoch(),
                                play.journalEntries(),
                                play.journalBase(),
                                play.seed()),
                        result -> results.accept(new RoomCall.Reclaimed(result)));
        return true;
    }

    /** The grant to go on under, if it is still ours. */
    Optional<RoomGrant> reclaimed(RoomReclaim.Result result) {
        reclaiming = false;
        Optional<RoomGrant> ours = grantAfter(result);
        Runnable waiting = afterReclaim;
        afterReclaim = null;
        if (waiting != null) {
            waiting.run();
        }
        return ours;
    }

    private Optional<RoomGrant> grantAfter(RoomReclaim.Result result) {
        return switch (result) {
            case RoomReclaim.Result.Ours ours -> {
                grant = grant.under(ours.epoch());
                LOG.atWarn()
                        .addKeyValue("room", grant.roomId())
                        .log("its journal was lost and is written anew, epoch {}", ours.epoch());
                yield Optional.of(grant);
            }
            case RoomReclaim.Result.NotDone notDone -> {
                grant = grant.under(notDone.epoch());
                yield Optional.empty();
            }
        };
    }

    /** Why its journal's store refused it. */
    String reason() {
        return reason;
    }

    /**
     * Whether it is void, or another's, its row will say. While the room is reclaimed that waits,
     * or its epoch would be raised meanwhile, and the row would seem to be another owner's.
     *
     * @param why a code
     * @param told what it says, on any thread
     */
    void disown(String why, Consumer<RoomEnding.Result> told) {
        disowned = true;
        Runnable voiding =
                () ->
                        services.ending()
                                .voidRoom(
                                        grant.roomId(),
                                        grant.epoch(),
                                        why,
                                        result -> {
                                            results.accept(new RoomCall.Ended(result));
                                            told.accept(result);
                                        });
        if (reclaiming) {
            afterReclaim = voiding;
        } else {
            voiding.run();
        }
    }
}
