package dev.atrium.cdk.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.cdk.stage.Domain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class PagePolicyTest {
    private static final Pattern OF_PAGE =
            Pattern.compile("http-equiv=\"Content-Security-Policy\"\\s+content=\"([^\"]*)\"");

    private static Map<String, String> directives(String policy) {
        Map<String, String> directives = new TreeMap<>();
        for (String directive : policy.split(";", -1)) {
            String[] parts = directive.strip().split(" ", 2);
            directives.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
        return directives;
    }

    private static Map<String, String> deployed() {
        return directives(PagePolicy.of(new Domain("play.example.com", "Z0123456789ABC")));
    }

    private static List<String> policiesOfPages() {
        return SiteFiles.texts(".html").stream()
                .map(OF_PAGE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    /** A frame's ancestors can be said in a header alone, and sockets have names on AWS. */
    @Test
    void deploymentHasThePolicyThatThePagesHaveHere() {
        List<String> pages = policiesOfPages();

        assertEquals(3, pages.size(), "index, party and screen");
        for (String page : pages) {
            Map<String, String> wanted = directives(page);
            if (wanted.get("img-src").equals("'self'")) {
                wanted.put("img-src", "'self' data:"); // The first page's alone has an icon in it.
            }
            wanted.put("frame-ancestors", "'none'");
            wanted.put(
                    "connect-src", "'self' wss://ws.play.example.com wss://rooms.play.example.com");
            assertEquals(wanted, deployed());
        }
    }

    @Test
    void nothingIsAllowedThatIsNotNamed() {
        assertEquals("'none'", deployed().get("default-src"));
        String policy = deployed().toString();
        for (String wide : List.of("unsafe-", "*", "http:", "ws:", "https:", "wss: ", "blob:")) {
            assertFalse(policy.contains(wide), wide);
        }
    }

    /** Scripts and styles stand in files; what would be refused is not there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script(?![^>]* src=)",
                "<style",
                " style=",
                "\\son[a-z]+=\"",
                "<iframe",
                "<form[^>]* action=",
                "<base",
                "(src|href)=\"(https?:)?//"
            })
    void noPageHasWhatThePolicyForbids(String forbidden) {
        Pattern pattern = Pattern.compile(forbidden);
        List<String> pages = SiteFiles.texts(".html");
        assertTrue(pages.size() >= 3);
        for (String page : pages.stream().filter(p -> OF_PAGE.matcher(p).find()).toList()) {
            assertFalse(pattern.matcher(page).find(), forbidden);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\beval\\(",
                "new Function\\(",
                "new (Shared)?Worker\\(",
                "importScripts",
                " style=[\"$]",
                "setAttribute\\(\"style\"",
                "createObjectURL",
                "from \"https?:",
                "import\\(\"https?:"
            })
    void noScriptDoesWhatThePolicyForbids(String forbidden) {
        Pattern pattern = Pattern.compile(forbidden);
        List<String> scripts = SiteFiles.texts(".js");
        assertTrue(scripts.size() > 100, scripts.size() + " scripts");
        for (String script : scripts) {
            assertFalse(pattern.matcher(script).find(), forbidden);
        }
    }
}
