package dev.atrium.metric;

/** What functions count. Each value is a number of something. */
public enum FunctionMetric {
    /** Rooms whose outcome is settled: one each. */
    ROOMS_FINISHED("RoomsFinished"),
    /** People in a room that is settled. */
    PLAYERS_PER_ROOM("PlayersPerRoom"),
    /** Of them, those who play for the first time in the day. */
    DAILY_ACTIVE_PLAYERS("DailyActivePlayers"),
    /** In the week. */
    WEEKLY_ACTIVE_PLAYERS("WeeklyActivePlayers"),
    /** In the month. */
    MONTHLY_ACTIVE_PLAYERS("MonthlyActivePlayers"),
    /** Rooms with people in them that are void, whatever the reason: one each. */
    ROOMS_VOID("RoomsVoid"),
    /** Of them, those that Atrium lost, and neither its players nor an operator: one or none. */
    ROOMS_LOST("RoomsLost"),
    /** Outcomes that wait and whose turn it was in a minute: settled late, or once more not. */
    OUTCOMES_WAITING("OutcomesWaiting");

    private final String label;

    FunctionMetric(String label) {
        this.label = label;
    }

    /** The metric's name. */
    public String label() {
        return label;
    }

    /**
     * Where a deployment's metrics stand in CloudWatch: two deployments of one account must not be
     * added up.
     *
     * @param tablePrefix of the deployment's tables, such as {@code atrium-prod-}, or empty
     * @return such as {@code atrium-prod}, never empty
     */
    public static String namespace(String tablePrefix) {
        String name =
                tablePrefix.endsWith("-")
                        ? tablePrefix.substring(0, tablePrefix.length() - 1)
                        : tablePrefix;
        return name.isEmpty() ? "atrium" : name;
    }
}
