package dev.atrium.escrow;

import static dev.atrium.escrow.Ledger.number;

import dev.atrium.escrow.Escrow.Closing;
import dev.atrium.escrow.Escrow.Decision;
import dev.atrium.escrow.Escrow.Payment;
import dev.atrium.escrow.Escrow.Pot;
import dev.atrium.escrow.Escrow.Refund;
import dev.atrium.schema.AccountRow;
import dev.atrium.schema.EscrowRow;
import dev.atrium.schema.PostingRow;

import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The steps of a settlement in DynamoDB; arguments are checked before. */
final class DynamoSettling {
    /** Stands first in every movement's transaction. */
    private static final int POSTING = 0;

    private final Ledger ledger;
    private final InstantSource wallClock;

    DynamoSettling(Ledger ledger, InstantSource wallClock) {
        this.ledger = ledger;
        this.wallClock = wallClock;
    }

    Decision decide(String roomId, Disposal disposal) {
        TransactWriteItem decided =
                ledger.escrow(
                        roomId,
                        Set.of(EscrowState.OPEN),
                        "SET escrowState = :next",
                        Optional.empty(),
                        Map.of(":next", Ledger.text(EscrowState.decided(disposal))));
        return Ledger.resolve(
                () -> {
                    if (ledger.write(decided).isEmpty()) {
                        return Optional.of(Decision.DECIDED);
                    }
                    Optional<EscrowRow> row = ledger.escrow(roomId);
                    if (row.isEmpty()) {
                        return Optional.of(Decision.NOT_OPENED);
                    }
                    return Ledger.state(row.get())
                            .disposal()
                            .map(
                                    before ->
                                            before == disposal
                                                    ? Decision.DECIDED
                                                    : Decision.DECIDED_OTHERWISE);
                });
    }

    Refund refund(String roomId, String playerId) {
        return Ledger.resolve(
                () -> {
                    Optional<EscrowRow> row = ledger.escrow(roomId);
                    return row.isEmpty()
                            ? Optional.of(Refund.Refused.NOT_OPENED)
                            : tryRefund(row.get(), playerId);
                });
    }

    private Optional<Refund> tryRefund(EscrowRow row, String playerId) {
        EscrowState state = Ledger.state(row);
        if (state == EscrowState.OPEN) {
            return Optional.of(Refund.Refused.UNDECIDED);
        }
        String book = PostingRow.ofRoom(row.roomId());
        PostingRow entry = EntryRounds.standing(ledger, book, playerId).get(playerId);
        if (entry == null) {
            return Optional.of(Refund.Refused.NO_ENTRY);
        }
        long amount = entry.amount();
        String step = PostingRow.REFUND + playerId;
        if (!state.refunds()) {
            return Optional.of(
                    ledger.posting(book, step).isPresent()
                            ? new Refund.Refunded(amount)
                            : Refund.Refused.POT_FIXED);
        }
        String payee = AccountRow.player(playerId);
        OptionalInt refused =
                ledger.write(
                        ledger.posted(
                                new PostingRow(
                                        book,
                                        step,
                                        PostingRow.legs(
                                                AccountRow.escrow(row.roomId()), payee, amount),
                                        0,
                                        wallClock.millis())),
                        given(
                                row.roomId(),
                                Set.of(EscrowState.SETTLING, EscrowState.REFUNDING),
                                amount),
                        ledger.credited(payee, amount));
        // If the state has changed since it was read, the next reading tells what that means.
        return refused.isPresent() && refused.getAsInt() != POSTING
                ? Optional.empty()
                : Optional.of(new Refund.Refunded(amount));
    }

    Pot fixPot(String roomId) {
        return Ledger.resolve(
                () -> {
                    Optional<EscrowRow> row = ledger.escrow(roomId);
                    return row.isEmpty()
                            ? Optional.of(Pot.Refused.NOT_OPENED)
                            : tryFixingPot(row.get());
                });
    }

    private Optional<Pot> tryFixingPot(EscrowRow row) {
        return switch (Ledger.state(row)) {
            case OPEN -> Optional.of(Pot.Refused.UNDECIDED);
            case REFUNDING, REFUNDED -> Optional.of(Pot.Refused.REFUNDED);
            case PAYING, PAID -> Optional.of(new Pot.Fixed(row.pot()));
            case SETTLING -> {
                // Whatever came of it, the next reading has the pot: it is what the store had then.
                var _ =
                        ledger.write(
                                ledger.escrow(
                                        row.roomId(),
                                        Set.of(EscrowState.SETTLING),
                                        "SET escrowState = :next, pot = balance",
                                        Optional.empty(),
                                        Map.of(":next", Ledger.text(EscrowState.PAYING))));
                yield Optional.empty();
            }
        };
    }

    Payment pay(String roomId, String step, Beneficiary to, long amount) {
        String payee =
                switch (to) {
                    case Beneficiary.PlayerAccount(String playerId) -> AccountRow.player(playerId);
                    case Beneficiary.Platform() -> AccountRow.platform(roomId);
                    case Beneficiary.Burn() -> AccountRow.burn(roomId);
                };
        PostingRow posting =
                new PostingRow(
                        PostingRow.ofRoom(roomId),
                        PostingRow.PAY + step,
                        PostingRow.legs(AccountRow.escrow(roomId), payee, amount),
                        0,
                        wallClock.millis());
        return Ledger.resolve(
                () -> {
                    Optional<EscrowRow> row = ledger.escrow(roomId);
                    return row.isEmpty()
                            ? Optional.of(Payment.NOT_OPENED)
                            : tryPaying(row.get(), posting, payee);
                });
    }

    private Optional<Payment> tryPaying(EscrowRow row, PostingRow posting, String payee) {
        long amount = posting.amount();
        Optional<Payment> refusal =
                switch (Ledger.state(row)) {
                    case OPEN, SETTLING -> Optional.of(Payment.POT_NOT_FIXED);
                    case REFUNDING, REFUNDED -> Optional.of(Payment.REFUNDED);
                    case PAYING, PAID ->
                            // It never grows again.
                            row.balance() < amount
                                    ? Optional.of(Payment.TOO_MUCH)
                                    : Optional.empty();
                };
        if (refusal.isPresent()) {
            return paid(posting).or(() -> refusal);
        }
        OptionalInt refused =
                ledger.write(
                        ledger.posted(posting),
                        given(row.roomId(), Set.of(EscrowState.PAYING), amount),
                        ledger.credited(payee, amount));
        if (refused.isEmpty()) {
            return Optional.of(Payment.PAID);
        }
        return refused.getAsInt() == POSTING ? paid(posting) : Optional.empty();
    }

    /** What was answered to that payment, if it was made. */
    private Optional<Payment> paid(PostingRow posting) {
        return ledger.posting(posting.book(), posting.step())
                .map(
                        before ->
                                before.legs().equals(posting.legs())
                                        ? Payment.PAID
                                        : Payment.OTHER_PAYMENT);
    }

    Closing close(String roomId) {
        return Ledger.resolve(
                () -> {
                    Optional<EscrowRow> row = ledger.escrow(roomId);
                    return row.isEmpty() ? Optional.of(Closing.NOT_OPENED) : tryClosing(row.get());
                });
    }

    private Optional<Closing> tryClosing(EscrowRow row) {
        EscrowState state = Ledger.state(row);
        return switch (state) {
            case OPEN, SETTLING -> Optional.of(Closing.UNDECIDED);
            case PAID, REFUNDED -> Optional.of(Closing.CLOSED);
            case PAYING, REFUNDING -> {
                if (row.balance() > 0) {
                    yield Optional.of(Closing.NOT_EMPTY);
                }
                // In these states a balance only falls: who comes first closes it for all.
                var _ =
                        ledger.write(
                                ledger.escrow(
                                        row.roomId(),
                                        Set.of(state),
                                        "SET escrowState = :next"
                                                + " REMOVE unsettledShard, nextLook",
                                        Optional.of("balance = :zero"),
                                        Map.of(
                                                ":next", Ledger.text(state.closed().orElseThrow()),
                                                ":zero", number(0))));
                yield Optional.of(Closing.CLOSED);
            }
        };
    }

    private TransactWriteItem given(String roomId, Set<EscrowState> states, long amount) {
        return ledger.escrow(
                roomId,
                states,
                "SET balance = balance - :amount",
                Optional.of("balance >= :amount"),
                Map.of(":amount", number(amount)));
    }
}
