package dev.atrium.match;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * When those who wait for a game make a match, and who may meet whom. Data: what is done with it is
 * {@link Matcher}'s.
 *
 * <p>People are gathered first: {@code playersMin} of them or more, as soon as they bring all the
 * warriors that fit, or once the last of the first {@code playersMin} has waited {@code gatherMs}
 * for more. Then come those who accept house bots, once they have waited for people long enough;
 * where one alone is enough, who accepts bots plays with them and with others who do. Teams are
 * never short: such a match has exactly the players of its shape, and waits for nobody else.
 *
 * @param playersMin people that start without bots, 1 and more
 * @param warriorsMax of the people of one match, 1 to {@value #WARRIORS_MAX}; everybody brings one
 *     at least, so there are no more players than that. Whoever comes last, the fewest players fit
 * @param warriorsPerPlayerMax 1 to {@value Entrant#WARRIORS_MAX}
 * @param partyMax players that may wait together, 1 to {@value WaitingTicket#PLAYERS_MAX}; 1 where
 *     there are no parties
 * @param teams none where everybody plays for himself
 * @param gatherMs how long enough people wait for more, 0 to {@value #WAIT_MS_MAX}; 0 in teams
 * @param skill how far, up and down, one lets others be away from his own skill: two may meet where
 *     their ranges overlap, and a match has a skill that lies in all of its ranges
 * @param latency to a region that one can play in, in ms
 * @param choice who is asked first among those who may meet
 * @param joinable whether who likes may be seated in a room that runs
 * @param bots none where only people play
 */
public record MatchRules(
        int playersMin,
        int warriorsMax,
        int warriorsPerPlayerMax,
        int partyMax,
        Optional<TeamShape> teams,
        long gatherMs,
        Widening skill,
        Widening latency,
        Choice choice,
        boolean joinable,
        Optional<BotFill> bots) {

    /** Warriors of the people of one match at most: of the largest teams. */
    public static final int WARRIORS_MAX = TeamShape.TEAMS_MAX * TeamShape.SIZE_MAX;

    /** The longest wait for more players: ten minutes. */
    public static final long WAIT_MS_MAX = 600_000;

    private static final int NEAR_LEAST = 8;
    private static final int NEAR_MOST = 64;

    /** Who is asked first. */
    public enum Choice {
        /** Who has waited longest. */
        OLDEST,
        /** Who is nearest in skill. */
        NEAREST
    }

    public MatchRules {
        if (playersMin < 1 || playersMin > WARRIORS_MAX) {
            throw new IllegalArgumentException("playersMin (allowed: 1-" + WARRIORS_MAX + ")");
        }
        if (warriorsPerPlayerMax < 1 || warriorsPerPlayerMax > Entrant.WARRIORS_MAX) {
            throw new IllegalArgumentException(
                    "warriorsPerPlayerMax (allowed: 1-" + Entrant.WARRIORS_MAX + ")");
        }
        if (partyMax < 1 || partyMax > WaitingTicket.PLAYERS_MAX) {
            throw new IllegalArgumentException(
                    "partyMax (allowed: 1-" + WaitingTicket.PLAYERS_MAX + ")");
        }
        if (gatherMs < 0 || gatherMs > WAIT_MS_MAX) {
            throw new IllegalArgumentException("gatherMs (allowed: 0-" + WAIT_MS_MAX + ")");
        }
        if (teams.isPresent()) {
            requireTeams(teams.get(), playersMin, warriorsMax, warriorsPerPlayerMax, partyMax);
            if (gatherMs != 0) {
                throw new IllegalArgumentException("gatherMs (allowed: 0 in teams)");
            }
            if (bots.isPresent()) {
                throw new IllegalArgumentException("bots (allowed: none in teams)");
            }
        } else {
            // Otherwise some who may meet, and are enough, would never fit into one match.
            int least = (playersMin - 1 + partyMax) * warriorsPerPlayerMax;
            if (warriorsMax < least || warriorsMax > WARRIORS_MAX) {
                throw new IllegalArgumentException(
                        "warriorsMax (allowed: %d-%d, from what one player fewer than playersMin"
                                        .formatted(least, WARRIORS_MAX)
                                + " and a whole party bring)");
            }
        }
        if (bots.isPresent() && bots.get().warriors() <= partyMax * warriorsPerPlayerMax) {
            throw new IllegalArgumentException(
                    "bots.warriors (allowed: more than a whole party brings)");
        }
    }

    private static void requireTeams(
            TeamShape shape, int playersMin, int warriorsMax, int perPlayerMax, int partyMax) {
        if (playersMin != shape.players() || warriorsMax != shape.players() || perPlayerMax != 1) {
            throw new IllegalArgumentException(
                    "playersMin and warriorsMax (allowed: the players of all teams, one warrior"
                            + " each)");
        }
        if (partyMax > shape.size()) {
            throw new IllegalArgumentException("partyMax (allowed: up to the size of a team)");
        }
    }

    /**
     * Rules of people who play for themselves, whoever they are.
     *
     * @param playersMin in one match, 1 and more
     * @param playersMax in one match, no less
     * @param gatherMs how long the last of the first {@code playersMin} waits for more
     */
    public static MatchRules people(int playersMin, int playersMax, long gatherMs) {
        return new MatchRules(
                playersMin,
                playersMax,
                1,
                1,
                Optional.empty(),
                gatherMs,
                Widening.UNLIMITED,
                Widening.UNLIMITED,
                Choice.OLDEST,
                false,
                Optional.empty());
    }

    /**
     * When time alone may make a match possible for one who waits: his limits widen, bots come, or
     * others need not wait for more.
     *
     * @return how long he has waited then, in ms, more than now; empty if only others help
     */
    public OptionalLong nextLookAfter(WaitingTicket ticket, long waitedMs) {
        long next = Long.MAX_VALUE;
        if (!skill.isUnlimited()) {
            next = Math.min(next, skill.nextAfter(waitedMs).orElse(Long.MAX_VALUE));
        }
        if (!latency.isUnlimited() && !ticket.latencies().isEmpty()) {
            next = Math.min(next, latency.nextAfter(waitedMs).orElse(Long.MAX_VALUE));
        }
        if (gatherMs > waitedMs) {
            next = Math.min(next, gatherMs);
        }
        if (ticket.bots() && bots.isPresent() && bots.get().afterMs() > waitedMs) {
            next = Math.min(next, bots.get().afterMs());
        }
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /**
     * How many of those who are nearest in one respect are looked at: enough for a match, with some
     * to choose from. {@link NearTickets} says what near means.
     */
    public int nearMax() {
        return Math.max(warriorsMax, Math.clamp(2L * warriorsMax, NEAR_LEAST, NEAR_MOST));
    }

    /** Whether it matters how well somebody plays: to who meets whom, or to who is on his side. */
    public boolean usesSkill() {
        return !skill.isUnlimited() || choice == Choice.NEAREST || teams.isPresent();
    }

    /** The same for whoever plays however well. */
    MatchRules withoutSkill() {
        return new MatchRules(
                playersMin,
                warriorsMax,
                warriorsPerPlayerMax,
                partyMax,
                teams,
                gatherMs,
                Widening.UNLIMITED,
                latency,
                choice,
                joinable,
                bots);
    }
}
