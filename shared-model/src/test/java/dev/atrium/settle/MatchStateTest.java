package dev.atrium.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.escrow.EscrowState;
import dev.atrium.room.RoomStatus;

import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

class MatchStateTest {
    private static final int WALKS = 20_000;
    private static final int STEPS = 40;

    /** Every write that anybody makes to a match, under the condition that its table holds. */
    private static final class Match {
        private RoomStatus room = RoomStatus.PLACED;
        private boolean begun;
        private Optional<EscrowState> escrow = Optional.empty();
        private boolean begunToPay;
        private boolean settled;
        private boolean refused;
        private boolean halted;
        private boolean letter;
        private boolean ordered;

        MatchFacts facts() {
            return new MatchFacts(
                    Optional.of(room),
                    begun,
                    escrow,
                    new MatchFacts.SettlementFacts(settled, refused, halted || letter, ordered));
        }

        void write(int which) {
            switch (which) {
                case 0 -> {
                    // A fee is known before anybody plays.
                    if (room == RoomStatus.PLACED && escrow.isEmpty()) {
                        escrow = Optional.of(EscrowState.OPEN);
                    }
                }
                case 1 -> {
                    if (room == RoomStatus.PLACED) {
                        room = RoomStatus.PLAYING;
                        begun = true;
                    }
                }
                case 2 -> room = room == RoomStatus.PLAYING ? RoomStatus.FINISHED : room;
                case 3 -> room = room.isLive() ? RoomStatus.VOID : room;
                case 4 -> giveBack();
                case 5 -> {
                    if (unsettled() && !begunToPay) {
                        refused = true;
                    }
                }
                case 6 -> letter |= unsettled() && (refused || halted || begun);
                case 7 -> halted |= unsettled() && begunToPay;
                case 8 -> ordered |= disputed();
                // Only what has a letter is tried again.
                case 9 -> refused &= ordered || !letter;
                case 10 -> pay();
                case 11 -> {
                    boolean paid = escrow.isEmpty() || escrow.get() == EscrowState.PAID;
                    boolean decided = escrow.equals(Optional.of(EscrowState.REFUNDED));
                    settled |= unsettled() && !refused && paid && !decided;
                }
                case 12 -> {
                    if (ordered && letter && !begunToPay && unsettled()) {
                        refused = true;
                    }
                }
                default -> throw new IllegalArgumentException("write " + which);
            }
        }

        private boolean unsettled() {
            return room == RoomStatus.FINISHED && !settled;
        }

        private boolean disputed() {
            return unsettled() && (refused || letter);
        }

        private void giveBack() {
            boolean due = room == RoomStatus.VOID || (unsettled() && ordered && refused);
            escrow =
                    escrow.map(
                            state ->
                                    switch (state) {
                                        case OPEN -> due ? EscrowState.REFUNDING : state;
                                        case REFUNDING -> EscrowState.REFUNDED;
                                        case SETTLING, PAYING, PAID, REFUNDED -> state;
                                    });
        }

        private void pay() {
            if (!unsettled() || refused) {
                return;
            }
            begunToPay = true;
            escrow =
                    escrow.map(
                            state ->
                                    switch (state) {
                                        case OPEN -> EscrowState.SETTLING;
                                        case SETTLING -> EscrowState.PAYING;
                                        case PAYING -> EscrowState.PAID;
                                        case PAID, REFUNDING, REFUNDED -> state;
                                    });
        }
    }

    @Test
    void whateverIsWrittenInWhateverOrderTheStateMovesAsItMayAndReachesAllThereAre() {
        Set<MatchState> reached = EnumSet.noneOf(MatchState.class);
        Map<MatchState, Set<MatchState>> moves = new EnumMap<>(MatchState.class);
        for (int seed = 0; seed < WALKS; seed++) {
            Random random = new Random(seed);
            Match match = new Match();
            MatchState before = MatchState.of(match.facts());
            for (int step = 0; step < STEPS; step++) {
                int write = random.nextInt(13);
                match.write(write);
                MatchState after = MatchState.of(match.facts());
                String why = "seed " + seed + ", step " + step + ", write " + write + ": " + before;
                if (after != before) {
                    assertTrue(before.next().contains(after), why + " to " + after);
                    moves.computeIfAbsent(before, s -> EnumSet.noneOf(MatchState.class)).add(after);
                }
                before = after;
                reached.add(after);
            }
        }
        assertEquals(EnumSet.allOf(MatchState.class), reached);
        for (MatchState state : MatchState.values()) {
            Set<MatchState> none = EnumSet.noneOf(MatchState.class);
            assertEquals(state.next(), moves.getOrDefault(state, none), "all moves of " + state);
        }
    }

    @Test
    void whatIsSettledOrRefundedStaysSo() {
        assertEquals(Set.of(), MatchState.SETTLED.next());
        assertEquals(Set.of(), MatchState.REFUNDED.next());
    }

    @Test
    void aSettledMatchIsSettledWhateverElseIsWrittenOfIt() {
        for (Optional<EscrowState> escrow : escrows()) {
            MatchFacts.SettlementFacts all = new MatchFacts.SettlementFacts(true, true, true, true);
            assertEquals(
                    MatchState.SETTLED,
                    MatchState.of(
                            new MatchFacts(Optional.of(RoomStatus.FINISHED), true, escrow, all)));
        }
    }

    @Test
    void nothingIsRefundedWhileAnythingIsHeld() {
        for (RoomStatus room : RoomStatus.values()) {
            for (Optional<EscrowState> escrow : escrows()) {
                for (int bits = 0; bits < 16; bits++) {
                    MatchFacts facts =
                            new MatchFacts(
                                    Optional.of(room),
                                    true,
                                    escrow,
                                    new MatchFacts.SettlementFacts(
                                            (bits & 1) > 0,
                                            (bits & 2) > 0,
                                            (bits & 4) > 0,
                                            (bits & 8) > 0));
                    boolean held = escrow.isPresent() && escrow.get() != EscrowState.REFUNDED;
                    boolean refunded = MatchState.of(facts) == MatchState.REFUNDED;
                    assertTrue(!held || !refunded, facts.toString());
                }
            }
        }
    }

    @Test
    void aMatchWithoutARoomIsOpenUntilSomethingIsHeldForIt() {
        MatchFacts none =
                new MatchFacts(
                        Optional.empty(), false, Optional.empty(), MatchFacts.SettlementFacts.NONE);
        assertEquals(MatchState.OPEN, MatchState.of(none));
        MatchFacts held =
                new MatchFacts(
                        Optional.empty(),
                        false,
                        Optional.of(EscrowState.OPEN),
                        MatchFacts.SettlementFacts.NONE);
        assertEquals(MatchState.ESCROWED, MatchState.of(held));
    }

    private static List<Optional<EscrowState>> escrows() {
        return Stream.concat(
                        Stream.of(Optional.<EscrowState>empty()),
                        Stream.of(EscrowState.values()).map(Optional::of))
                .toList();
    }
}
