package dev.atrium.functions.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.functions.edge.LocalStores;
import dev.atrium.functions.edge.SettableClock;
import dev.atrium.rating.Ladder;
import dev.atrium.rating.Ladders;
import dev.atrium.rating.Rating;
import dev.atrium.schema.RatingRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class RatingBookIT {
    private static final Instant NOW = Instant.parse("2026-07-21T17:26:24Z");

    @AutoClose private final LocalStores stores = LocalStores.open();

    private final SettableClock clock = new SettableClock(NOW);
    private final RatingBook book = new RatingBook(stores.enhanced(), stores.tablePrefix(), clock);

    private void rated(String playerId, String ladder, Rating rating, long games) {
        RatingRow row = RatingRow.none(playerId, ladder, rating, NOW.toEpochMilli());
        for (long game = 0; game < games; game++) {
            row = row.after(rating, NOW.toEpochMilli());
        }
        stores.table(Tables.RATINGS).putItem(row);
    }

    @Test
    void whoWasNeverRatedIsANewcomer() {
        for (Ladder ladder : Ladders.SHIPPED.all()) {
            Skill skill = book.of("p-ann", ladder);

            assertEquals(new Skill("p-ann", ladder, ladder.system().newcomer(), 0), skill);
        }
        assertEquals(List.of(), book.all("p-ann"));
        assertEquals(800, book.of("p-ann", Ladders.BLITZ_DUEL).shown());
        assertEquals(0, book.of("p-ann", Ladders.PARTY).shown());
    }

    @Test
    void whatIsStoredIsWhatIsReadWhileNoTimePasses() {
        Rating rating = new Rating(1_723.25, 88.5, 0.0625);
        rated("p-ann", "arena.blitz.duel", rating, 4);

        Skill skill = book.of("p-ann", Ladders.BLITZ_DUEL);

        assertEquals(new Skill("p-ann", Ladders.BLITZ_DUEL, rating, 4), skill);
        assertEquals(1_546, skill.shown());
        assertEquals(1_723.25, skill.mean());
        assertEquals(88.5, skill.uncertainty());
    }

    @Test
    void absenceMakesLessKnownAndLowersWhatIsShown() {
        rated("p-ann", "party", new Rating(2_000, 100, 0), 30);
        assertEquals(1_700, book.of("p-ann", Ladders.PARTY).shown());

        clock.advance(Duration.ofDays(48));

        Skill skill = book.of("p-ann", Ladders.PARTY);
        assertEquals(200, skill.uncertainty(), 1e-9);
        assertEquals(2_000, skill.mean());
        assertEquals(1_400, skill.shown());
        clock.advance(Duration.ofDays(10_000));
        assertEquals(500, book.of("p-ann", Ladders.PARTY).uncertainty());
    }

    @Test
    void aHundredAreReadAtOnceInTheirOrder() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < RatingRows.PLAYERS_MAX; i++) {
            ids.add("p-" + (97 * i) % 100);
            if (i % 3 == 0) {
                rated(ids.getLast(), "arena.blitz", new Rating(1_600 + i, 90, 0), 2);
                rated(ids.getLast(), "party", new Rating(900, 90, 0), 5);
            }
        }

        Map<String, Skill> skills = book.of(ids, Ladders.BLITZ);

        assertEquals(ids, List.copyOf(skills.keySet()));
        for (int i = 0; i < ids.size(); i++) {
            Skill skill = skills.get(ids.get(i));
            assertEquals(i % 3 == 0 ? 1_600 + i : 1_500, skill.mean());
            assertEquals(i % 3 == 0 ? 2 : 0, skill.games());
        }
        List<String> twice = new ArrayList<>(ids);
        twice.addAll(ids);
        assertEquals(skills, book.of(twice, Ladders.BLITZ));
        assertEquals(Map.of(), book.of(List.of(), Ladders.BLITZ));
        ids.add("p-more");
        assertThrows(IllegalArgumentException.class, () -> book.of(ids, Ladders.BLITZ));
    }

    @Test
    void allLaddersOfAPlayerAreListedButForThoseThatAreNoMore() {
        rated("p-ann", "party", new Rating(1_700, 100, 0), 3);
        rated("p-ann", "chess", new Rating(1_200, 100, 0.06), 9);
        rated("p-ann", "arena.blitz.duel", new Rating(1_500, 200, 0.06), 1);
        rated("p-ben", "arena.blitz", new Rating(1_500, 200, 0), 1);

        assertEquals(
                List.of("arena.blitz.duel 1", "party 3"),
                book.all("p-ann").stream()
                        .map(skill -> skill.ladder().id() + " " + skill.games())
                        .toList());
    }
}
