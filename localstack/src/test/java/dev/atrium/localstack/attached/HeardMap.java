package dev.atrium.localstack.attached;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/** Environment variables that write down which of them somebody has asked for. */
final class HeardMap extends AbstractMap<String, String> {
    private final Map<String, String> given;
    private final Set<String> heard;

    HeardMap(Map<String, String> given, Set<String> heard) {
        this.given = given;
        this.heard = heard;
    }

    @Override
    public String get(Object name) {
        heard.add(name.toString());
        return given.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        heard.add(name.toString());
        return given.containsKey(name);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return given.entrySet();
    }
}
