package dev.atrium.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Escrows in memory, in the plainest way: what every ledger has to do. Thread-safe. */
final class MemoryEscrow implements Escrow {
    private static final String ISSUANCE = "issuance";
    private static final long ISSUED_MAX = 1_000_000_000_000_000_000L;

    private final Map<String, Long> balances = new TreeMap<>();
    private final Map<String, Long> grants = new HashMap<>();
    private final Map<String, Room> rooms = new HashMap<>();

    private static final class Room {
        final EntryTerms terms;

        /** Those that stand. */
        final Map<String, Entry> entries = new TreeMap<>();

        /** By player and round, those that were withdrawn among them. */
        final Map<String, Entry> rounds = new HashMap<>();

        /** Players and rounds. */
        final Set<String> withdrawn = new HashSet<>();

        final Map<String, Part> parts = new HashMap<>();
        EscrowState state = EscrowState.OPEN;
        long pot;

        Room(EntryTerms terms) {
            this.terms = terms;
        }
    }

    private record Part(Beneficiary to, long amount) {}

    private long of(String account) {
        return balances.getOrDefault(account, 0L);
    }

    private void move(String from, String to, long amount) {
        balances.merge(from, -amount, Long::sum);
        balances.merge(to, amount, Long::sum);
    }

    private static String held(String roomId) {
        return "escrow " + roomId;
    }

    private static String player(String playerId) {
        return "player " + playerId;
    }

    /** What every ledger must be at any time. */
    synchronized void assertInOrder() {
        assertEquals(0, balances.values().stream().mapToLong(Long::longValue).sum());
        balances.forEach(
                (account, balance) -> assertTrue(balance >= 0 || account.equals(ISSUANCE)));
    }

    @Override
    public synchronized Opening open(String roomId, EntryTerms terms) {
        Room room = rooms.computeIfAbsent(EscrowLimits.checkId(roomId), id -> new Room(terms));
        return room.terms.equals(terms) ? Opening.OPENED : Opening.OTHER_TERMS;
    }

    @Override
    public synchronized Entering enter(String roomId, String playerId, int round, int warriors) {
        EscrowLimits.checkId(playerId);
        EscrowLimits.checkRound(round);
        EscrowLimits.checkWarriors(warriors);
        Room room = rooms.get(EscrowLimits.checkId(roomId));
        if (room == null) {
            return Entering.Refused.NOT_OPENED;
        }
        Entry before = room.rounds.get(playerId + " " + round);
        if (before != null) {
            return before.warriors() == warriors
                    ? new Entering.Entered(before.amount())
                    : Entering.Refused.OTHER_WARRIORS;
        }
        if (room.state != EscrowState.OPEN) {
            return Entering.Refused.CLOSED;
        }
        if (room.entries.size() == EscrowLimits.ENTRIES_MAX) {
            return Entering.Refused.FULL;
        }
        if (round > 0 && !room.withdrawn.contains(playerId + " " + (round - 1))) {
            return Entering.Refused.NOT_WITHDRAWN;
        }
        if (room.withdrawn.contains(playerId + " " + round)) {
            return Entering.Refused.WITHDRAWN;
        }
        long amount = room.terms.amount(warriors);
        if (of(player(playerId)) < amount) {
            return Entering.Refused.INSUFFICIENT_FUNDS;
        }
        move(player(playerId), held(roomId), amount);
        Entry entry = new Entry(playerId, warriors, amount, false);
        room.entries.put(playerId, entry);
        room.rounds.put(playerId + " " + round, entry);
        return new Entering.Entered(amount);
    }

    @Override
    public synchronized Withdrawing withdraw(String roomId, String playerId, int round) {
        EscrowLimits.checkId(playerId);
        EscrowLimits.checkRound(round);
        Room room = rooms.get(EscrowLimits.checkId(roomId));
        if (room == null) {
            return Withdrawing.Refused.NOT_OPENED;
        }
        String key = playerId + " " + round;
        Entry entry = room.rounds.get(key);
        long amount = entry == null ? 0 : entry.amount();
        if (!room.withdrawn.contains(key)) {
            if (room.state != EscrowState.OPEN) {
                return Withdrawing.Refused.CLOSED;
            }
            room.withdrawn.add(key);
            if (entry != null) {
                move(held(roomId), player(playerId), amount);
                room.entries.remove(playerId);
            }
        }
        return new Withdrawing.Withdrawn(amount);
    }

    @Override
    public synchronized Forgoing forgo(String roomId, String playerId, int round) {
        EscrowLimits.checkId(playerId);
        EscrowLimits.checkRound(round);
        Room room = rooms.get(EscrowLimits.checkId(roomId));
        if (room == null) {
            return Forgoing.NOT_OPENED;
        }
        String key = playerId + " " + round;
        if (room.rounds.containsKey(key) && !room.withdrawn.contains(key)) {
            return Forgoing.PAID;
        }
        if (room.state == EscrowState.OPEN) {
            room.withdrawn.add(key);
        }
        return Forgoing.FORGONE;
    }

    @Override
    public synchronized int nextRound(String roomId, String playerId) {
        EscrowLimits.checkId(playerId);
        Room room = rooms.get(EscrowLimits.checkId(roomId));
        int next = 0;
        for (int round = 0; room != null && round < EscrowLimits.ROUNDS_MAX; round++) {
            if (room.withdrawn.contains(playerId + " " + round)) {
                next = round + 1;
            }
        }
        return next;
    }

    @Override
    public synchronized Optional<RoomEscrow> find(String roomId) {
        return Optional.ofNullable(rooms.get(EscrowLimits.checkId(roomId)))
                .map(
                        room ->
                                new RoomEscrow(
                                        roomId,
                                        room.terms,
                                        room.state,
                                        of(held(roomId)),
                                        room.pot,
                                        room.entries.values().stream().toList()));
    }

    @Override
    public synchronized Decision decide(String roomId, Disposal disposal) {
        Room room = rooms.get(EscrowLimits.checkId(roomId));
        if (room == null) {
            return Decision.NOT_OPENED;
        }
        if (room.state == EscrowState.OPEN) {
            room.state = EscrowState.decided(disposal);
        }
        return room.state.disposal().orElseThrow() == disposal
                ? Decision.DECIDED
                : Decision.DECIDED_OTHERWISE;
    }

    @Override
    public synchronized Refund refund(String roomId, String playerId) {
        EscrowLimits.checkId(playerId);
        Room room = rooms.get(EscrowLimits.checkId(roomId));
        if (room == null) {
            return Refund.Refused.NOT_OPENED;
        }
        if (room.state == EscrowState.OPEN) {
            return Refund.Refused.UNDECIDED;
        }
        Entry entry = room.entries.get(playerId);
        if (entry == null) {
            return Refund.Refused.NO_ENTRY;
        }
        if (!entry.refunded()) {
            if (!room.state.refunds()) {
                return Refund.Refused.POT_FIXED;
            }
            move(held(roomId), player(playerId), entry.amount());
            room.entries.put(playerId, new Entry(playerId, entry.warriors(), entry.amount(), true));
        }
        return new Refund.Refunded(entry.amount());
    }

    @Override
    public synchronized Pot fixPot(String roomId) {
        Room room = rooms.get(EscrowLimits.checkId(roomId));
        if (room == null) {
            return Pot.Refused.NOT_OPENED;
        }
        return switch (room.state) {
            case OPEN -> Pot.Refused.UNDECIDED;
            case REFUNDING, REFUNDED -> Pot.Refused.REFUNDED;
            case PAYING, PAID -> new Pot.Fixed(room.pot);
            case SETTLING -> {
                room.state = EscrowState.PAYING;
                room.pot = of(held(roomId));
                yield new Pot.Fixed(room.pot);
            }
        };
    }

    @Override
    public synchronized Payment pay(String roomId, String step, Beneficiary to, long amount) {
        EscrowLimits.checkKey(step);
        EscrowLimits.checkAmount("amount", amount, EscrowLimits.GRANT_MAX);
        Room room = rooms.get(EscrowLimits.checkId(roomId));
        if (room == null) {
            return Payment.NOT_OPENED;
        }
        Part part = new Part(to, amount);
        Part before = room.parts.get(step);
        if (before != null) {
            return before.equals(part) ? Payment.PAID : Payment.OTHER_PAYMENT;
        }
        return switch (room.state) {
            case OPEN, SETTLING -> Payment.POT_NOT_FIXED;
            case REFUNDING, REFUNDED -> Payment.REFUNDED;
            case PAYING, PAID -> {
                if (of(held(roomId)) < amount) {
                    yield Payment.TOO_MUCH;
                }
                room.parts.put(step, part);
                move(held(roomId), account(to), amount);
                yield Payment.PAID;
            }
        };
    }

    private static String account(Beneficiary to) {
        return switch (to) {
            case Beneficiary.PlayerAccount(String playerId) -> player(playerId);
            case Beneficiary.Platform() -> "platform";
            case Beneficiary.Burn() -> "burn";
        };
    }

    @Override
    public synchronized Closing close(String roomId) {
        Room room = rooms.get(EscrowLimits.checkId(roomId));
        if (room == null) {
            return Closing.NOT_OPENED;
        }
        return switch (room.state) {
            case OPEN, SETTLING -> Closing.UNDECIDED;
            case PAID, REFUNDED -> Closing.CLOSED;
            case PAYING, REFUNDING -> {
                if (of(held(roomId)) > 0) {
                    yield Closing.NOT_EMPTY;
                }
                room.state = room.state.closed().orElseThrow();
                yield Closing.CLOSED;
            }
        };
    }

    @Override
    public synchronized long balance(String playerId) {
        return of(player(EscrowLimits.checkId(playerId)));
    }

    @Override
    public synchronized Grant grant(String playerId, String key, long amount) {
        EscrowLimits.checkKey(key);
        EscrowLimits.checkAmount("amount", amount, EscrowLimits.GRANT_MAX);
        String name = EscrowLimits.checkId(playerId) + " " + key;
        Long before = grants.get(name);
        if (before != null) {
            return before == amount ? Grant.GRANTED : Grant.OTHER_AMOUNT;
        }
        if (of(ISSUANCE) < amount - ISSUED_MAX) {
            return Grant.EXHAUSTED;
        }
        grants.put(name, amount);
        move(ISSUANCE, player(playerId), amount);
        return Grant.GRANTED;
    }
}
