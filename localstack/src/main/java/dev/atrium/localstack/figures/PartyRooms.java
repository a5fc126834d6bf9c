package dev.atrium.localstack.figures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.scenario.Inbox;
import dev.atrium.localstack.scenario.ScenarioPlayer;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * How long rooms of the party game take to be created and joined, and how soon everybody sees the
 * result of a vote, all over sockets of the gateway.
 */
final class PartyRooms {
    private static final int ROOMS = 50;

    /** The first ones compile the code; they are opened but not counted. */
    private static final int WARM_UP = 20;

    /** From one room to the next at least: a connection may enter twice a second. */
    private static final long ROOM_NANOS = 600_000_000L;

    private static final int PEOPLE = 8;

    /** They take turns: nobody may say more than sixty things a minute. */
    private static final int GROUPS = 3;

    /** From one vote to the next: by then everybody has heard of the one before. */
    private static final long APART_NANOS = 100_000_000L;

    private static final Duration WAIT = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI api;
    private final URI socket;

    PartyRooms(HttpClient http, URI api, URI socket) {
        this.http = http;
        this.api = api;
        this.socket = socket;
    }

    /** Somebody in a room; his commands are numbered anew in each. */
    private static final class Guest {
        final ScenarioPlayer player;
        final String roomId;
        final String answer;
        private long sequence;

        Guest(ScenarioPlayer player, String roomId, String answer) {
            this.player = player;
            this.roomId = roomId;
            this.answer = answer;
        }

        void command(String action, String field, String text) {
            ObjectNode message = ScenarioPlayer.message(action).put("room", roomId);
            if (!field.isEmpty()) {
                message.put(field, text);
            }
            player.lobby().send(message.put("seq", ++sequence));
        }

        void leave() {
            player.lobby().send(ScenarioPlayer.message("leave").put("room", roomId));
            Inbox.Received _ = player.lobby().await("left", WAIT);
        }
    }

    String measure() {
        Percentiles create = new Percentiles();
        Percentiles join = new Percentiles();
        Percentiles result = new Percentiles();
        Percentiles resultOfAllAtOnce = new Percentiles();
        List<List<ScenarioPlayer>> groups = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            groups.add(group());
        }
        for (int room = 0; room < WARM_UP + ROOMS; room++) {
            List<ScenarioPlayer> people = groups.get(room % GROUPS);
            boolean counted = room >= WARM_UP;
            long begun = System.nanoTime();
            gather(people, counted ? create : new Percentiles(), counted ? join : new Percentiles())
                    .forEach(Guest::leave);
            // One person may open ten in a minute.
            Collections.rotate(people, 1);
            LockSupport.parkNanos(begun + ROOM_NANOS - System.nanoTime());
        }
        play(groups.getFirst(), 0, new Percentiles());
        play(groups.getFirst(), APART_NANOS, result);
        play(groups.getFirst(), 0, resultOfAllAtOnce);
        groups.forEach(group -> group.forEach(ScenarioPlayer::close));
        return String.join(
                "\n",
                create.line("create-room to entered, through the gateway"),
                join.line("join-room to entered, through the gateway"),
                result.line("last vote to everybody's result, 8 people through the gateway"),
                resultOfAllAtOnce.line("the same where all vote within a moment"));
    }

    private List<ScenarioPlayer> group() {
        List<ScenarioPlayer> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(ScenarioPlayer.join(http, api, socket, "Guest " + i, "fox"));
        }
        return people;
    }

    /** The first opens a room and the others come in, one after the other, as people do. */
    private static List<Guest> gather(
            List<ScenarioPlayer> people, Percentiles create, Percentiles join) {
        List<Guest> guests = new ArrayList<>();
        String code = "";
        for (int i = 0; i < people.size(); i++) {
            ScenarioPlayer player = people.get(i);
            String name = "Guest " + (char) ('A' + i);
            ObjectNode ask =
                    ScenarioPlayer.message(code.isEmpty() ? "create-room" : "join-room")
                            .put("playerName", name)
                            .put("playerIcon", "fox");
            if (code.isEmpty()) {
                ask.put("game", "party.robots");
            } else {
                ask.put("roomCode", code);
            }
            long sent = System.nanoTime();
            player.lobby().send(ask);
            JsonNode ready = player.lobby().await("room-ready", WAIT).data();
            player.lobby().send(player.enterByCodeMessage(ready));
            long entered = player.lobby().await("entered", WAIT).atNanos();
            (code.isEmpty() ? create : join).addNanos(entered - sent);
            code = ready.path("roomCode").asText();
            guests.add(new Guest(player, ready.path("roomId").asText(), "Answer of " + name));
        }
        return guests;
    }

    /** A whole game, with no more time between than from one vote to the next. */
    private static void play(List<ScenarioPlayer> people, long apartNanos, Percentiles result) {
        Collections.rotate(people, 1);
        List<Guest> guests = gather(people, new Percentiles(), new Percentiles());
        guests.getFirst().command("start-game", "", "");
        int rounds = 1;
        for (int round = 1; round <= rounds; round++) {
            rounds = everybodyHears(guests, "round-started", 0, result).path("rounds").asInt();
            guests.forEach(guest -> guest.command("submit-answer", "answer", guest.answer));
            JsonNode shown = everybodyHears(guests, "all-answers-submitted", 0, result);
            List<String> answers = new ArrayList<>();
            shown.path("answers").forEach(answer -> answers.add(answer.path("text").asText()));
            long sent = everybodyVotes(guests, apartNanos, "submit-elimination-vote", answers);
            JsonNode out = everybodyHears(guests, "elimination-complete", sent, result);
            boolean _ = answers.remove(out.path("eliminatedAnswer").asText());
            sent = everybodyVotes(guests, apartNanos, "submit-final-vote", answers);
            JsonNode _ = everybodyHears(guests, "all-votes-submitted", sent, result);
            guests.getFirst().command("request-next-round", "", "");
        }
        JsonNode _ = everybodyHears(guests, "game-complete", 0, result);
    }

    /** When the last of them was sent. */
    private static long everybodyVotes(
            List<Guest> guests, long apartNanos, String action, List<String> answers) {
        long sent = 0;
        for (int i = 0; i < guests.size(); i++) {
            Guest guest = guests.get(i);
            Set<String> others = new HashSet<>(answers);
            boolean _ = others.remove(guest.answer);
            LockSupport.parkNanos(apartNanos);
            sent = System.nanoTime();
            guest.command(action, "vote", others.stream().sorted().skip(i % 3).iterator().next());
        }
        return sent;
    }

    /** What the last of them heard; how long it took them all counts, if it was sent for. */
    private static JsonNode everybodyHears(
            List<Guest> guests, String type, long sentNanos, Percentiles result) {
        Inbox.Received last = guests.getFirst().player.lobby().await(type, WAIT);
        for (Guest guest : guests) {
            if (guest != guests.getFirst()) {
                last = guest.player.lobby().await(type, WAIT);
            }
            if (sentNanos != 0) {
                result.addNanos(last.atNanos() - sentNanos);
            }
        }
        return last.data();
    }
}
