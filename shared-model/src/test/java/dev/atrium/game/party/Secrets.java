package dev.atrium.game.party;

import dev.atrium.game.Viewer;
import dev.atrium.message.MessageCodec;
import dev.atrium.message.MessageShape;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * What a viewer may know of a party's written state, and states that differ only in what he may
 * not: which answers are correct and the robot's, who else wrote what, what others voted for, and
 * which questions come.
 */
final class Secrets {
    private Secrets() {}

    static Party.Kept read(byte[] state) {
        StateReader in = new StateReader(state);
        return (Party.Kept) MessageCodec.read(in, MessageShape.of(Party.Kept.class));
    }

    static byte[] bytes(Party.Kept kept) {
        StateWriter out = new StateWriter();
        MessageCodec.write(out, kept);
        return out.toBytes();
    }

    /** The state with everything blanked that this viewer may not know. */
    static byte[] knownTo(byte[] state, Viewer viewer) {
        Party.Kept kept = read(state);
        int seat = seat(viewer);
        List<Question> ahead = Collections.nCopies(kept.deck().ahead().size(), Questions.text(0));
        return bytes(
                with(
                        kept,
                        ahead,
                        isSecret(kept) ? kept.round().map(r -> blank(r, seat)) : kept.round()));
    }

    /** The state with things swapped that this viewer may not know. */
    static byte[] swapped(byte[] state, Viewer viewer, int variant) {
        Party.Kept kept = read(state);
        int seat = seat(viewer);
        List<Question> ahead = new ArrayList<>(kept.deck().ahead());
        if (ahead.size() > 1) {
            Collections.swap(ahead, variant % ahead.size(), (variant + 1) % ahead.size());
        }
        if (!isSecret(kept)) {
            return bytes(with(kept, ahead, kept.round()));
        }
        return bytes(with(kept, ahead, kept.round().map(r -> swapped(r, seat, variant))));
    }

    private static boolean isSecret(Party.Kept kept) {
        return kept.round().isPresent() && kept.round().get().results().isEmpty();
    }

    private static int seat(Viewer viewer) {
        return viewer instanceof Viewer.Seated(int seat) ? seat : -1;
    }

    private static Party.Kept with(
            Party.Kept kept, List<Question> ahead, Optional<Round.Kept> round) {
        Deck.Kept deck = kept.deck();
        return new Party.Kept(
                kept.roomCode(),
                kept.mode(),
                kept.phase(),
                kept.company(),
                kept.door(),
                new Deck.Kept(ahead, deck.wanted(), deck.givenUpAt()),
                kept.clock(),
                round,
                kept.standings());
    }

    private static Round.Kept blank(Round.Kept round, int seat) {
        return new Round.Kept(
                round.number(),
                answered(round.question(), "", ""),
                round.answers().stream()
                        .map(w -> w.seat() == seat ? w : new Round.Written(w.seat(), ""))
                        .toList(),
                entries(
                        round,
                        entry ->
                                new AnswerBoard.Entry(
                                        entry.text(),
                                        AnswerType.PLAYER,
                                        entry.authors().contains(seat)
                                                ? List.of(seat)
                                                : List.of())),
                votes(round.elimination(), seat, vote -> 0),
                votes(round.voting(), seat, vote -> 0),
                round.eliminated(),
                round.results());
    }

    private static Round.Kept swapped(Round.Kept round, int seat, int variant) {
        int shown = round.board().map(List::size).orElse(0);
        // Two other authors, wherever they are, and two answers change places.
        IntUnaryOperator authors = swap(other(variant, seat), other(variant / 3, seat));
        List<AnswerBoard.Entry> board = round.board().orElse(List.of());
        IntUnaryOperator answers = shown == 0 ? i -> i : swap(variant % shown, variant / 7 % shown);
        List<AnswerBoard.Entry> entries = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            AnswerBoard.Entry entry = board.get(i);
            entries.add(
                    new AnswerBoard.Entry(
                            entry.text(),
                            board.get(answers.applyAsInt(i)).type(),
                            entry.authors().stream().map(authors::applyAsInt).sorted().toList()));
        }
        IntUnaryOperator votes = shown == 0 ? i -> i : swap(0, (1 + variant) % shown);
        boolean voting = round.eliminated().isPresent();
        return new Round.Kept(
                round.number(),
                swapped(round, entries),
                writtenBy(round.answers(), authors),
                round.board().map(b -> entries),
                voting ? votes(round.elimination(), seat, votes) : round.elimination(),
                round.voting(),
                round.eliminated(),
                round.results());
    }

    /** Answers keep to what is shown, where it is; else the two change places. */
    private static Question swapped(Round.Kept round, List<AnswerBoard.Entry> entries) {
        Question question = round.question();
        return entries.isEmpty()
                ? answered(question, question.robotAnswer(), question.correctAnswer())
                : answered(
                        question,
                        text(entries, AnswerType.CORRECT),
                        text(entries, AnswerType.ROBOT));
    }

    private static String text(List<AnswerBoard.Entry> entries, AnswerType type) {
        return entries.stream().filter(e -> e.type() == type).findFirst().orElseThrow().text();
    }

    private static List<Round.Written> writtenBy(
            List<Round.Written> written, IntUnaryOperator authors) {
        List<Integer> seats = written.stream().map(Round.Written::seat).toList();
        List<Round.Written> swapped = new ArrayList<>();
        for (Round.Written one : written) {
            int author = authors.applyAsInt(one.seat());
            // Who has answered is known: where the other has not, all stays as it is.
            if (!seats.contains(author)) {
                return written;
            }
            swapped.add(new Round.Written(author, one.answer()));
        }
        swapped.sort((a, b) -> Integer.compare(a.seat(), b.seat()));
        return swapped;
    }

    private static Optional<List<AnswerBoard.Entry>> entries(
            Round.Kept round, Function<AnswerBoard.Entry, AnswerBoard.Entry> change) {
        return round.board().map(board -> board.stream().map(change).toList());
    }

    private static List<Ballot.Vote> votes(
            List<Ballot.Vote> votes, int seat, IntUnaryOperator change) {
        return votes.stream()
                .map(
                        vote ->
                                vote.seat() == seat
                                        ? vote
                                        : new Ballot.Vote(
                                                vote.seat(), change.applyAsInt(vote.answer())))
                .toList();
    }

    private static int other(int number, int seat) {
        int other = number % 8;
        return other == seat ? (other + 1) % 8 : other;
    }

    private static IntUnaryOperator swap(int a, int b) {
        return i -> i == a ? b : i == b ? a : i;
    }

    private static Question answered(Question question, String correct, String robot) {
        return new Question(
                question.id(),
                question.text(),
                correct.isEmpty() ? "blank" : correct,
                robot.isEmpty() ? "blank" : robot,
                question.type(),
                question.imageUrl(),
                question.imageAlt(),
                Difficulty.EASY);
    }
}
