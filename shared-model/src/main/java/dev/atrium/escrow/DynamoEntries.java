package dev.atrium.escrow;

import static dev.atrium.escrow.Ledger.number;

import dev.atrium.escrow.Escrow.Entering;
import dev.atrium.escrow.Escrow.Opening;
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

/** How escrows are opened and entered in DynamoDB; arguments are checked before. */
final class DynamoEntries {
    // The order of an entry's transaction, which is that in which refusals are looked for.
    private static final int POSTING = 0;
    private static final int ESCROW = 1;

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
        EscrowRow row =
                new EscrowRow(
                        roomId,
                        terms.game(),
                        terms.feePerWarrior(),
                        EscrowState.OPEN.name(),
                        0,
                        0,
                        0,
                        wallClock.millis());
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

    Entering enter(String roomId, String playerId, int warriors) {
        return Ledger.resolve(
                () -> {
                    Optional<EscrowRow> row = ledger.escrow(roomId);
                    return row.isEmpty()
                            ? Optional.of(Entering.Refused.NOT_OPENED)
                            : tryEntering(row.get(), playerId, warriors);
                });
    }

    private Optional<Entering> tryEntering(EscrowRow row, String playerId, int warriors) {
        boolean open = Ledger.state(row) == EscrowState.OPEN;
        if (!open || row.entries() >= EscrowLimits.ENTRIES_MAX) {
            return entered(row.roomId(), playerId, warriors)
                    .or(() -> Optional.of(open ? Entering.Refused.FULL : Entering.Refused.CLOSED));
        }
        long amount = terms(row).amount(warriors);
        String payer = AccountRow.player(playerId);
        OptionalInt refused =
                ledger.write(
                        ledger.posted(
                                new PostingRow(
                                        PostingRow.ofRoom(row.roomId()),
                                        PostingRow.ENTRY + playerId,
                                        PostingRow.legs(
                                                payer, AccountRow.escrow(row.roomId()), amount),
                                        warriors,
                                        wallClock.millis())),
                        taken(row.roomId(), amount),
                        ledger.debited(payer, amount));
        if (refused.isEmpty()) {
            return Optional.of(new Entering.Entered(amount));
        }
        return switch (refused.getAsInt()) {
            case POSTING -> entered(row.roomId(), playerId, warriors);
            // It was closed or filled since it was read: which, the next reading tells.
            case ESCROW -> Optional.empty();
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

    /** What was answered to the player's entry, if there is one. */
    private Optional<Entering> entered(String roomId, String playerId, int warriors) {
        return ledger.posting(PostingRow.ofRoom(roomId), PostingRow.ENTRY + playerId)
                .map(
                        posting ->
                                posting.warriors() == warriors
                                        ? new Entering.Entered(posting.amount())
                                        : Entering.Refused.OTHER_WARRIORS);
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
                ledger.postings(book, PostingRow.ENTRY).stream()
                        .map(
                                posting -> {
                                    String player =
                                            posting.step().substring(PostingRow.ENTRY.length());
                                    return new Entry(
                                            player,
                                            posting.warriors(),
                                            posting.amount(),
                                            refunded.contains(player));
                                })
                        .toList();
        return new RoomEscrow(
                row.roomId(), terms(row), Ledger.state(row), row.balance(), row.pot(), entries);
    }
}
