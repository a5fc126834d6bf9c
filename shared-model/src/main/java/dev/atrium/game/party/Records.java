package dev.atrium.game.party;

import java.util.List;

/** What is told of a round when it is over, and kept of it for good. Pure. */
final class Records {
    private Records() {}

    /** What was whose, and how it was voted on. */
    static PartyEvents.AllVotesSubmitted told(Round round, Company company) {
        AnswerBoard board = round.board();
        return new PartyEvents.AllVotesSubmitted(
                board.entry(board.correct()).text(),
                board.entry(board.robot()).text(),
                board.named(round.voting().counts(board.size())),
                board.entries().stream().map(entry -> revealed(entry, company)).toList());
    }

    private static PartyEvents.RevealedAnswer revealed(AnswerBoard.Entry entry, Company company) {
        List<String> authors =
                entry.authors().stream()
                        .flatMap(seat -> company.find(seat).stream())
                        .map(Player::name)
                        .toList();
        return new PartyEvents.RevealedAnswer(entry.text(), entry.type(), authors);
    }

    /** What was told, as the view goes on showing it. */
    static State.Results results(
            PartyEvents.AllVotesSubmitted told,
            List<PartyEvents.RoundScore> scores,
            List<PartyEvents.PlayerScore> standings) {
        return new State.Results(
                told.correctAnswer(),
                told.robotAnswer(),
                told.voteCounts(),
                told.answers(),
                scores,
                standings);
    }

    /** What is kept for good: numbers alone, nobody's name. */
    static RoundPlayed played(Round round, List<Player> players) {
        AnswerBoard board = round.board();
        Question question = round.question();
        return new RoundPlayed(
                round.number(),
                question.id(),
                question.difficulty(),
                players.size(),
                round.answered(),
                board.entry(board.correct()).authors().size(),
                round.elimination().size(),
                round.elimination().counts(board.size())[board.robot()],
                round.isEliminated(board.robot()),
                round.voting().size(),
                round.voting().counts(board.size())[board.correct()],
                round.voting().counts(board.size())[board.robot()]);
    }
}
