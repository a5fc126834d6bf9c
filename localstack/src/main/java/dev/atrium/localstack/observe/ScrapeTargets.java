package dev.atrium.localstack.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.wire.Json;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a stack's hosts show their metrics, as a file that Prometheus finds targets by (its
 * configuration's {@code file_sd_configs}). It holds no key: metrics want none.
 *
 * @param operators the operators' ports of hosts
 */
public record ScrapeTargets(List<URI> operators) {
    /** In the stack's folder. */
    public static final String FILE = "prometheus-targets.json";

    public ScrapeTargets {
        operators = List.copyOf(operators);
    }

    /** Leaves it in a stack's folder. */
    public void writeTo(Path folder) throws IOException {
        ArrayNode groups = Json.mapper().createArrayNode();
        ObjectNode group = groups.addObject();
        ArrayNode targets = group.putArray("targets");
        operators.forEach(url -> targets.add(url.getHost() + ":" + url.getPort()));
        group.putObject("labels").put("service", "room-host");
        Files.writeString(folder.resolve(FILE), groups.toString());
    }
}
