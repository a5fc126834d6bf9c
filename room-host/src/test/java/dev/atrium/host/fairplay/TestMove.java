package dev.atrium.host.fairplay;

import dev.atrium.game.Claim;
import dev.atrium.game.JudgedCommand;
import dev.atrium.game.Spot;
import dev.atrium.message.Message;

import java.util.Optional;

/**
 * A command of no game.
 *
 * @param wanted a number for what it wants
 * @param claim what it claims
 */
record TestMove(int wanted, Optional<Claim> claim) implements JudgedCommand {
    static final int FAR_MAX = 512;

    /** Where its thing stands, if it stands anywhere. */
    record Place(Optional<Spot> spot) implements Message {}

    static TestMove to(int wanted) {
        return new TestMove(wanted, Optional.empty());
    }

    static TestMove claiming(int wanted, int x, int y) {
        return new TestMove(wanted, Optional.of(new Claim("one", new Spot(x, y), FAR_MAX)));
    }

    @Override
    public Optional<Spot> spotIn(Message view) {
        return ((Place) view).spot();
    }
}
