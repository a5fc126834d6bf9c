package dev.atrium.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.catalog.Games;
import dev.atrium.game.GameInfo;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class LaddersTest {
    private static final Ladders LADDERS = Ladders.SHIPPED;

    @Test
    void everyLadderIsOfARankedGameThatAtriumShips() {
        for (Ladder ladder : LADDERS.all()) {
            GameInfo info = Games.all().newest(ladder.game()).orElseThrow().info();
            assertEquals(GameInfo.Ranking.RANKED, info.ranking(), ladder.id());
        }
    }

    @Test
    void aBlitzOfTwoIsADuelAndOneOfMoreIsNot() {
        assertEquals(Optional.of(Ladders.BLITZ_DUEL), LADDERS.of("arena.blitz", 2));
        assertEquals(Optional.of(Ladders.BLITZ), LADDERS.of("arena.blitz", 3));
        assertEquals(Optional.of(Ladders.BLITZ), LADDERS.of("arena.blitz", 20));
        assertInstanceOf(Glicko2.class, Ladders.BLITZ_DUEL.system());
        assertInstanceOf(PlackettLuce.class, Ladders.BLITZ.system());
    }

    @Test
    void aPartyOfTwoIsOnTheLadderOfParties() {
        assertEquals(Optional.of(Ladders.PARTY), LADDERS.of("party.robots", 2));
        assertEquals(Optional.of(Ladders.PARTY), LADDERS.of("party.robots", 8));
    }

    @Test
    void whoMetNobodyAndWhatIsOnNoLadderIsNotRated() {
        assertEquals(Optional.empty(), LADDERS.of("arena.blitz", 0));
        assertEquals(Optional.empty(), LADDERS.of("arena.blitz", 1));
        assertEquals(Optional.empty(), LADDERS.of("party.robots", 1));
        assertEquals(Optional.empty(), LADDERS.of("arena.blitz", 101));
        assertEquals(Optional.empty(), LADDERS.of("arena.practice", 4));
        assertEquals(Optional.empty(), LADDERS.of("arena.siege", 40));
    }

    @Test
    void laddersAreFoundById() {
        assertEquals(Optional.of(Ladders.PARTY), LADDERS.find("party"));
        assertEquals(Optional.empty(), LADDERS.find("chess"));
    }

    @Test
    void aNewcomerIsShownBelowWhoeverIsKnownToBeAverage() {
        for (Ladder ladder : LADDERS.all()) {
            Rating newcomer = ladder.system().newcomer();
            long known = ladder.system().shown(newcomer.withUncertainty(60));
            assertTrue(ladder.system().shown(newcomer) + 500 < known, ladder.id());
        }
    }

    @Test
    void laddersThatContradictEachOtherAreRefused() {
        Ladder duel = Ladders.BLITZ_DUEL;
        Ladder sameKind = new Ladder("arena.other", duel.game(), duel.kind(), duel.system());
        Ladder sameId = new Ladder(duel.id(), "arena.siege", duel.kind(), duel.system());
        assertThrows(IllegalArgumentException.class, () -> new Ladders(List.of(duel, sameKind)));
        assertThrows(IllegalArgumentException.class, () -> new Ladders(List.of(duel, sameId)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Ladder("a", "a", Ladder.Kind.MANY, duel.system()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Ladder("A b", "a", Ladder.Kind.DUEL, duel.system()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Ladder("a".repeat(65), "a", Ladder.Kind.DUEL, duel.system()));
        assertFalse(new Ladders(List.of()).of("arena.blitz", 2).isPresent());
    }
}
