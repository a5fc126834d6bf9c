package dev.atrium.host.ban;

import dev.atrium.ban.Forfeit;
import dev.atrium.host.attempt.Attempt;
import dev.atrium.host.attempt.Attempts;
import dev.atrium.host.room.RoomForfeits;

/** Bans who has forfeited, and tries again until the record has it. Thread-safe, never blocks. */
public final class ForfeitBans implements RoomForfeits {
    /** Within a minute and a half; a room that is taken over later tells of it again. */
    private static final int TIMES_MAX = 20;

    private final Bans bans;
    private final Attempts attempts;

    /** Bans in those, by such attempts. */
    public ForfeitBans(Bans bans, Attempts attempts) {
        this.bans = bans;
        this.attempts = attempts;
    }

    @Override
    public void forfeited(Forfeit forfeit) {
        attempts.make(
                new Attempt<Boolean>() {
                    @Override
                    public String roomId() {
                        return forfeit.roomId();
                    }

                    @Override
                    public String pending() {
                        return "player " + forfeit.playerId() + " is not banned";
                    }

                    @Override
                    public int timesMax() {
                        return TIMES_MAX;
                    }

                    @Override
                    public Boolean once() {
                        var _ = bans.forfeited(forfeit);
                        return true;
                    }

                    @Override
                    public Boolean givenUp() {
                        return false;
                    }
                },
                done -> {});
    }
}
