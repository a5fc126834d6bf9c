package dev.atrium.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class TeamPackingTest {
    private static int[] sizes(List<WaitingTicket> tickets) {
        int[] sizes = new int[WaitingTicket.PLAYERS_MAX + 1];
        tickets.forEach(ticket -> sizes[ticket.players()]++);
        return sizes;
    }

    private static List<WaitingTicket> random(Random random, TeamShape shape, int count) {
        List<WaitingTicket> tickets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int players = 1 + random.nextInt(shape.size());
            tickets.add(Waiting.party("t" + i, players, 1_000 + random.nextInt(1_000), i));
        }
        return tickets;
    }

    /** Tries everything: every ticket in every team, or in none. */
    private static boolean canFill(
            TeamShape shape, List<WaitingTicket> tickets, int at, boolean must, int[] filled) {
        int players = 0;
        for (int team : filled) {
            players += team;
        }
        if (at == tickets.size()) {
            return players == shape.players();
        }
        for (int team = 0; team < filled.length; team++) {
            int size = tickets.get(at).players();
            if (filled[team] + size <= shape.size()) {
                filled[team] += size;
                boolean can = canFill(shape, tickets, at + 1, must, filled);
                filled[team] -= size;
                if (can) {
                    return true;
                }
            }
        }
        return !must && at > 0 && canFill(shape, tickets, at + 1, false, filled);
    }

    @Test
    void teamsAreFilledIfThereIsAnyWayAtAll() {
        Random random = new Random(3);
        int filled = 0;
        for (int run = 0; run < 3_000; run++) {
            TeamShape shape = new TeamShape(2 + random.nextInt(2), 1 + random.nextInt(5));
            List<WaitingTicket> tickets = random(random, shape, 1 + random.nextInt(7));
            boolean possible = canFill(shape, tickets, 0, false, new int[shape.teams()]);
            TeamPacking packing = new TeamPacking(shape, tickets.getFirst());

            assertEquals(possible, packing.isFilledFrom(sizes(tickets)), shape + " " + tickets);
            if (possible) {
                List<WaitingTicket> chosen = packing.fill(tickets);
                checkTeams(shape, chosen);
                assertEquals(tickets.getFirst(), chosen.getFirst(), "he is among them");
                assertEquals(chosen.size(), new HashSet<>(chosen).size());
                filled++;
            }
        }
        assertTrue(filled > 500 && filled < 2_500, "both happen: " + filled);
    }

    private static void checkTeams(TeamShape shape, List<WaitingTicket> chosen) {
        List<Integer> teams = TeamBalance.teams(shape, chosen).orElseThrow();
        assertEquals(chosen.size(), teams.size());
        int[] players = new int[shape.teams()];
        for (int i = 0; i < chosen.size(); i++) {
            players[teams.get(i)] += chosen.get(i).players();
        }
        for (int count : players) {
            assertEquals(shape.size(), count);
        }
    }

    @Test
    void whoIsAskedFirstIsTakenUnlessTheTeamsCouldNotBeFilledThen() {
        TeamShape shape = new TeamShape(2, 3);
        List<WaitingTicket> tickets =
                List.of(
                        Waiting.party("me", 2, 0, 0),
                        Waiting.party("pair", 2, 0, 9),
                        Waiting.party("three", 3, 0, 8),
                        Waiting.party("one", 1, 0, 7));
        TeamPacking packing = new TeamPacking(shape, tickets.getFirst());

        assertTrue(packing.isFilledFrom(sizes(tickets)));
        assertEquals(
                List.of("me", "three", "one"),
                packing.fill(tickets).stream().map(WaitingTicket::ticketId).toList());
    }

    @Test
    void ticketsThatDoNotFillTheTeamsHaveNone() {
        TeamShape shape = new TeamShape(2, 2);

        assertEquals(
                Optional.empty(), TeamBalance.teams(shape, List.of(Waiting.party("a", 2, 0, 0))));
        assertEquals(
                Optional.empty(),
                TeamBalance.teams(
                        new TeamShape(2, 3),
                        List.of(
                                Waiting.party("a", 2, 0, 0),
                                Waiting.party("b", 2, 0, 0),
                                Waiting.party("c", 2, 0, 0))));
    }

    @Test
    void fewTicketsMakeTheMostEqualTeamsThereAre() {
        Random random = new Random(11);
        for (int run = 0; run < 500; run++) {
            TeamShape shape = new TeamShape(2 + random.nextInt(2), 2 + random.nextInt(2));
            List<WaitingTicket> tickets = random(random, shape, 9);
            TeamPacking packing = new TeamPacking(shape, tickets.getFirst());
            if (packing.isFilledFrom(sizes(tickets))) {
                List<WaitingTicket> chosen = packing.fill(tickets);
                List<Integer> teams = TeamBalance.teams(shape, chosen).orElseThrow();
                long[] sums = new long[shape.teams()];
                for (int i = 0; i < chosen.size(); i++) {
                    sums[teams.get(i)] += strength(chosen.get(i));
                }
                assertEquals(
                        leastSpread(chosen, 0, shape, new int[sums.length], new long[sums.length]),
                        spread(sums),
                        "run " + run);
            }
        }
    }

    private static long strength(WaitingTicket ticket) {
        return (long) ticket.players() * ticket.skill();
    }

    private static long spread(long[] sums) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (long sum : sums) {
            least = Math.min(least, sum);
            most = Math.max(most, sum);
        }
        return most - least;
    }

    private static long leastSpread(
            List<WaitingTicket> tickets, int at, TeamShape shape, int[] filled, long[] sums) {
        if (at == tickets.size()) {
            return spread(sums);
        }
        long least = Long.MAX_VALUE;
        WaitingTicket ticket = tickets.get(at);
        for (int team = 0; team < filled.length; team++) {
            if (filled[team] + ticket.players() <= shape.size()) {
                filled[team] += ticket.players();
                sums[team] += strength(ticket);
                least = Math.min(least, leastSpread(tickets, at + 1, shape, filled, sums));
                filled[team] -= ticket.players();
                sums[team] -= strength(ticket);
            }
        }
        return least;
    }

    @Test
    void manyTicketsMakeFairTeamsInBoundedTime() {
        TeamShape shape = new TeamShape(10, 10);
        Random random = new Random(5);
        List<WaitingTicket> hundred = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            hundred.add(Waiting.skilled("t" + i, 1_000 + random.nextInt(1_000), 0));
        }
        List<Integer> teams = TeamBalance.teams(shape, hundred).orElseThrow();
        long[] sums = new long[10];
        for (int i = 0; i < 100; i++) {
            sums[teams.get(i)] += hundred.get(i).skill();
        }
        assertTrue(spread(sums) < 100, "of about 15,000 each: " + spread(sums));
    }

    @Test
    void aPuzzleWithoutSolutionIsGivenUpInBoundedTime() {
        // Each team needs an odd party, and there are too few; how the even ones lie is no matter.
        TeamPacking packing = new TeamPacking(new TeamShape(10, 9), Waiting.party("a", 1, 0, 0));
        int[] available = {0, 1, 60, 5, 60, 3, 60, 0, 60, 0, 0};
        long start = System.nanoTime();

        for (int place = 0; place < 100; place++) {
            assertFalse(packing.isFilledFrom(available));
        }

        assertTrue(System.nanoTime() - start < 2_000_000_000L);
    }
}
