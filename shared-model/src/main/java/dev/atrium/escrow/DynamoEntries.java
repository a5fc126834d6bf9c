package dev.atrium.escrow;

import static dev.atrium.escrow.Ledger.number;

import dev.atrium.escrow.Escrow.Entering;
import dev.atrium.escrow.Escrow.Forgoing;
import dev.atrium.escrow.Escrow.Opening;
import dev.atrium.escrow.Escrow.Withdrawing;
import dev.atrium.schema.AccountRow;
import dev.atrium.schema.EscrowRow;
import dev.atrium.schema.PostingRow;

import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** How escrows are opened, entered and withdrawn from in DynamoDB; arguments are checked before. */
final class DynamoEntries {
    // The order of a movement's transaction, which is that in which refusals are looked for.
    private static final int POSTING = 0;
    private static final int ESCROW = 1;
    private static final int WITHDRAWAL = 2;

    private final Ledger ledger;
    private final InstantSource wallClock;

    DynamoEntries(Ledger ledger, InstantSource wallClock) {
        this.ledger = ledger;
        this.wallClock = wallClock;
    }

    private static EntryTerms terms(EscrowRow row) {
        return new EntryTerms(row.game(), row.feePerWarrior());
    }

    Opening open(String roomId, EntryTerms terms) {
        long nowMs = wallClock.millis();
        EscrowRow row =
                new EscrowRow(
                        roomId,
                        terms.game(),
                        terms.feePerWarrior(),
                        EscrowState.OPEN.name(),
                        0,
                        0,
                        0,
                        nowMs,
                        UnsettledEscrows.shard(roomId),
                        UnsettledEscrows.firstLook(nowMs));
        return Ledger.resolve(
                () -> {
                    if (ledger.write(ledger.opened(row)).isEmpty()) {
                        return Optional.of(Opening.OPENED);
                    }
                    return ledger.escrow(roomId)
                            .map(
                                    there ->
                                            terms(there).equals(terms)
                                                    ? Opening.OPENED
                                                    : Opening.OTHER_TERMS);
                });
    }

    Entering enter(String roomId, String playerId, int round, int warriors) {
        return Ledger.resolve(
                () -> {
                    Optional<EscrowRow> row = ledger.escrow(roomId);
                    return row.isEmpty()
                            ? Optional.of(Entering.Refused.NOT_OPENED)
                            : tryEntering(row.get(), playerId, round, warriors);
                });
    }

    private Optional<Entering> tryEntering(
            EscrowRow row, String playerId, int round, int warriors) {
        boolean open = Ledger.state(row) == EscrowState.OPEN;
        String step = EntryRounds.entry(playerId, round);
        if (!open || row.entries() >= EscrowLimits.ENTRIES_MAX) {
            return entered(row.roomId(), step, warriors)
                    .or(() -> Optional.of(open ? Entering.Refused.FULL : Entering.Refused.CLOSED));
        }
        // What was withdrawn stays so: it need not be looked at again with the write.
        if (round > 0 && !isPosted(row, EntryRounds.withdrawal(playerId, round - 1))) {
            return Optional.of(Entering.Refused.NOT_WITHDRAWN);
        }
        long amount = terms(row).amount(warriors);
        String payer = AccountRow.player(playerId);
        OptionalInt refused =
                ledger.write(
                        ledger.posted(
                                new PostingRow(
                                        PostingRow.ofRoom(row.roomId()),
                                        step,
                                        PostingRow.legs(
                                                payer, AccountRow.escrow(row.roomId()), amount),
                                        warriors,
                                        wallClock.millis())),
                        taken(row.roomId(), amount),
                        ledger.notPosted(
                                PostingRow.ofRoom(row.roomId()),
                                EntryRounds.withdrawal(playerId, round)),
                        ledger.debited(payer, amount));
        if (refused.isEmpty()) {
            return Optional.of(new Entering.Entered(amount));
        }
        return switch (refused.getAsInt()) {
            case POSTING -> entered(row.roomId(), step, warriors);
            // It was closed or filled since it was read: which, the next reading tells.
            case ESCROW -> Optional.empty();
            case WITHDRAWAL -> Optional.of(Entering.Refused.WITHDRAWN);
            default -> Optional.of(Entering.Refused.INSUFFICIENT_FUNDS);
        };
    }

    private TransactWriteItem taken(String roomId, long amount) {
        return ledger.escrow(
                roomId,
                Set.of(EscrowState.OPEN),
                "SET balance = balance + :amount, entries = entries + :one",
                Optional.of("entries < :max"),
                Map.of(
                        ":amount", number(amount),
                        ":one", number(1),
                        ":max", number(EscrowLimits.ENTRIES_MAX)));
    }

    private boolean isPosted(EscrowRow row, String step) {
        return ledger.posting(PostingRow.ofRoom(row.roomId()), step).isPresent();
    }

    /** What was answered to that entry, if there is one. */
    private Optional<Entering> entered(String roomId, String step, int warriors) {
        return ledger.posting(PostingRow.ofRoom(roomId), step)
                .map(
                        posting ->
                                posting.warriors() == warriors
                                        ? new Entering.Entered(posting.amount())
                                        : Entering.Refused.OTHER_WARRIORS);
    }

    Withdrawing withdraw(String roomId, String playerId, int round) {
        return Ledger.resolve(
                () -> {
                    Optional<EscrowRow> row = ledger.escrow(roomId);
                    return row.isEmpty()
                            ? Optional.of(Withdrawing.Refused.NOT_OPENED)
                            : tryWithdrawing(row.get(), playerId, round);
                });
    }

    private Optional<Withdrawing> tryWithdrawing(EscrowRow row, String playerId, int round) {
        String book = PostingRow.ofRoom(row.roomId());
        String entered = EntryRounds.entry(playerId, round);
        String step = EntryRounds.withdrawal(playerId, round);
        long amount = ledger.posting(book, entered).map(PostingRow::amount).orElse(0L);
        if (Ledger.state(row) != EscrowState.OPEN) {
            return Optional.of(
                    isPosted(row, step)
                            ? new Withdrawing.Withdrawn(amount)
                            : Withdrawing.Refused.CLOSED);
        }
        String payee = AccountRow.player(playerId);
        Map<String, Long> legs =
                amount == 0
                        ? Map.of()
                        : PostingRow.legs(AccountRow.escrow(row.roomId()), payee, amount);
        TransactWriteItem posted =
                ledger.posted(new PostingRow(book, step, legs, 0, wallClock.millis()));
        OptionalInt refused =
                amount == 0
                        ? ledger.write(posted, ledger.notPosted(book, entered))
                        : ledger.write(
                                posted,
                                withdrawn(row.roomId(), amount),
                                ledger.credited(payee, amount));
        // If it was decided or entered since it was read, the next reading tells what that means.
        return refused.isPresent() && refused.getAsInt() != POSTING
                ? Optional.empty()
                : Optional.of(new Withdrawing.Withdrawn(amount));
    }

    private TransactWriteItem withdrawn(String roomId, long amount) {
        return ledger.escrow(
                roomId,
                Set.of(EscrowState.OPEN),
                "SET balance = balance - :amount, entries = entries - :one",
                Optional.of("balance >= :amount"),
                Map.of(":amount", number(amount), ":one", number(1)));
    }

    Forgoing forgo(String roomId, String playerId, int round) {
        return Ledger.resolve(
                () -> {
                    Optional<EscrowRow> row = ledger.escrow(roomId);
                    return row.isEmpty()
                            ? Optional.of(Forgoing.NOT_OPENED)
                            : tryForgoing(row.get(), playerId, round);
                });
    }

    private Optional<Forgoing> tryForgoing(EscrowRow row, String playerId, int round) {
        String entered = EntryRounds.entry(playerId, round);
        String step = EntryRounds.withdrawal(playerId, round);
        if (isPosted(row, step)) {
            return Optional.of(Forgoing.FORGONE);
        }
        if (isPosted(row, entered)) {
            return Optional.of(Forgoing.PAID);
        }
        // Once it is decided, nobody enters: there is nothing to keep out.
        if (Ledger.state(row) != EscrowState.OPEN) {
            return Optional.of(Forgoing.FORGONE);
        }
        String book = PostingRow.ofRoom(row.roomId());
        OptionalInt refused =
                ledger.write(
                        ledger.posted(new PostingRow(book, step, Map.of(), 0, wallClock.millis())),
                        ledger.notPosted(book, entered));
        // If it was entered or withdrawn from since it was read, the next reading tells.
        return refused.isPresent() ? Optional.empty() : Optional.of(Forgoing.FORGONE);
    }

    int nextRound(String roomId, String playerId) {
        return Ledger.resolve(
                () -> Optional.of(EntryRounds.next(ledger, PostingRow.ofRoom(roomId), playerId)));
    }

    Optional<RoomEscrow> find(String roomId) {
        // The row first: once it is decided, no entry comes after it.
        return Ledger.resolve(() -> Optional.of(ledger.escrow(roomId).map(this::withEntries)));
    }

    private RoomEscrow withEntries(EscrowRow row) {
        String book = PostingRow.ofRoom(row.roomId());
        Set<String> refunded =
                ledger.postings(book, PostingRow.REFUND).stream()
                        .map(posting -> posting.step().substring(PostingRow.REFUND.length()))
                        .collect(Collectors.toSet());
        List<Entry> entries =
                EntryRounds.standing(ledger, book, "").entrySet().stream()
                        .map(
                                standing -> {
                                    PostingRow posting = standing.getValue();
                                    return new Entry(
                                            standing.getKey(),
                                            posting.warriors(),
                                            posting.amount(),
                                            refunded.contains(standing.getKey()));
                                })
                        .toList();
        return new RoomEscrow(
                row.roomId(), terms(row), Ledger.state(row), row.balance(), row.pot(), entries);
    }
}
