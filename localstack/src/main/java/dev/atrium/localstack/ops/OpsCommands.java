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
              versions                   which rules versions rooms need and hosts know: look
                                         before you deploy a build that leaves one out
              maintenance [on MESSAGE | off]
              bans                       who is kept out of every game, and until when
              ban PLAYER [HOURS]         keeps a player out, for good if left out
              unban PLAYER               lets him in again
              dead-letters               outcomes that cannot be settled, and why
              dead-letter ROOM           the one of a room, also once it is closed
              retry ROOM                 has it tried again, within a minute
              payouts [pause REASON | resume]
                                         pots that wait, and whether any is paid
              release ROOM               has a pot paid that is held
              figures [DAY]              what a day came to
              audit [LINES [DAY]]        what operators did, the newest first\
            """;

    /** Far more pages of a list than anybody reads. */
    private static final int PAGES_MAX = 200;

    private OpsCommands() {}

    /** What a command does once its words are read. */
    interface Act {
        /**
         * Does it.
         *
         * @return what to print, each a line
         * @throws OpsException with the code of what went wrong
         */
        List<JsonNode> run(OpsClient client) throws OpsException;
    }

    /**
     * Reads a command; asks nobody.
     *
     * @throws OpsException {@code usage} if it was called wrongly
     */
    static Act read(List<String> words) throws OpsException {
        Iterator<String> rest = words.iterator();
        String command = rest.hasNext() ? rest.next() : "";
        Act act =
                switch (command) {
                    case "hosts" -> OpsClient::hosts;
                    case "rooms" -> {
                        Optional<String> host = next(rest);
                        yield client -> rooms(client, host);
                    }
                    case "room" -> {
                        String room = need(rest, "ROOM");
                        yield client -> List.of(room(client, room));
                    }
                    case "drain", "draining" -> {
                        String host = need(rest, "HOST");
                        String method = command.equals("drain") ? "POST" : "GET";
                        yield client ->
                                List.of(client.askHost(client.host(host), method, "/drain"));
                    }
                    case "versions" -> OpsCommands::versions;
                    case "maintenance" -> maintenance(rest);
                    case "audit" -> audit(rest);
                    case "dead-letters" -> client -> pages(client, "/dead-letters", "letters");
                    case "dead-letter" -> {
                        String path = "/dead-letters/" + OpsClient.encoded(need(rest, "ROOM"));
                        yield client -> List.of(client.ask("GET", path));
                    }
                    case "retry" -> {
                        String room = OpsClient.encoded(need(rest, "ROOM"));
                        yield client ->
                                List.of(client.ask("POST", "/dead-letters/" + room + "/retry"));
                    }
                    case "release" -> {
                        String room = OpsClient.encoded(need(rest, "ROOM"));
                        yield client ->
                                List.of(client.ask("POST", "/payouts/" + room + "/release"));
                    }
                    case "payouts" -> payouts(rest);
                    case "figures" -> {
                        String day = query("day", next(rest));
                        yield client -> List.of(client.ask("GET", "/figures" + day));
                    }
                    case "bans" -> OpsCommands::bans;
                    case "ban", "unban" -> ban(command, rest);
                    case "hand-over", "kick", "freeze", "unfreeze", "void", "refund" ->
                            order(command, rest);
                    default -> throw usage("unknown command " + command);
                };
        if (rest.hasNext()) {
            throw usage("too much: " + rest.next());
        }
        return act;
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

    private static List<JsonNode> rooms(OpsClient client, Optional<String> of) throws OpsException {
        List<JsonNode> hosts =
                of.isPresent()
                        ? List.of(client.host(of.get()))
                        : client.hosts().stream().filter(h -> h.path("alive").asBoolean()).toList();
        List<JsonNode> rooms = new ArrayList<>();
        for (JsonNode host : hosts) {
            String id = host.path("hostId").asText();
            try {
                JsonNode answer = client.askHost(host, "GET", "/rooms?limit=1000");
                for (JsonNode room : answer.path("rooms")) {
                    ((ObjectNode) room).put("host", id);
                    rooms.add(room);
                }
            } catch (OpsException e) {
                // It was alive when another saw it last; those of the others are wanted still.
                if (of.isPresent() || !e.code().equals("unreachable")) {
                    throw e;
                }
                client.note("unreachable: the rooms of host " + id + " are left out");
            }
        }
        return rooms;
    }

    private static List<JsonNode> versions(OpsClient client) throws OpsException {
        ObjectNode answer = client.ask("GET", "/versions", OpsClient.LONG_TIMEOUT);
        if (!answer.path("complete").asBoolean()) {
            client.note("incomplete: not all rooms could be looked at");
        }
        return answer.path("versions").valueStream().toList();
    }

    private static JsonNode room(OpsClient client, String room) throws OpsException {
        ObjectNode shown = client.ask("GET", "/rooms/" + OpsClient.encoded(room) + "/owner");
        if (shown.path("status").asText().equals("playing")) {
            shown.setAll(client.askOwner(room, "GET", ""));
        }
        return shown;
    }

    private static Act order(String command, Iterator<String> rest) throws OpsException {
        String room = need(rest, "ROOM");
        if (command.equals("hand-over")) {
            Optional<String> host = next(rest);
            return client -> {
                Optional<String> to =
                        host.isEmpty()
                                ? host
                                : Optional.of(client.host(host.get()).path("hostId").asText());
                return List.of(client.askOwner(room, "POST", "/hand-over" + query("to", to)));
            };
        }
        String more =
                switch (command) {
                    case "kick" -> query("player", Optional.of(need(rest, "PLAYER")));
                    case "freeze" -> query("minutes", next(rest));
                    default -> "";
                };
        return client -> List.of(client.askOwner(room, "POST", "/" + command + more));
    }

    private static Act maintenance(Iterator<String> rest) throws OpsException {
        String word = next(rest).orElse("");
        return switch (word) {
            case "" -> client -> List.of(client.ask("GET", "/maintenance"));
            case "off" -> client -> List.of(client.ask("DELETE", "/maintenance"));
            case "on" -> {
                String message = query("message", Optional.of(need(rest, "MESSAGE")));
                yield client -> List.of(client.ask("PUT", "/maintenance" + message));
            }
            default -> throw usage("maintenance " + word);
        };
    }

    private static List<JsonNode> bans(OpsClient client) throws OpsException {
        return pages(client, "/bans", "bans");
    }

    /** All pages of a list, each of its things a line. */
    private static List<JsonNode> pages(OpsClient client, String path, String name)
            throws OpsException {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        for (int i = 0; i < PAGES_MAX; i++) {
            ObjectNode page = client.ask("GET", path + query("after", after));
            page.path(name).forEach(all::add);
            after = Optional.of(page.path("next").asText()).filter(next -> !next.isEmpty());
            if (after.isEmpty()) {
                return all;
            }
        }
        client.note("incomplete: there are more " + name + " than are asked for");
        return all;
    }

    private static Act payouts(Iterator<String> rest) throws OpsException {
        String word = next(rest).orElse("");
        return switch (word) {
            case "" ->
                    client -> {
                        ObjectNode head = client.ask("GET", "/payouts?limit=1");
                        head.remove(List.of("waiting", "next"));
                        List<JsonNode> lines = new ArrayList<>(List.of(head));
                        lines.addAll(pages(client, "/payouts", "waiting"));
                        return lines;
                    };
            case "pause" -> {
                String reason = query("reason", Optional.of(need(rest, "REASON")));
                yield client -> List.of(client.ask("PUT", "/payouts/pause" + reason));
            }
            case "resume" -> client -> List.of(client.ask("DELETE", "/payouts/pause"));
            default -> throw usage("payouts " + word);
        };
    }

    private static Act ban(String command, Iterator<String> rest) throws OpsException {
        String player = "/bans/" + OpsClient.encoded(need(rest, "PLAYER"));
        if (command.equals("unban")) {
            return client -> List.of(client.ask("DELETE", player));
        }
        String hours = query("hours", next(rest));
        return client -> List.of(client.ask("PUT", player + hours));
    }

    private static Act audit(Iterator<String> rest) {
        String limit = query("limit", next(rest));
        String day = query("day", next(rest)).replace('?', '&');
        return client ->
                client.ask("GET", "/audit" + limit + day).path("lines").valueStream().toList();
    }
}
