package dev.atrium.localstack.gateway.assets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atrium.localstack.gateway.server.GatewayAnswer;
import dev.atrium.localstack.gateway.server.GatewayRequest;
import dev.atrium.localstack.gateway.server.Header;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class StaticSiteTest {

    @TempDir Path temporary;

    private StaticSite folder;
    private StaticSite classpath;

    @BeforeEach
    void writeFiles() throws Exception {
        for (String root : List.of("web", "classes/web")) {
            write(root + "/index.html", "<p>home");
            write(root + "/js/a b.js", "let é");
            write(root + "/.hidden/x.txt", "hidden");
            write(root + "/game.css", "p{}");
            write(root + "/noextension", "x");
        }
        write("secret.txt", "secret");
        write("classes/secret.txt", "secret");
        write("classes/META-INF/resources/webjars/three/1.2.3/build/three.js", "three");
        write("classes/META-INF/maven/org.webjars.npm/three/pom.properties", "version=1.2.3\n");
        Files.createSymbolicLink(
                temporary.resolve("web/link.txt"), temporary.resolve("secret.txt"));
        URL[] classes = {temporary.resolve("classes").toUri().toURL()};
        ClassLoader loader = new URLClassLoader(classes, null);
        WebJarAssets webJars = new WebJarAssets(loader);
        folder = new StaticSite(new FolderAssets(temporary.resolve("web")), webJars);
        classpath = new StaticSite(new ClasspathAssets(loader, "web"), webJars);
    }

    private void write(String path, String content) throws Exception {
        Path file = temporary.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static GatewayRequest request(String method, String target, Header... headers) {
        return new GatewayRequest(
                method, target, "HTTP/1.1", List.of(headers), new byte[0], "127.0.0.1", 0);
    }

    private static String header(GatewayAnswer answer, String name) {
        return answer.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "/, <p>home, text/html; charset=utf-8",
        "/index.html?x=1, <p>home, text/html; charset=utf-8",
        "/js/a%20b.js, let é, text/javascript; charset=utf-8",
        "/game.css, p{}, text/css; charset=utf-8",
        "/webjars/three/build/three.js, three, text/javascript; charset=utf-8",
    })
    void fileIsServedWithItsType(String target, String content, String type) {
        for (StaticSite site : List.of(folder, classpath)) {
            GatewayAnswer answer = site.find(request("GET", target)).orElseThrow();
            assertEquals(200, answer.status());
            assertEquals(content, new String(answer.body(), UTF_8));
            assertEquals(type, header(answer, "content-type"));
            assertEquals("no-cache", header(answer, "cache-control"));
        }
    }

    @Test
    void knownFileIsNotSentAgain() throws Exception {
        String tag = header(folder.find(request("GET", "/")).orElseThrow(), "etag");
        GatewayRequest again = request("GET", "/", new Header("If-None-Match", tag));
        assertEquals(304, folder.find(again).orElseThrow().status());
        assertEquals(0, folder.find(again).orElseThrow().body().length);
        write("web/index.html", "<p>changed");
        assertEquals(200, folder.find(again).orElseThrow().status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/js/../../secret.txt",
                "/%2e%2e/secret.txt",
                "/%2E%2E%2Fsecret.txt",
                "/..%2fsecret.txt",
                "/..%5csecret.txt",
                "/%252e%252e/secret.txt",
                "/js/..%00/secret.txt",
                "//secret.txt",
                "/./index.html",
                "/.hidden/x.txt",
                "/link.txt",
                "/C:/secret.txt",
                "/js",
                "/js/",
                "/missing.txt",
                "/webjars/three/../../../../secret.txt",
                "/webjars/three/%2e%2e/%2e%2e/x.js",
                "/webjars/three/missing.js",
                "/webjars/none/x.js",
                "/webjars/three",
                "/webjars/three/1.2.3/build/three.js",
                "index.html",
            })
    void nothingElseIsServed(String target) {
        for (StaticSite site : List.of(folder, classpath)) {
            assertEquals(Optional.empty(), site.find(request("GET", target)), target);
        }
    }

    @Test
    void onlyReadingIsServed() {
        assertTrue(folder.find(request("HEAD", "/")).isPresent());
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            assertEquals(Optional.empty(), folder.find(request(method, "/")));
        }
    }

    @Test
    void unknownTypeIsBytes() {
        GatewayAnswer answer = folder.find(request("GET", "/noextension")).orElseThrow();
        assertEquals("application/octet-stream", header(answer, "content-type"));
    }
}
