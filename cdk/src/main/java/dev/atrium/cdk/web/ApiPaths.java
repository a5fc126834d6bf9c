package dev.atrium.cdk.web;

import dev.atrium.functions.edge.Routes;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The paths of {@link Routes#http} as CloudFront's patterns. Files have names beside them. */
final class ApiPaths {
    private ApiPaths() {}

    /**
     * {@code /games} for itself, {@code /games/*} for what is below: {@code /games.js} is a file.
     */
    static SortedSet<String> patterns() {
        SortedSet<String> patterns = new TreeSet<>();
        for (Routes.HttpRoute route : Routes.http()) {
            String path = route.key().substring(route.key().indexOf('/') + 1);
            List<String> segments = Arrays.asList(path.split("/", -1));
            patterns.add("/" + segments.getFirst() + (segments.size() == 1 ? "" : "/*"));
        }
        return patterns;
    }
}
