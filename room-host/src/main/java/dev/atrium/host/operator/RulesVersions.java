package dev.atrium.host.operator;

import dev.atrium.host.dynamo.RulesInUse;
import dev.atrium.host.dynamo.RulesInUse.Rooms;
import dev.atrium.host.dynamo.RulesInUse.Rules;
import dev.atrium.schema.HostRow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which rules versions rooms still need, and which living hosts know them: what may be left out of
 * the next build. Blocking, bounded.
 */
public final class RulesVersions {
    /** Less than an operator's client waits. */
    private static final Duration LOOK_MOST = Duration.ofSeconds(20);

    private final RulesInUse inUse;
    private final HostsSeen hosts;

    /**
     * Versions of a deployment.
     *
     * @param hosts who lives
     */
    public RulesVersions(RulesInUse inUse, HostsSeen hosts) {
        this.inUse = inUse;
        this.hosts = hosts;
    }

    /** Every version that a room needs or that a living host knows. */
    OperatorAnswer all() {
        RulesInUse.Found found = inUse.all(LOOK_MOST);
        SortedMap<Rules, List<String>> known = known();
        TreeMap<Rules, Rooms> rooms = new TreeMap<>(found.rooms());
        known.keySet().forEach(rules -> rooms.putIfAbsent(rules, Rooms.NONE));
        List<Map<String, Object>> versions = new ArrayList<>();
        rooms.forEach(
                (rules, count) -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("game", rules.game());
                    shown.put("rulesVersion", rules.version());
                    shown.put("live", count.live());
                    shown.put("unsettled", count.unsettled());
                    shown.put("refused", count.refused());
                    shown.put("needed", count.needIt());
                    // Said by itself, since an empty list is left out of the JSON.
                    shown.put("known", known.containsKey(rules));
                    shown.put("hosts", known.getOrDefault(rules, List.of()));
                    versions.add(shown);
                });
        return OperatorAnswer.done("versions", versions, "complete", found.complete());
    }

    /** Those that rooms have which have not ended, and that no living host knows. */
    public Map<Rules, Rooms> unknown() {
        TreeMap<Rules, Rooms> rooms = new TreeMap<>(inUse.live(LOOK_MOST).rooms());
        rooms.keySet().removeAll(known().keySet());
        return rooms;
    }

    private SortedMap<Rules, List<String>> known() {
        TreeMap<Rules, List<String>> known = new TreeMap<>();
        for (HostRow host : hosts.all()) {
            if (hosts.lives(host.hostId())) {
                for (String key : host.games()) {
                    known.computeIfAbsent(rules(key), k -> new ArrayList<>()).add(host.hostId());
                }
            }
        }
        return known;
    }

    /** As {@link HostRow#gameKey} made it. */
    private static Rules rules(String gameKey) {
        int at = gameKey.lastIndexOf('@');
        return new Rules(gameKey.substring(0, at), Integer.parseInt(gameKey.substring(at + 1)));
    }
}
