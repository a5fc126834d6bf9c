package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A party in real browsers: one screen that everybody looks at, and phones that join by its code.
 * What people use is found by its role and name, as by a screen reader.
 */
class BrowserPartyIT {
    /** A minute for an answer in 20 seconds. */
    private static final int SPEED = 3;

    private static final int ROUNDS = 8;
    private static final int WAIT_MS = 60_000;
    private static final int NARROW_PX = 320;

    /** As long as an answer may be, with nowhere to break it. */
    private static final String LONG_ANSWER = "lamp".repeat(25);

    private static final String CODE = "[A-HJKMNP-TV-Z2-9]{4}";

    private static BrowserStage stage;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stage = BrowserStage.start(1, SPEED);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    /** A page that tells what went wrong in it. */
    private static Page open(BrowserContext context, String path, List<String> complaints) {
        Page page = context.newPage();
        page.setDefaultTimeout(WAIT_MS);
        page.onPageError(complaints::add);
        page.navigate(stage.stack().httpUrl() + path);
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    private static Object told(Page page, String what) {
        return page.evaluate("what => window.__atriumParty[what]", what);
    }

    private static void awaitPhase(Page page, String phase, int round) {
        page.waitForFunction(
                "([phase, round]) => window.__atriumParty.phase === phase"
                        + " && window.__atriumParty.round === round",
                List.of(phase, round));
    }

    /** Opens a party at a screen, and says its code. */
    private static String openParty(Page screen) {
        button(screen, "Open a new party").click();
        screen.waitForFunction("() => window.__atriumParty.phase === 'lobby'");
        String code = (String) told(screen, "roomCode");
        assertTrue(code.matches(CODE), code);
        assertEquals(code, screen.locator("h1").innerText().strip());
        screen.getByRole(
                        AriaRole.IMG,
                        new Page.GetByRoleOptions().setName("QR code of the address to join at"))
                .waitFor();
        return code;
    }

    /** Joins as whoever scanned the code does: it is filled in, and the name is asked for. */
    private static Page join(
            BrowserContext context, String code, String name, List<String> complaints) {
        return join(context, "/party.html?code=" + code, name, complaints, code);
    }

    private static Page join(
            BrowserContext context,
            String path,
            String name,
            List<String> complaints,
            String code) {
        Page phone = open(context, path, complaints);
        assertEquals("name", phone.evaluate("() => document.activeElement.id"));
        assertEquals(code, phone.getByLabel("Code of the party").inputValue());
        phone.keyboard().type(name);
        button(phone, "Join the party").click();
        awaitPhase(phone, "lobby", 0);
        return phone;
    }

    private static void sees(Page page, String words) {
        page.getByText(words).first().waitFor();
    }

    /** Whether a picture is asked about; if so it is really there. */
    private static boolean showsAPicture(Page page) {
        Locator image = page.locator("img.picture");
        if (image.count() == 0) {
            return false;
        }
        // What could not be loaded is complete, too.
        page.waitForFunction("() => document.querySelector('img.picture')?.complete ?? true");
        Object broken =
                page.evaluate(
                        "() => [...document.querySelectorAll('img.picture')]"
                                + ".filter(image => image.naturalWidth === 0)"
                                + ".map(image => image.src)");
        assertEquals(List.of(), broken);
        return true;
    }

    private static void answer(Page phone, String text) {
        phone.getByLabel("Your answer").fill(text);
        button(phone, "Send").click();
        // The last one's answer ends the phase, and then it is not shown any more.
        phone.waitForFunction(
                "text => window.__atriumParty.phase !== 'question'"
                        + " || document.body.textContent.includes(`Your answer is in: ${text}`)",
                text);
    }

    private static Locator choices(Page phone) {
        return phone.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Answers"))
                .getByRole(AriaRole.BUTTON);
    }

    /** Votes for the first answer that may be voted for, by touch. */
    private static void vote(Page phone, String phase) {
        Locator open =
                phone.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Answers"))
                        .getByRole(
                                AriaRole.BUTTON, new Locator.GetByRoleOptions().setDisabled(false))
                        .first();
        open.tap();
        phone.waitForFunction(
                "phase => window.__atriumParty.phase !== phase"
                        + " || document.querySelector('button.choice[aria-pressed=true]"
                        + " .tag')?.textContent === 'your vote'",
                phase);
    }

    /**
     * Plays a round up to its results, with everybody who is here. The narrow phone answers the
     * first question at length, and is never the last to answer it.
     */
    private static void playRound(Page screen, List<Page> phones, NarrowPhone narrow, int round) {
        awaitPhase(screen, "question", round);
        showsAPicture(screen);
        for (Page phone : phones) {
            awaitPhase(phone, "question", round);
            if (showsAPicture(phone)) {
                narrow.look(phone, "picture");
            }
            boolean atLength = round == 1 && phone.equals(narrow.page());
            String usual = "lamp %d of round %d".formatted(phones.indexOf(phone), round);
            answer(phone, atLength ? LONG_ANSWER : usual);
            if (atLength) {
                narrow.look(phone, "question");
            }
        }
        for (String phase : List.of("elimination", "voting")) {
            for (Page phone : phones) {
                awaitPhase(phone, phase, round);
                narrow.look(phone, phase);
                vote(phone, phase);
            }
        }
        for (Page phone : phones) {
            awaitPhase(phone, "results", round);
            narrow.look(phone, "results");
        }
    }

    /** The host, who is the first of them, goes on at once; nobody else can. */
    private static void goOn(List<Page> phones, int round) {
        String words = round == ROUNDS ? "To the final standings" : "Next question";
        button(phones.getFirst(), words).waitFor();
        for (Page phone : phones.subList(1, phones.size())) {
            assertEquals(0, button(phone, words).count());
        }
        button(phones.getFirst(), words).click();
    }

    private static void picture(Page page, String name) {
        Path file = Path.of("target/pictures", name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    private static void fitsANarrowScreen(Page page, String name) {
        page.setViewportSize(NARROW_PX, 568);
        picture(page, name);
        int width =
                ((Number) page.evaluate("() => document.documentElement.scrollWidth")).intValue();
        assertTrue(width <= NARROW_PX, width + " px");
    }

    /** A phone as narrow as there are any, on which each kind of screen is looked at once. */
    private record NarrowPhone(Page page, Set<String> seen) {
        void look(Page phone, String screen) {
            if (phone.equals(page) && seen.add(screen)) {
                fitsANarrowScreen(page, "party-%s-narrow".formatted(screen));
            }
        }
    }

    /** In the middle of a vote a page is loaded anew, and knows its seat and what it has said. */
    private static void comesBackInTheMiddle(List<Page> phones, int round) {
        for (Page phone : phones) {
            awaitPhase(phone, "question", round);
            answer(phone, "chair %d".formatted(phones.indexOf(phone)));
        }
        Page phone = phones.getLast();
        awaitPhase(phone, "elimination", round);
        Object seat = told(phone, "seat");
        vote(phone, "elimination");
        String voted = phone.locator("button[aria-pressed=true] .choice-text").innerText();
        phone.reload();
        awaitPhase(phone, "elimination", round);
        phone.waitForFunction("seat => window.__atriumParty.seat === seat", seat);
        Locator own = choices(phone).filter(new Locator.FilterOptions().setHasText("your answer"));
        own.waitFor();
        assertTrue(own.isDisabled());
        assertTrue(own.innerText().startsWith("chair " + (phones.size() - 1)), own.innerText());
        assertEquals(voted, phone.locator("button[aria-pressed=true] .choice-text").innerText());
        phones.subList(0, phones.size() - 1).forEach(other -> vote(other, "elimination"));
        for (Page other : phones) {
            awaitPhase(other, "voting", round);
            vote(other, "voting");
        }
        awaitPhase(phone, "results", round);
    }

    /** Everybody is shown who won, and is so again after loading the page anew. */
    private static void endsForEverybody(List<Page> pages) {
        for (Page page : pages) {
            page.waitForFunction("() => window.__atriumParty.ended");
            String title = page.locator("h1").innerText();
            assertTrue(title.endsWith("won") && !title.startsWith("Nobody"), title);
            assertEquals(3, page.locator("ol > li").count(), "who left has a place, too");
            page.reload();
            page.waitForFunction("() => window.__atriumParty.ended");
            assertEquals(title, page.locator("h1").innerText());
            assertEquals(3, page.locator("ol > li").count());
        }
    }

    private static void leave(Page phone) {
        phone.getByText("Players and settings").click();
        button(phone, "Leave …").click();
        button(phone, "Leave the party").click();
        heading(phone, "Robots").waitFor();
    }

    @Test
    void aScreenAndThreePhonesPlayAWholePartyThroughAReloadAndTheHostsLeaving() {
        List<String> complaints = new ArrayList<>();
        try (BrowserContext wall = stage.chromium().laptop();
                BrowserContext one = stage.chromium().phone();
                BrowserContext two = stage.chromium().phone();
                BrowserContext three = stage.chromium().phone()) {
            Page screen = open(wall, "/screen.html", complaints);
            String code = openParty(screen);
            Page host = join(one, code, "Ada", complaints);
            sees(screen, "Waiting for one more player");
            Page heir = join(two, code, "Bob", complaints);
            // The second of a name is told apart, and this one plays through the gateway.
            Page third =
                    join(
                            three,
                            "/party.html?code=" + code + "&via=gateway",
                            "Bob",
                            complaints,
                            code);
            assertEquals("gateway", told(third, "via"));
            sees(screen, "Bob 2");
            picture(screen, "party-screen-lobby");
            NarrowPhone narrow = new NarrowPhone(heir, new TreeSet<>());
            narrow.look(heir, "lobby");
            button(host, "Start the party").click();
            List<Page> phones = new ArrayList<>(List.of(host, heir, third));
            playRound(screen, phones, narrow, 1);
            awaitPhase(screen, "results", 1);
            sees(screen, "right answer");
            picture(screen, "party-screen-results");
            goOn(phones, 1);
            comesBackInTheMiddle(phones, 2);
            goOn(phones, 2);
            awaitPhase(host, "question", 3);
            leave(host);
            phones.remove(host);
            sees(heir, "You are the host now.");
            sees(third, "Bob is the host now.");
            sees(screen, "Bob is the host now.");
            for (int round = 3; round <= ROUNDS; round++) {
                playRound(screen, phones, narrow, round);
                goOn(phones, round);
            }
            endsForEverybody(List.of(heir, third, screen));
            picture(screen, "party-screen-final");
            narrow.look(heir, "final");
            Set<String> phases =
                    Set.of("lobby", "question", "elimination", "voting", "results", "final");
            assertTrue(narrow.seen().containsAll(phases), narrow.seen().toString());
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void aScreenThatIsLoadedAnewShowsTheSameParty() {
        List<String> complaints = new ArrayList<>();
        try (BrowserContext wall = stage.chromium().laptop();
                BrowserContext one = stage.chromium().phone()) {
            Page screen = open(wall, "/screen.html", complaints);
            String code = openParty(screen);
            join(one, code, "Ada", complaints);
            screen.reload();
            screen.waitForFunction("() => window.__atriumParty.connection === 'open'");
            assertEquals(code, told(screen, "roomCode"));
            sees(screen, "Ada");
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void whoIsRemovedIsToldAndCannotComeBack() {
        List<String> complaints = new ArrayList<>();
        try (BrowserContext one = stage.chromium().phone();
                BrowserContext two = stage.chromium().phone()) {
            Page host = open(one, "/party.html", complaints);
            host.getByLabel("Your name").fill("Ada");
            button(host, "Open a new party").click();
            awaitPhase(host, "lobby", 0);
            String code = (String) told(host, "roomCode");
            Page guest = join(two, code, "<b>Eve</b>", complaints);
            button(host, "Remove <b>Eve</b> …").click();
            button(host, "Remove <b>Eve</b> for good").click();
            Locator alert = guest.getByRole(AriaRole.ALERT);
            alert.waitFor();
            assertTrue(alert.innerText().contains("The host has removed you"), alert.innerText());
            button(guest, "Join the party").click();
            guest.getByText("The host has removed you").waitFor();
            heading(guest, "Robots").waitFor();
            fitsANarrowScreen(guest, "party-start-narrow");
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void whoComesToALockedPartyOrToOneThatHasBegunReadsWhy() {
        List<String> complaints = new ArrayList<>();
        // Three windows of one browser, two of which keep to themselves who they are.
        try (BrowserContext one = stage.chromium().phone()) {
            Page host = open(one, "/party.html", complaints);
            host.getByLabel("Your name").fill("Ada");
            button(host, "Open a new party").click();
            awaitPhase(host, "lobby", 0);
            String code = (String) told(host, "roomCode");
            String path = "/party.html?own&code=" + code;
            Page guest = join(one, path, "Bob", complaints, code);
            host.getByRole(
                            AriaRole.SWITCH,
                            new Page.GetByRoleOptions().setName("Lock: nobody else may join"))
                    .click();
            sees(guest, "locked");
            Page late = open(one, path, complaints);
            late.getByLabel("Your name").fill("Eve");
            isRefused(late, "The host has locked this party");
            button(host, "Start the party").click();
            awaitPhase(guest, "question", 1);
            isRefused(late, "This party has already begun");
            assertEquals(List.of(0, 1), List.of(told(host, "seat"), told(guest, "seat")));
            assertEquals(List.of(), complaints);
        }
    }

    /** Tries to join, reads why that does not go, and may try again. */
    private static void isRefused(Page phone, String words) {
        button(phone, "Join the party").click();
        Locator alert = phone.getByRole(AriaRole.ALERT);
        alert.filter(new Locator.FilterOptions().setHasText(words)).waitFor();
        heading(phone, "Robots").waitFor();
    }

    @Test
    void aWrongCodeIsToldInPlainWords() {
        List<String> complaints = new ArrayList<>();
        try (BrowserContext one = stage.chromium().phone()) {
            Page phone = open(one, "/party.html", complaints);
            phone.getByLabel("Your name").fill("Ada");
            button(phone, "Join the party").click();
            phone.getByText("Enter the four characters").waitFor();
            phone.getByLabel("Code of the party").fill("zz99");
            button(phone, "Join the party").click();
            Locator alert = phone.getByRole(AriaRole.ALERT);
            alert.waitFor();
            assertTrue(alert.innerText().contains("no party with this code"), alert.innerText());
            assertEquals(List.of(), complaints);
        }
    }
}
