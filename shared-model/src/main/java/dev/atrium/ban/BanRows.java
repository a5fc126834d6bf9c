package dev.atrium.ban;

import dev.atrium.schema.BanRow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of a player's row by what happens; empty where nothing does. Pure. */
final class BanRows {
    /** Rooms that are remembered: whoever tells of one again does so soon. */
    static final int ROOMS_MAX = 16;

    /** After the end of his last ban nobody's forfeits count for longer. */
    private static final Duration FORFEITS_KEPT = Duration.ofDays(400);

    private static final long MS_PER_S = 1_000;

    private BanRows() {}

    /** A ban for something that is no forfeit, unless one stands that ends as late. */
    static Optional<BanRow> banned(Optional<BanRow> before, Ban ban) {
        if (before.isPresent() && before.get().endsAtMs() >= ban.endsAtMs()) {
            return Optional.empty();
        }
        return Optional.of(next(before, ban, rooms(before), counted(before)));
    }

    /** A forfeit, unless its room has been told of; a ban that ends later stands on. */
    static Optional<BanRow> forfeited(Optional<BanRow> before, Forfeit forfeit, long nowMs) {
        List<String> rooms = new ArrayList<>(rooms(before));
        if (rooms.contains(forfeit.roomId())) {
            return Optional.empty();
        }
        rooms.add(forfeit.roomId());
        List<String> kept =
                List.copyOf(rooms.subList(Math.max(0, rooms.size() - ROOMS_MAX), rooms.size()));
        int counted = counted(before) + 1;
        Ban ban =
                new Ban(
                        forfeit.playerId(),
                        forfeit.reason(),
                        nowMs,
                        Forfeit.endsAtMs(counted, nowMs),
                        Optional.of(forfeit.roomId()),
                        counted);
        Ban longest =
                before.map(Ban::of)
                        .filter(stands -> stands.endsAtMs() > ban.endsAtMs())
                        .orElse(ban);
        return Optional.of(next(before, longest, kept, counted));
    }

    /** The end of a ban that is on; if it was for a forfeit, that counts no more. */
    static Optional<BanRow> lifted(Optional<BanRow> before, long nowMs) {
        Optional<Ban> stands = before.map(Ban::of).filter(ban -> ban.isOn(nowMs));
        if (stands.isEmpty()) {
            return Optional.empty();
        }
        Ban ban = stands.get();
        int counted = counted(before) - (ban.room().isPresent() ? 1 : 0);
        Ban ended =
                new Ban(
                        ban.playerId(),
                        ban.reason(),
                        ban.bannedAtMs(),
                        // The clock of who banned him may be ahead.
                        Math.max(nowMs, ban.bannedAtMs() + 1),
                        Optional.empty(),
                        counted);
        return Optional.of(next(before, ended, rooms(before), Math.max(0, counted)));
    }

    private static BanRow next(Optional<BanRow> before, Ban ban, List<String> rooms, int counted) {
        return new BanRow(
                ban.playerId(),
                ban.reason(),
                ban.bannedAtMs(),
                ban.endsAtMs(),
                ttl(ban, rooms),
                ban.room().orElse(null),
                rooms.isEmpty() ? null : rooms,
                counted,
                before.map(BanRow::version).orElse(0L) + 1);
    }

    private static long ttl(Ban ban, List<String> rooms) {
        if (ban.endsAtMs() == Ban.NEVER) {
            return Long.MAX_VALUE / MS_PER_S;
        }
        long keptMs = rooms.isEmpty() ? 0 : FORFEITS_KEPT.toMillis();
        return (ban.endsAtMs() + keptMs) / MS_PER_S + 1;
    }

    private static List<String> rooms(Optional<BanRow> before) {
        return before.map(BanRow::rooms).orElse(List.of());
    }

    private static int counted(Optional<BanRow> before) {
        return before.map(BanRow::counted).orElse(0);
    }
}
