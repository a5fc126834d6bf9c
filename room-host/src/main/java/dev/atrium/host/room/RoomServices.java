package dev.atrium.host.room;

import dev.atrium.host.bridge.Bridges;
import dev.atrium.host.clock.HostClock;
import dev.atrium.host.journal.JournalStores;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * What rooms need of their host.
 *
 * @param journals where journals are kept
 * @param seeds where seeds come from
 * @param beginnings writes down that a room is about to be played
 * @param ending stores the end of a room
 * @param handOver gives rooms to other hosts when this one leaves
 * @param reclaim goes on with rooms whose journal a store has lost
 * @param trimming lets go what long-lived rooms have in the archive
 * @param clock by which rooms live
 * @param wallClock for the times that players see
 * @param build of this host, for outcomes
 * @param speed game seconds in a wall second
 * @param enterWaitMs how long a room waits for its players from the first that enters
 * @param neverEnteredMs how long it waits for the first; then it is void
 * @param finishedKeptMs how long one that is over stays for those who look again
 * @param mayAct whether the host's lease is valid: an expired host starts nothing
 * @param meters where rooms tell what they measure
 * @param viewsHalved whether the host is so loaded that rooms show every other view
 * @param forfeits told who lost by what was counted against him
 * @param bridges what lies outside and is asked by rooms
 * @param speech what players may not say to each other
 */
public record RoomServices(
        JournalStores journals,
        SeedSource seeds,
        RoomBeginnings beginnings,
        RoomEnding ending,
        RoomHandOver handOver,
        RoomReclaim reclaim,
        RoomTrimming trimming,
        HostClock clock,
        InstantSource wallClock,
        String build,
        int speed,
        int enterWaitMs,
        int neverEnteredMs,
        int finishedKeptMs,
        BooleanSupplier mayAct,
        RoomMeters meters,
        BooleanSupplier viewsHalved,
        RoomForfeits forfeits,
        Bridges bridges,
        Speech speech) {}
