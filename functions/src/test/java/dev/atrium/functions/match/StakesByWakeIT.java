package dev.atrium.functions.match;

/** The same where a wake comes before the schedule. */
class StakesByWakeIT extends StakesIT {
    @Override
    void look() {
        stage.wake();
    }
}
