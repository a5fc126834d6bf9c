package dev.atrium.match;

import java.util.List;
import java.util.Optional;

/**
 * A match to form.
 *
 * @param tickets those who play, each whole; 1 and more
 * @param teams the team of each ticket, from 0; empty where everybody plays for himself
 * @param region where, if its players have said where they can
 * @param botWarriors warriors that house bots bring, 0 and more
 * @param warriorsPerBotMax warriors of one bot at most, 1 to {@value Entrant#WARRIORS_MAX}
 */
public record MatchPlan(
        List<WaitingTicket> tickets,
        List<Integer> teams,
        Optional<String> region,
        int botWarriors,
        int warriorsPerBotMax) {
    public MatchPlan {
        tickets = List.copyOf(tickets);
        teams = List.copyOf(teams);
        if (tickets.isEmpty() || botWarriors < 0) {
            throw new IllegalArgumentException("a match has a player, and no less than no bots");
        }
        if (!teams.isEmpty() && teams.size() != tickets.size()) {
            throw new IllegalArgumentException("each ticket has a team, or none has");
        }
        if (warriorsPerBotMax < 1 || warriorsPerBotMax > Entrant.WARRIORS_MAX) {
            throw new IllegalArgumentException(
                    "warriorsPerBotMax (allowed: 1-" + Entrant.WARRIORS_MAX + ")");
        }
    }

    /** How many people play. */
    public int players() {
        return tickets.stream().mapToInt(WaitingTicket::players).sum();
    }

    /** How far the best ticket is from the worst. */
    public int skillSpread() {
        int best = tickets.stream().mapToInt(WaitingTicket::skill).max().orElseThrow();
        int worst = tickets.stream().mapToInt(WaitingTicket::skill).min().orElseThrow();
        return best - worst;
    }
}
