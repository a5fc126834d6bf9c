package dev.atrium.localstack.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.party.Question;
import dev.atrium.question.QuestionFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/** The pictures of the party game's questions: drawings, and nothing that does anything. */
class PicturesTest {
    private static final int BYTES_MAX = 6_000;

    /** Shapes, and where they stand; no script, no link, no page and no picture from elsewhere. */
    private static final Set<String> ELEMENTS =
            Set.of("svg", "g", "path", "rect", "circle", "ellipse", "text");

    private static Path web() {
        return Repository.root().resolve("localstack/web");
    }

    static List<Path> pictures() throws IOException {
        try (Stream<Path> files = Files.list(web().resolve("pictures"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void everyPictureQuestionHasItsFileAndEveryFileItsQuestion() throws IOException {
        Set<String> wanted =
                QuestionFile.ofProject().questions().stream()
                        .map(Question::imageUrl)
                        .flatMap(url -> url.stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = new TreeSet<>();
        for (Path picture : pictures()) {
            there.add("/" + web().relativize(picture));
        }
        assertEquals(wanted, there);
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void pictureIsASmallDrawing(Path picture) throws IOException, SAXException {
        assertTrue(Files.size(picture) <= BYTES_MAX, () -> picture + " is too large");
        Element svg = root(picture);
        assertEquals("svg", svg.getNodeName());
        assertEquals("http://www.w3.org/2000/svg", svg.getNamespaceURI());
        assertEquals("0 0 400 300", svg.getAttribute("viewBox"), "all of one shape");
        NodeList all = svg.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Node element = all.item(i);
            assertTrue(ELEMENTS.contains(element.getNodeName()), element::getNodeName);
            assertAttributesAreHarmless(element.getAttributes());
        }
    }

    /** Neither handlers of events nor anything that is fetched. */
    private static void assertAttributesAreHarmless(NamedNodeMap attributes) {
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = attributes.item(i).getNodeName().toLowerCase(Locale.ROOT);
            String value = attributes.item(i).getNodeValue().toLowerCase(Locale.ROOT);
            assertTrue(!name.startsWith("on") && !name.contains("href"), name);
            assertTrue(!name.equals("style") && !value.contains("url("), () -> name + value);
        }
    }

    private static Element root(Path picture) throws IOException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(picture.toFile()).getDocumentElement();
        } catch (ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }
}
