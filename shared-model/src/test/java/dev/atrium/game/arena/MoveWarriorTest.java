package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Claim;
import dev.atrium.game.Spot;
import dev.atrium.game.Viewer;

import org.junit.jupiter.api.Test;

import java.util.Optional;

/** What a move is judged by. */
class MoveWarriorTest {
    private static MoveWarrior move(String warrior, Direction direction, Optional<Point> at) {
        return new MoveWarrior(warrior, direction, at);
    }

    @Test
    void claimIsTheWarriorsPlaceWithinTwoCellsOnEitherAxis() {
        Optional<Point> at = Optional.of(new Point(1_000, -40));
        Claim claim = move("0-0", Direction.N, at).claim().orElseThrow();

        assertEquals(new Claim("0-0", new Spot(1_000, -40), 512), claim);
        assertTrue(claim.fits(new Spot(1_512, -552)));
        assertFalse(claim.fits(new Spot(1_513, -40)));
        assertFalse(claim.fits(new Spot(1_000, 473)));
        assertEquals(Optional.empty(), move("0-0", Direction.N, Optional.empty()).claim());
    }

    @Test
    void whatIsWantedIsTheSameWhateverIsClaimed() {
        Optional<Point> at = Optional.of(new Point(7, 7));
        int wanted = move("0-0", Direction.N, Optional.empty()).wanted();

        assertEquals(wanted, move("0-0", Direction.N, at).wanted());
        assertNotEquals(wanted, move("0-0", Direction.S, at).wanted());
        assertNotEquals(wanted, move("0-1", Direction.N, at).wanted());
    }

    @Test
    void placeIsThatOfTheViewAndNoneOfWhoIsNotThere() {
        ArenaView view = (ArenaView) Stage.of(1, 1).simulation.view(Viewer.seat(0));
        ArenaView.WarriorView first = view.warriors().getFirst();

        assertEquals(
                Optional.of(new Spot(first.x(), first.y())),
                move(first.id(), Direction.N, Optional.empty()).spotIn(view));
        assertEquals(Optional.empty(), move("9-9", Direction.N, Optional.empty()).spotIn(view));
    }
}
