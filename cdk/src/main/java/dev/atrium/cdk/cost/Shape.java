package dev.atrium.cdk.cost;

import dev.atrium.cdk.stage.CacheSize;
import dev.atrium.cdk.stage.HostSize;
import dev.atrium.cdk.stage.NetworkSize;
import dev.atrium.cdk.stage.Stage;

/**
 * What is paid for: the sizes of a stage, and what may be chosen otherwise. Immutable.
 *
 * @param stage its name
 * @param network of the stage
 * @param cache of the stage, or with other nodes
 * @param hosts of the stage
 * @param copies which copies AWS Backup keeps of the tables
 * @param provisioned whether tables' capacity is provisioned and scaled instead of paid by request
 */
record Shape(
        String stage,
        NetworkSize network,
        CacheSize cache,
        HostSize hosts,
        Copies copies,
        boolean provisioned) {
    /** Full copies of every table: AWS Backup has no incremental ones of DynamoDB. */
    enum Copies {
        /** Those of the backup stack: hourly for 7 days, daily for 30 days in both regions. */
        AS_DEPLOYED(7 * 24 + 30, 30),
        /** The daily ones alone; point-in-time recovery restores any second of 35 days. */
        DAILY(30, 30),
        /** One a week in either region, for five weeks. */
        WEEKLY(5, 5);

        private final int here;
        private final int far;

        Copies(int here, int far) {
            this.here = here;
            this.far = far;
        }

        /** Copies that are kept at any time, here. */
        int here() {
            return here;
        }

        /** Copies that are kept in the second region. */
        int far() {
            return far;
        }

        /** Copies that are sent there in a month. */
        double sent() {
            return this == WEEKLY ? 30 / 7.0 : 30;
        }
    }

    /** The stage as it is deployed. */
    static Shape of(Stage stage) {
        return new Shape(
                stage.name(),
                stage.network(),
                stage.cache(),
                stage.hosts(),
                Copies.AS_DEPLOYED,
                /* provisioned= */ false);
    }

    Shape with(Copies others) {
        return new Shape(stage, network, cache, hosts, others, provisioned);
    }

    Shape withProvisionedTables() {
        return new Shape(stage, network, cache, hosts, copies, /* provisioned= */ true);
    }

    /**
     * With nodes of another type for Redis's keys, as many.
     *
     * @throws IllegalArgumentException if the type has no price
     */
    Shape withNodes(String type) {
        Prices.require(type);
        CacheSize others = new CacheSize(type, cache.shards(), cache.replicas());
        return new Shape(stage, network, others, hosts, copies, provisioned);
    }

    /** With one way out to the internet for all zones. */
    Shape withOneNat() {
        NetworkSize one = new NetworkSize(network.zones(), 1);
        return new Shape(stage, one, cache, hosts, copies, provisioned);
    }
}
