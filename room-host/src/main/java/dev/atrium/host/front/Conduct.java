package dev.atrium.host.front;

import dev.atrium.ban.Ban;

import java.util.Optional;

/** What is known of how players behave, on every host together. */
public interface Conduct {
    /** The ban that keeps a player out now, if there is one. May block. */
    Optional<Ban> banOf(String playerId);

    /** A connection of a player was closed for abuse. Never blocks. */
    void closedForAbuse(String playerId);
}
