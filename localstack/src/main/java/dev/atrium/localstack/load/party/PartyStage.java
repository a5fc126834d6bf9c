package dev.atrium.localstack.load.party;

import dev.atrium.identity.LateSeat;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.localstack.stage.RoomStage;
import dev.atrium.schema.QuestionRow;
import dev.atrium.schema.Tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Party rooms on a host, as {@code create-room} and {@code join-room} leave them, and questions for
 * them. Blocks; for one thread.
 */
final class PartyStage {
    /** The game's id. */
    static final String GAME = "party.robots";

    /** More than any room asks, so that dealing has something to choose from. */
    private static final int QUESTIONS = 120;

    /** The letters of room codes. */
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    private final RoomStage stage;

    PartyStage(RoomStage stage) {
        this.stage = stage;
    }

    /**
     * A player's place in a room.
     *
     * @param roomId which room
     * @param index which of its players, from 0
     * @param name as others see him
     * @param ticket opens it
     */
    record Place(String roomId, int index, String name, String ticket) {
        @Override
        public String toString() {
            return "Place[roomId=%s, index=%d, ticket hidden]".formatted(roomId, index);
        }
    }

    /** Loads questions that are all of one kind, so that all rounds take equally long. */
    void loadQuestions() {
        var table = stage.table(Tables.QUESTIONS);
        for (int i = 0; i < QUESTIONS; i++) {
            table.putItem(
                    new QuestionRow(
                            "load-" + i,
                            "Which word did the generator of load think of as number " + i + "?",
                            "The word that is correct for " + i,
                            "What a robot would say to " + i,
                            "text",
                            null,
                            null,
                            "medium",
                            System.currentTimeMillis(),
                            1,
                            false,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0));
        }
    }

    /** Places rooms; of each, its players in order. */
    List<List<Place>> place(int rooms, int players) throws IOException {
        Tokens tokens = stage.tokens();
        String owner = stage.awaitHost(row -> true).hostId();
        List<List<Place>> all = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            Map<String, String> options = Map.of("roomCode", code(i), "gameMode", "8-round");
            String roomId = stage.placeJoined(GAME, owner, options);
            List<Place> places = new ArrayList<>();
            for (int player = 0; player < players; player++) {
                String name = "Player " + (char) ('A' + player);
                LateSeat seat = new LateSeat(name, "fox", new TreeMap<>(), "");
                // Each plays in one room: what he was asked in others is nothing to look for.
                Ticket ticket = Ticket.late(roomId, "load-" + i + "-" + player, seat);
                places.add(new Place(roomId, player, name, tokens.issueTicket(ticket).token()));
            }
            all.add(places);
        }
        return all;
    }

    /** A code for each number up to some hundred thousand. */
    static String code(int number) {
        StringBuilder code = new StringBuilder();
        int left = number;
        for (int i = 0; i < 4; i++) {
            code.append(LETTERS.charAt(left % LETTERS.length()));
            left /= LETTERS.length();
        }
        return code.toString();
    }
}
