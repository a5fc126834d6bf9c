package dev.atrium.cdk.stage;

/**
 * What AWS lets the account have in the region, as whoever deploys has read it under Service
 * Quotas: to ask would need the account.
 *
 * @param lambdaConcurrency executions of functions at once, 1 and more
 * @param fargateVcpus processors of tasks at once, 1 and more
 */
public record Quotas(int lambdaConcurrency, int fargateVcpus) {
    /** What a new account has, by AWS's list of 2025: enough for {@code dev}. */
    public static final Quotas USUAL = new Quotas(1_000, 6);

    /** Lambda keeps so many for functions that reserve none. */
    private static final int UNRESERVED = 100;

    private static final int CPU_UNIT = 1_024;

    public Quotas {
        if (lambdaConcurrency < 1) {
            throw new IllegalArgumentException(
                    "lambda-concurrency=" + lambdaConcurrency + " (allowed: 1 and more)");
        }
        if (fargateVcpus < 1) {
            throw new IllegalArgumentException(
                    "fargate-vcpus=" + fargateVcpus + " (allowed: 1 and more)");
        }
    }

    /**
     * Lets a stage's hosts pass: while one set of tasks replaces another both are there.
     *
     * @throws IllegalArgumentException with what to do, if there is no room for them
     */
    public void requireRoomFor(Stage stage) {
        HostSize hosts = stage.hosts();
        int wanted = 2 * hosts.max() * hosts.cpu() / CPU_UNIT;
        if (wanted > fargateVcpus) {
            throw new IllegalArgumentException(
                    ("fargate-vcpus=%d is too few: %s runs up to %d hosts of %d vCPU, and twice as"
                                    + " many while it is deployed. Ask for %d (Service"
                                    + " Quotas, AWS Fargate, \"Fargate On-Demand vCPU resource"
                                    + " count\"), then say -c fargate-vcpus=%d")
                            .formatted(
                                    fargateVcpus,
                                    stage.name(),
                                    hosts.max(),
                                    hosts.cpu() / CPU_UNIT,
                                    wanted,
                                    wanted));
        }
    }

    /**
     * Lets functions pass.
     *
     * @param reserved by all of them together
     * @throws IllegalArgumentException with what to do, if Lambda would refuse it
     */
    public void requireReservable(int reserved) {
        int wanted = reserved + UNRESERVED;
        if (wanted > lambdaConcurrency) {
            throw new IllegalArgumentException(
                    ("lambda-concurrency=%d is too few: functions reserve %d, and Lambda keeps %d"
                                    + " for others. Ask for %d (Service Quotas, AWS Lambda,"
                                    + " \"Concurrent executions\"), then say -c"
                                    + " lambda-concurrency=%d")
                            .formatted(lambdaConcurrency, reserved, UNRESERVED, wanted, wanted));
        }
    }
}
