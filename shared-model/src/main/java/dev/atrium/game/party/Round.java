package dev.atrium.game.party;

import dev.atrium.dice.DiceStream;
import dev.atrium.message.Message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A question, what was answered, and how it was voted on. */
final class Round {
    private final int number;
    private final Question question;
    private final TreeMap<Integer, String> answers = new TreeMap<>();
    private Optional<AnswerBoard> board = Optional.empty();
    private Ballot elimination = new Ballot();
    private Ballot voting = new Ballot();
    private Optional<State.Elimination> eliminated = Optional.empty();
    private Optional<State.Results> results = Optional.empty();

    /** A round of that number, from 1, in which nobody has answered yet. */
    Round(int number, Question question) {
        this.number = number;
        this.question = question;
    }

    /** An answer as it is written. */
    record Written(int seat, String answer) implements Message {}

    /** A round as it is written. */
    record Kept(
            int number,
            Question question,
            List<Written> answers,
            Optional<List<AnswerBoard.Entry>> board,
            List<Ballot.Vote> elimination,
            List<Ballot.Vote> voting,
            Optional<State.Elimination> eliminated,
            Optional<State.Results> results)
            implements Message {
        Kept {
            if (number < 1) {
                throw new IllegalArgumentException("number=" + number);
            }
        }
    }

    static Round of(Kept kept) {
        Round round = new Round(kept.number(), kept.question());
        for (Written written : kept.answers()) {
            if (round.answers.put(written.seat(), written.answer()) != null) {
                throw new IllegalArgumentException("seat " + written.seat() + " answers twice");
            }
        }
        round.board = kept.board().map(AnswerBoard::of);
        int shown = round.board.map(AnswerBoard::size).orElse(0);
        round.elimination = Ballot.of(kept.elimination(), shown);
        round.voting = Ballot.of(kept.voting(), shown);
        round.eliminated = kept.eliminated();
        round.results = kept.results();
        return round;
    }

    Kept kept() {
        List<Written> written = new ArrayList<>();
        answers.forEach((seat, answer) -> written.add(new Written(seat, answer)));
        return new Kept(
                number,
                question,
                written,
                board.map(AnswerBoard::entries),
                elimination.kept(),
                voting.kept(),
                eliminated,
                results);
    }

    int number() {
        return number;
    }

    Question question() {
        return question;
    }

    PartyEvents.ShownQuestion shownQuestion() {
        return new PartyEvents.ShownQuestion(
                question.id(),
                question.text(),
                question.type(),
                question.imageUrl(),
                question.imageAlt(),
                number);
    }

    /**
     * Takes an answer in the place of the one that the seat gave before.
     *
     * @return whether it is the seat's first
     */
    boolean answer(int seat, String answer) {
        return answers.put(seat, answer) == null;
    }

    /** What a seat answered. */
    Optional<String> answerOf(int seat) {
        return Optional.ofNullable(answers.get(seat));
    }

    int answered() {
        return answers.size();
    }

    /** Shows the answers. */
    void show(DiceStream dice) {
        board = Optional.of(AnswerBoard.of(question, answers, dice));
    }

    /** The answers, once they are shown. */
    AnswerBoard board() {
        return board.orElseThrow();
    }

    Ballot elimination() {
        return elimination;
    }

    Ballot voting() {
        return voting;
    }

    /** Counts the elimination. */
    State.Elimination eliminate() {
        int[] counts = elimination.counts(board().size());
        Optional<String> out =
                Ballot.top(counts).stream().mapToObj(i -> board().entry(i).text()).findFirst();
        State.Elimination complete =
                new State.Elimination(
                        out, out.isEmpty() && elimination.size() > 0, board().named(counts));
        eliminated = Optional.of(complete);
        return complete;
    }

    /** How the elimination went, once it is over. */
    Optional<State.Elimination> eliminated() {
        return eliminated;
    }

    /** Whether that answer was voted out. */
    boolean isEliminated(int answer) {
        String text = board().entry(answer).text();
        return eliminated
                .flatMap(State.Elimination::eliminatedAnswer)
                .filter(text::equals)
                .isPresent();
    }

    /** How the round went, once it is over. */
    Optional<State.Results> results() {
        return results;
    }

    void over(State.Results told) {
        results = Optional.of(told);
    }

    /** Whether a seat has answered or voted in that phase. */
    boolean hasDone(Phase phase, int seat) {
        return switch (phase) {
            case QUESTION -> answers.containsKey(seat);
            case ELIMINATION -> elimination.has(seat);
            case VOTING -> voting.has(seat);
            case LOBBY, RESULTS, FINAL -> false;
        };
    }

    /** How many seats have answered or voted in that phase. */
    int done(Phase phase) {
        return switch (phase) {
            case QUESTION -> answers.size();
            case ELIMINATION -> elimination.size();
            case VOTING -> voting.size();
            case LOBBY, RESULTS, FINAL -> 0;
        };
    }

    /**
     * Whether that phase waits for a seat: he has not voted, and there is something to vote for.
     */
    boolean waitsFor(Phase phase, int seat) {
        if (hasDone(phase, seat)) {
            return false;
        }
        if (phase != Phase.VOTING) {
            return true;
        }
        for (int answer = 0; answer < board().size(); answer++) {
            if (!isEliminated(answer) && !board().isOwn(answer, seat)) {
                return true;
            }
        }
        return false;
    }

    /** What a seat did counts no more; an answer that is shown stays, nobody's now. */
    void withdraw(int seat) {
        answers.remove(seat);
        elimination.withdraw(seat);
        voting.withdraw(seat);
        board = board.map(shown -> shown.without(seat));
    }
}
