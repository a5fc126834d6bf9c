package dev.atrium.host.room;

import dev.atrium.host.journal.JournalStore;

import java.time.InstantSource;

/**
 * What rooms need of their host.
 *
 * @param journals where journals are kept
 * @param seeds where seeds come from
 * @param ending stores the end of a room
 * @param wallClock for the times that players see
 * @param build of this host, for outcomes
 * @param speed game seconds in a wall second
 * @param enterWaitMs how long a room waits for its players from the first that enters
 */
public record RoomServices(
        JournalStore journals,
        SeedSource seeds,
        RoomEnding ending,
        InstantSource wallClock,
        String build,
        int speed,
        int enterWaitMs) {}
