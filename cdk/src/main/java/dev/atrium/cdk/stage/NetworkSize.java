package dev.atrium.cdk.stage;

/**
 * How far a network is spread.
 *
 * @param zones availability zones, 2 to {@value #ZONES_MAX}
 * @param natGateways ways out to the internet, 1 to {@code zones}; with fewer than zones the loss
 *     of one zone takes them from others too
 */
public record NetworkSize(int zones, int natGateways) {
    /** Regions have three at least, nearly all of them. */
    public static final int ZONES_MAX = 3;

    public NetworkSize {
        if (zones < 2 || zones > ZONES_MAX) {
            throw new IllegalArgumentException(
                    "zones=" + zones + " (allowed: 2-" + ZONES_MAX + ")");
        }
        if (natGateways < 1 || natGateways > zones) {
            throw new IllegalArgumentException(
                    "natGateways=" + natGateways + " (allowed: 1-" + zones + ")");
        }
    }
}
