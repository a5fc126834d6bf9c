package dev.atrium.host.front;

import dev.atrium.ban.Ban;

import java.util.Optional;
import java.util.OptionalLong;

/** What is known of how players behave, on every host together. */
public interface Conduct {
    /** The ban that keeps a player out now, if there is one. May block. */
    Optional<Ban> banOf(String playerId);

    /**
     * What of a player's is ended because he signed out everywhere: what he was given at that wall
     * time in ms or before. May block.
     */
    OptionalLong signedOutBefore(String playerId);

    /** A connection of a player was closed for abuse. Never blocks. */
    void closedForAbuse(String playerId);
}
