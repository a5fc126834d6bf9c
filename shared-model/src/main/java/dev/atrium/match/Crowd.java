package dev.atrium.match;

/** What some tickets bring together. Tickets come and go; not thread-safe. */
final class Crowd {
    private final MatchRules rules;
    private final long nowMs;
    private final int[] ofSize = new int[WaitingTicket.PLAYERS_MAX + 1];
    private int players;
    private int patientPlayers;
    private int warriors;

    Crowd(MatchRules rules, long nowMs) {
        this.rules = rules;
        this.nowMs = nowMs;
    }

    void add(WaitingTicket ticket) {
        count(ticket, 1);
    }

    void remove(WaitingTicket ticket) {
        count(ticket, -1);
    }

    private void count(WaitingTicket ticket, int times) {
        players += times * ticket.players();
        warriors += times * ticket.warriors();
        ofSize[ticket.players()] += times;
        if (ticket.waitedMs(nowMs) >= rules.gatherMs()) {
            patientPlayers += times * ticket.players();
        }
    }

    int players() {
        return players;
    }

    /** Players who have waited long enough for more than the fewest. */
    int patientPlayers() {
        return patientPlayers;
    }

    int warriors() {
        return warriors;
    }

    /** How many tickets there are of each number of players; not to be changed. */
    int[] ofSize() {
        return ofSize;
    }
}
