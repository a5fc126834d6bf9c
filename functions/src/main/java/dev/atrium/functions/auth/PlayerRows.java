package dev.atrium.functions.auth;

import dev.atrium.identity.Player;
import dev.atrium.schema.PlayerRow;

import java.util.Locale;

/** Between players and their rows. */
final class PlayerRows {
    private PlayerRows() {}

    /** The row of somebody who has played nothing yet. */
    static PlayerRow newRow(Player player, long createdAtMs) {
        return new PlayerRow(
                player.playerId(),
                player.name(),
                player.icon(),
                kindName(player),
                createdAtMs,
                0,
                0,
                0,
                0,
                0);
    }

    /** Who the row tells of. */
    static Player player(PlayerRow row) {
        return new Player(
                row.playerId(),
                row.name(),
                row.icon(),
                Player.Kind.valueOf(row.kind().toUpperCase(Locale.ROOT)));
    }

    /** As rows and the authorizer's context write it. */
    static String kindName(Player player) {
        return kindName(player.kind());
    }

    /** As rows and the authorizer's context write it. */
    static String kindName(Player.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
