package dev.atrium.functions.stakes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.catalog.Games;
import dev.atrium.game.Game;

import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.stream.Collectors;

class FeesTest {
    @Test
    void gamesThatMayBePlayedForStakesAreThoseWhoseNewestRulesDivideAPot() {
        Set<String> dividing =
                Games.listed().stream()
                        .map(listed -> listed.game().info().id())
                        .filter(id -> Games.all().newest(id).flatMap(Game::shares).isPresent())
                        .collect(Collectors.toSet());

        assertEquals(dividing, Fees.WITH_POTS);
    }
}
