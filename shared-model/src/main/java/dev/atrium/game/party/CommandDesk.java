package dev.atrium.game.party;

import dev.atrium.game.Audience;
import dev.atrium.game.Input;
import dev.atrium.game.Out;
import dev.atrium.game.Verdict;

import java.util.Optional;

/** Takes the commands of players, or says why not; then nothing has changed. */
final class CommandDesk {
    private final Party party;
    private final Course course;

    CommandDesk(Party party, Course course) {
        this.party = party;
        this.course = course;
    }

    /** Takes a command of a seat that is taken. */
    Verdict apply(long tick, Input.Command input, Out out) {
        Optional<Player> player = party.company.find(input.seat());
        if (player.isEmpty() || !(input.command() instanceof PartyCommands.Command command)) {
            return Refusal.UNKNOWN_COMMAND.verdict();
        }
        if (!isMeant(command, player.get())) {
            return Refusal.WRONG_SEAT.verdict();
        }
        if (!player.get().belongs()) {
            return Refusal.NOT_PLAYING.verdict();
        }
        if (party.deck.awaited()) {
            return Refusal.ALREADY_STARTING.verdict();
        }
        return switch (command) {
            case PartyCommands.SubmitAnswer answer -> answer(tick, player.get(), answer, out);
            case PartyCommands.SubmitEliminationVote vote ->
                    vote(tick, player.get(), Phase.ELIMINATION, vote.vote(), out);
            case PartyCommands.SubmitFinalVote vote ->
                    vote(tick, player.get(), Phase.VOTING, vote.vote(), out);
            case PartyCommands.HostCommand ofHost -> ofHost(tick, player.get(), ofHost, out);
        };
    }

    private boolean isMeant(PartyCommands.Command command, Player player) {
        return command.roomCode().map(party.roomCode::equals).orElse(true)
                && command.playerName().map(player.name()::equals).orElse(true);
    }

    private Verdict ofHost(long tick, Player player, PartyCommands.HostCommand command, Out out) {
        if (!party.company.isHost(player.seat())) {
            return Refusal.NOT_HOST.verdict();
        }
        return switch (command) {
            case PartyCommands.StartGame start -> start(tick, out);
            case PartyCommands.EliminationTimeExpired expired ->
                    expire(tick, Phase.ELIMINATION, out);
            case PartyCommands.FinalVotingTimeExpired expired -> expire(tick, Phase.VOTING, out);
            case PartyCommands.RequestNextRound next -> nextRound(tick, out);
            case PartyCommands.KickPlayer kick -> kick(tick, player, kick.playerId(), out);
            case PartyCommands.LockRoom lock -> lock(lock.locked(), out);
        };
    }

    private Verdict answer(long tick, Player player, PartyCommands.SubmitAnswer command, Out out) {
        if (party.phase() != Phase.QUESTION) {
            return Refusal.WRONG_PHASE.verdict();
        }
        Round round = party.inRound();
        if (round.answer(player.seat(), command.answer())) {
            out.event(
                    Audience.ALL,
                    new PartyEvents.PlayerAnswered(
                            player.name(), player.icon(), round.answered(), party.voters()));
        }
        course.settle(tick, false, out);
        return Verdict.ACCEPTED;
    }

    private Verdict vote(long tick, Player player, Phase phase, String vote, Out out) {
        if (party.phase() != phase) {
            return Refusal.WRONG_PHASE.verdict();
        }
        Round round = party.inRound();
        int answer = round.board().find(vote);
        if (answer < 0) {
            return Refusal.UNKNOWN_ANSWER.verdict();
        }
        if (round.isEliminated(answer)) {
            return Refusal.ANSWER_ELIMINATED.verdict();
        }
        if (round.board().isOwn(answer, player.seat())) {
            return Refusal.OWN_ANSWER.verdict();
        }
        if (phase == Phase.ELIMINATION) {
            if (round.elimination().cast(player.seat(), answer)) {
                int votes = round.elimination().size();
                out.event(
                        Audience.ALL,
                        new PartyEvents.EliminationVoteCast(player.name(), votes, party.voters()));
            }
        } else if (round.voting().cast(player.seat(), answer)) {
            int votes = round.voting().size();
            out.event(
                    Audience.ALL,
                    new PartyEvents.FinalVoteCast(player.name(), votes, party.voters()));
        }
        course.settle(tick, false, out);
        return Verdict.ACCEPTED;
    }

    private Verdict start(long tick, Out out) {
        if (party.phase() != Phase.LOBBY) {
            return Refusal.WRONG_PHASE.verdict();
        }
        if (party.company.connected() < Course.PLAYERS_MIN) {
            return Refusal.TOO_FEW_PLAYERS.verdict();
        }
        course.start(tick, out);
        return Verdict.ACCEPTED;
    }

    private Verdict expire(long tick, Phase phase, Out out) {
        if (party.phase() != phase) {
            // His clock may be behind, and the message takes time: what he says is so already.
            return party.hasJustEnded(phase, tick)
                    ? Verdict.ACCEPTED
                    : Refusal.WRONG_PHASE.verdict();
        }
        if (party.clock.endsAt() - tick > PartyTimes.CLOCK_TICKS) {
            return Refusal.TOO_EARLY.verdict();
        }
        course.endPhase(tick, out);
        course.settle(tick, false, out);
        return Verdict.ACCEPTED;
    }

    private Verdict nextRound(long tick, Out out) {
        if (party.phase() != Phase.RESULTS) {
            return Refusal.WRONG_PHASE.verdict();
        }
        if (party.clock.stopped()) {
            return Refusal.TOO_FEW_PLAYERS.verdict();
        }
        course.endPhase(tick, out);
        course.settle(tick, false, out);
        return Verdict.ACCEPTED;
    }

    private Verdict kick(long tick, Player host, String playerId, Out out) {
        Optional<Player> kicked =
                party.company.belonging().stream()
                        .filter(p -> p != host && p.id().equals(playerId))
                        .findFirst();
        if (kicked.isEmpty()) {
            return Refusal.PLAYER_NOT_FOUND.verdict();
        }
        Player player = kicked.get();
        party.door.sendAway(playerId);
        out.event(Audience.ALL, new PartyEvents.PlayerKicked(player.id(), player.name()));
        course.part(tick, player, out);
        out.unseat(player.seat());
        return Verdict.ACCEPTED;
    }

    private Verdict lock(boolean locked, Out out) {
        party.door.lock(locked);
        out.event(Audience.ALL, new PartyEvents.RoomLocked(locked));
        return Verdict.ACCEPTED;
    }
}
