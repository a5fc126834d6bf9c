package dev.atrium.localstack.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The commands, each as words that were typed and JSON lines that it answers. */
final class OpsCommands {
    /** How it is called. */
    static final String USAGE =
            """
            usage: localstack/ops [--data DIR] COMMAND
              hosts                      all hosts
              rooms [HOST]               rooms of all hosts, or of one, those that ran latest first
              room ROOM                  how one fares, or how it ended
              drain HOST                 lets a host leave as on SIGTERM; answers at once
              draining HOST              how far it is
              hand-over ROOM [HOST]      gives a room to another host
              kick ROOM PLAYER           takes a player's seat for good
              freeze ROOM [MINUTES]      lets no time pass, for an hour if left out
              unfreeze ROOM
              void ROOM                  ends it without a result
              refund ROOM                ends it without a result, and gives stakes back
              maintenance [on MESSAGE | off]
              audit [LINES [DAY]]        what operators did, the newest first\
            """;

    private final OpsClient client;

    OpsCommands(OpsClient client) {
        this.client = client;
    }

    /**
     * Carries one out.
     *
     * @return what to print, each a line
     * @throws OpsException with the code of what went wrong, {@code usage} if it was called wrongly
     */
    List<JsonNode> run(List<String> words) throws OpsException {
        Iterator<String> rest = words.iterator();
        String command = rest.hasNext() ? rest.next() : "";
        List<JsonNode> lines =
                switch (command) {
                    case "hosts" -> end(rest, client::hosts);
                    case "rooms" -> {
                        Optional<String> host = next(rest);
                        yield end(rest, () -> rooms(host));
                    }
                    case "room" -> {
                        String room = need(rest, "ROOM");
                        yield end(rest, () -> List.of(room(room)));
                    }
                    case "drain", "draining" -> {
                        String host = need(rest, "HOST");
                        String method = command.equals("drain") ? "POST" : "GET";
                        yield end(
                                rest,
                                () -> List.of(client.askHost(client.host(host), method, "/drain")));
                    }
                    case "maintenance" -> maintenance(rest);
                    case "audit" -> audit(rest);
                    case "hand-over", "kick", "freeze", "unfreeze", "void", "refund" ->
                            order(command, rest);
                    default -> throw usage("unknown command " + command);
                };
        return lines;
    }

    /** What a command does once its words are read. */
    private interface Act {
        List<JsonNode> run() throws OpsException;
    }

    private static List<JsonNode> end(Iterator<String> rest, Act act) throws OpsException {
        if (rest.hasNext()) {
            throw usage("too much: " + rest.next());
        }
        return act.run();
    }

    private static OpsException usage(String what) {
        return new OpsException("usage", what + "\n" + USAGE);
    }

    private static Optional<String> next(Iterator<String> rest) {
        return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
    }

    private static String need(Iterator<String> rest, String what) throws OpsException {
        return next(rest)
                .filter(word -> !word.isEmpty())
                .orElseThrow(() -> usage(what + " is missing"));
    }

    private static String query(String name, Optional<String> value) {
        return value.map(text -> "?" + name + "=" + OpsClient.encoded(text)).orElse("");
    }

    private List<JsonNode> rooms(Optional<String> of) throws OpsException {
        List<JsonNode> hosts =
                of.isPresent()
                        ? List.of(client.host(of.get()))
                        : client.hosts().stream().filter(h -> h.path("alive").asBoolean()).toList();
        List<JsonNode> rooms = new ArrayList<>();
        for (JsonNode host : hosts) {
            for (JsonNode room : client.askHost(host, "GET", "/rooms?limit=1000").path("rooms")) {
                ((ObjectNode) room).put("host", host.path("hostId").asText());
                rooms.add(room);
            }
        }
        return rooms;
    }

    private JsonNode room(String room) throws OpsException {
        ObjectNode shown = client.ask("GET", "/rooms/" + OpsClient.encoded(room) + "/owner");
        if (shown.path("status").asText().equals("playing")) {
            shown.setAll(client.askOwner(room, "GET", ""));
        }
        return shown;
    }

    private List<JsonNode> order(String command, Iterator<String> rest) throws OpsException {
        String room = need(rest, "ROOM");
        String more =
                switch (command) {
                    case "kick" -> query("player", Optional.of(need(rest, "PLAYER")));
                    case "freeze" -> query("minutes", next(rest));
                    case "hand-over" -> {
                        Optional<String> host = next(rest);
                        yield host.isEmpty() || rest.hasNext()
                                ? ""
                                : query(
                                        "to",
                                        Optional.of(
                                                client.host(host.get()).path("hostId").asText()));
                    }
                    default -> "";
                };
        return end(rest, () -> List.of(client.askOwner(room, "POST", "/" + command + more)));
    }

    private List<JsonNode> maintenance(Iterator<String> rest) throws OpsException {
        String word = next(rest).orElse("");
        return switch (word) {
            case "" -> List.of(client.ask("GET", "/maintenance"));
            case "off" -> end(rest, () -> List.of(client.ask("DELETE", "/maintenance")));
            case "on" -> {
                String message = query("message", Optional.of(need(rest, "MESSAGE")));
                yield end(rest, () -> List.of(client.ask("PUT", "/maintenance" + message)));
            }
            default -> throw usage("maintenance " + word);
        };
    }

    private List<JsonNode> audit(Iterator<String> rest) throws OpsException {
        String limit = query("limit", next(rest));
        String day = query("day", next(rest)).replace('?', '&');
        return end(
                rest,
                () ->
                        client.ask("GET", "/audit" + limit + day)
                                .path("lines")
                                .valueStream()
                                .toList());
    }
}
