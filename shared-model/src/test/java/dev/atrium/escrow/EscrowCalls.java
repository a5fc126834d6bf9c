package dev.atrium.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Calls of every kind in an order that a seed draws; few rooms, players and keys, so they meet. */
final class EscrowCalls {
    /** Opened mostly under terms of this fee. */
    private static final long FEE = 10;

    private static final String NEVER_OPENED = "never";

    /** Calls before most escrows are decided. */
    private static final int EARLY = 40;

    private final Random random;
    private final List<String> rooms;
    private final List<String> players;
    private int made;

    /** A call that can be made of several ledgers. */
    record Call(String text, Function<Escrow, Object> made) {}

    EscrowCalls(long seed, List<String> rooms, List<String> players) {
        this.random = new Random(seed);
        this.rooms = rooms;
        this.players = players;
    }

    /**
     * Makes some calls of a ledger and of one in memory, which must be alike after each.
     *
     * @param run a part of all ids, so that they are of this run alone
     * @param inOrder fails if the ledger is not in order
     * @return what was answered
     */
    static Set<Object> play(long seed, String run, int count, Escrow escrow, Runnable inOrder) {
        String of = seed + "-" + run;
        List<String> rooms = List.of("r1-" + of, "r2-" + of);
        List<String> players = List.of("a-" + of, "b-" + of, "c-" + of);
        EscrowCalls calls = new EscrowCalls(seed, rooms, players);
        MemoryEscrow model = new MemoryEscrow();
        Set<Object> answers = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Call call = calls.next();
            String told = "seed " + seed + ", call " + i + ": " + call.text();
            Object expected = call.made().apply(model);
            answers.add(expected);
            assertEquals(expected, call.made().apply(escrow), told);
            for (String player : players) {
                assertEquals(model.balance(player), escrow.balance(player), told);
            }
            for (String room : rooms) {
                assertEquals(model.find(room), escrow.find(room), told);
            }
            inOrder.run();
        }
        return answers;
    }

    /** Fails if these answers are not of every kind: then less was shown than it seems. */
    static void assertAllMet(Set<Object> answers) {
        Stream.of(
                        List.of(Escrow.Opening.values()),
                        List.of(Escrow.Decision.values()),
                        List.of(Escrow.Payment.values()),
                        List.of(Escrow.Closing.values()),
                        List.of(Escrow.Refund.Refused.values()),
                        List.of(Escrow.Pot.Refused.values()),
                        List.of(Escrow.Withdrawing.Refused.values()),
                        List.of(
                                Escrow.Grant.OTHER_AMOUNT,
                                Escrow.Entering.Refused.NOT_OPENED,
                                Escrow.Entering.Refused.OTHER_WARRIORS,
                                Escrow.Entering.Refused.CLOSED,
                                Escrow.Entering.Refused.NOT_WITHDRAWN,
                                Escrow.Entering.Refused.WITHDRAWN,
                                Escrow.Entering.Refused.INSUFFICIENT_FUNDS))
                .flatMap(List::stream)
                .forEach(answer -> assertTrue(answers.contains(answer), () -> "never " + answer));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    Call next() {
        String opened = one(rooms);
        String room = random.nextInt(10) == 0 ? NEVER_OPENED : opened;
        String player = one(players);
        // Money comes first, so that there is something to settle.
        boolean early = made++ < EARLY;
        int dice = early ? random.nextInt(53) : 12 + random.nextInt(88);
        if (dice < 14) {
            String key = "g" + random.nextInt(4);
            long amount = random.nextInt(5) == 0 ? 15 : 25;
            return call(
                    "grant " + player + " " + key + " " + amount,
                    e -> e.grant(player, key, amount));
        } else if (dice < 24) {
            EntryTerms terms =
                    new EntryTerms("arena.blitz", random.nextInt(6) == 0 ? FEE + 1 : FEE);
            return call("open " + opened + " " + terms, e -> e.open(opened, terms));
        } else if (dice < 46) {
            int warriors = random.nextInt(4) == 0 ? 2 : 1;
            int round = random.nextInt(3) == 0 ? 1 : 0;
            return call(
                    "enter " + room + " " + player + " round " + round + " with " + warriors,
                    e -> e.enter(room, player, round, warriors));
        } else if (dice < 49) {
            int round = random.nextInt(3) == 0 ? 1 : 0;
            return call(
                    "withdraw " + room + " " + player + " round " + round,
                    e -> e.withdraw(room, player, round));
        } else if (dice < 50) {
            int round = random.nextInt(3) == 0 ? 1 : 0;
            return call(
                    "forgo " + room + " " + player + " round " + round,
                    e -> List.of(e.forgo(room, player, round), e.nextRound(room, player)));
        } else if (dice < 56) {
            Disposal disposal = random.nextInt(3) == 0 ? Disposal.REFUNDED : Disposal.PAID;
            return call("decide " + room + " " + disposal, e -> e.decide(room, disposal));
        } else if (dice < 66) {
            return call("refund " + room + " " + player, e -> e.refund(room, player));
        } else if (dice < 72) {
            return call("fix " + room, e -> e.fixPot(room));
        } else if (dice < 92) {
            return payment(room, player);
        }
        return call("close " + room, e -> e.close(room));
    }

    private Call payment(String room, String player) {
        Beneficiary to =
                switch (random.nextInt(4)) {
                    case 0 -> new Beneficiary.Platform();
                    case 1 -> new Beneficiary.Burn();
                    default -> new Beneficiary.PlayerAccount(player);
                };
        String step = "s" + random.nextInt(8);
        // Fees are tens, so that now and then it comes out even.
        long amount = 5L * (1 + random.nextInt(4));
        return call(
                "pay " + room + " " + step + " " + to + " " + amount,
                e -> e.pay(room, step, to, amount));
    }

    private static Call call(String text, Function<Escrow, Object> made) {
        return new Call(text, made);
    }
}
