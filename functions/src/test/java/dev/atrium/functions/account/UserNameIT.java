package dev.atrium.functions.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.identity.Player;
import dev.atrium.identity.Tokens;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.Tables;
import dev.atrium.schema.UserNameRow;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

class UserNameIT {
    private static final String CLAIM = "PUT /account/user-name";
    private static final String RELEASE = "DELETE /account/user-name";
    private static final Duration DAY = Duration.ofDays(1);

    @AutoClose private final LocalFunctions local = LocalFunctions.open();

    private String guest(String name) {
        String body = "{\"name\":\"" + name + "\",\"icon\":\"owl\"}";
        return local.http("POST /auth/guest", body).body().path("playerId").asText();
    }

    private Response as(String playerId, String route, String body) {
        return AccountStage.as(local, playerId, route, body);
    }

    private Response claim(String playerId, String name) {
        return as(
                playerId, CLAIM, Json.mapper().createObjectNode().put("userName", name).toString());
    }

    private PlayerRow row(String playerId) {
        return local.functions().stores().find(Tables.PLAYERS, playerId).orElseThrow();
    }

    private List<UserNameRow> names() {
        return local.stores().table(Tables.USER_NAMES).scan().items().stream().toList();
    }

    @Test
    void nameIsClaimedShownAndInTheNextSession() {
        String ada = guest("Ada");

        Response claimed = claim(ada, "  Ada   Lovelace ");

        assertEquals(200, claimed.status());
        assertEquals("Ada Lovelace", claimed.body().path("userName").asText());
        assertEquals("Ada Lovelace", claimed.body().path("name").asText());
        assertEquals(
                new Tokens.Checked.Valid<>(
                        new Player(ada, "Ada Lovelace", "owl", Player.Kind.GUEST)),
                local.functions().tokens().session(claimed.body().path("token").asText()));
        assertEquals("Ada Lovelace", row(ada).name());
        assertEquals("Ada Lovelace", as(ada, "GET /account", "").body().path("userName").asText());
        assertEquals(List.of(UserNameRow.of("adalovelace", ada, "Ada Lovelace")), names());
    }

    @Test
    void claimingTheSameAgainChangesNothing() {
        String ada = guest("Ada");
        assertEquals(200, claim(ada, "Countess").status());
        List<UserNameRow> before = names();

        assertEquals(200, claim(ada, "Countess").status());

        assertEquals(before, names());
    }

    @ParameterizedTest
    @CsvSource({"countess", "Count-ess", "СОUNТЕSS", "Cöuntess"})
    void nameThatLooksLikeAnothersIsTaken(String alike) {
        assertEquals(200, claim(guest("Ada"), "Countess").status());
        String bob = guest("Bob");

        Response refused = claim(bob, alike);

        assertEquals(409, refused.status());
        assertEquals("name-taken", refused.code());
        assertEquals("Bob", row(bob).name());
        assertEquals(1, names().size());
    }

    @ParameterizedTest
    @CsvSource({
        "ab,name-not-allowed",
        "a!b,name-not-allowed",
        "admin,name-not-allowed",
        "'',name-not-allowed",
        "Big Sh1t,profanity",
    })
    void whatCannotBeAUserNameIsRefused(String name, String code) {
        String ada = guest("Ada");

        assertEquals(code, claim(ada, name).code());

        assertEquals(400, claim(ada, name).status());
        assertEquals("Ada", row(ada).name());
        assertTrue(names().isEmpty());
    }

    @Test
    void nameIsChangedOnceADayAndTheOldOneIsFreeWithIt() {
        String ada = guest("Ada");
        assertEquals(200, claim(ada, "Countess").status());

        assertEquals("name-changed-lately", claim(ada, "Enchantress").code());
        local.clock().advance(DAY);
        assertEquals(200, claim(ada, "Enchantress").status());

        assertEquals(List.of("enchantress"), names().stream().map(UserNameRow::nameKey).toList());
        assertEquals(200, claim(guest("Bob"), "Countess").status());
    }

    @Test
    void otherWritingOfOnesOwnNameIsAChange() {
        String ada = guest("Ada");
        assertEquals(200, claim(ada, "Countess").status());
        local.clock().advance(DAY);

        assertEquals(200, claim(ada, "COUNTESS").status());

        assertEquals(List.of(UserNameRow.of("countess", ada, "COUNTESS")), names());
    }

    @Test
    void releasedNameIsFreeAndItsPlayerIsCalledAsBefore() {
        String ada = guest("Ada");
        assertEquals(200, claim(ada, "Countess").status());

        Response released = as(ada, RELEASE, "");

        assertEquals(200, released.status());
        assertTrue(released.body().path("userName").isNull());
        assertEquals("Ada", released.body().path("name").asText());
        assertEquals("Ada", row(ada).name());
        assertTrue(names().isEmpty());
        assertEquals(200, as(ada, RELEASE, "").status(), "once more is no error");
        assertEquals("name-changed-lately", claim(ada, "Another").code());
        assertEquals(200, claim(guest("Bob"), "Countess").status());
    }

    @Test
    void ofManyWhoWantANameOneGetsIt() throws Exception {
        List<String> crowd = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            crowd.add(guest("Guest " + i));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(crowd.size())) {
            List<Callable<Response>> claims = new ArrayList<>();
            crowd.forEach(playerId -> claims.add(() -> claim(playerId, "Countess")));
            int claimed = 0;
            for (Future<Response> answer : pool.invokeAll(claims)) {
                Response response = answer.get(30, TimeUnit.SECONDS);
                claimed += response.status() == 200 ? 1 : 0;
                assertTrue(
                        response.status() == 200
                                || List.of("name-taken", "unavailable").contains(response.code()),
                        response.code());
            }
            assertEquals(1, claimed);
        }
        assertEquals(1, names().size());
        String owner = names().getFirst().playerId();
        for (String playerId : crowd) {
            assertEquals(playerId.equals(owner), row(playerId).name().equals("Countess"));
        }
    }

    @Test
    void changesAreLimitedByPlayer() {
        String ada = guest("Ada");
        for (int i = 0; i < 10; i++) {
            assertEquals("name-not-allowed", claim(ada, "x").code());
        }

        assertEquals("rate-limited", claim(ada, "Countess").code());
        assertEquals(200, claim(guest("Bob"), "Countess").status());
    }

    @Test
    void nobodyIsCalledAnythingWithoutASession() {
        assertEquals("unauthorized", local.http(CLAIM, "{\"userName\":\"Countess\"}").code());
        assertTrue(names().isEmpty());
    }
}
