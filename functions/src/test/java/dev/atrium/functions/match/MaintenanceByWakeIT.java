package dev.atrium.functions.match;

/** The same where a wake comes before the schedule. */
class MaintenanceByWakeIT extends MaintenanceIT {
    @Override
    void look() {
        stage.wake();
    }
}
