package dev.atrium.host.front;

import dev.atrium.host.dynamo.HostTable;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.probation.Probation;
import dev.atrium.host.room.RoomEnding;

/**
 * What tells who owns what.
 *
 * @param restorer keeps other owners out, and brings back what they played
 * @param ending makes a room void that was taken and could not be opened
 * @param probation tries rooms that a loop stood still inside
 */
public record OpeningStores(
        RoomTable rooms,
        HostTable hosts,
        RoomRestorer restorer,
        RoomEnding ending,
        Probation probation) {}
