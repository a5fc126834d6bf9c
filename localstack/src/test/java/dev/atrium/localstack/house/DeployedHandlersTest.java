package dev.atrium.localstack.house;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The deployment knows the functions' handlers by name only. */
class DeployedHandlersTest {
    private static final Pattern HANDLER =
            Pattern.compile("\"(dev\\.atrium\\.functions\\.[^\"]+)\"");

    @Test
    void everyHandlerThatTheDeploymentNamesIsOne() throws ClassNotFoundException {
        List<String> named = new ArrayList<>();
        for (Path file : Repository.files(".java")) {
            if (file.toString().contains("cdk/src/main/")) {
                Matcher matcher = HANDLER.matcher(Repository.text(file));
                while (matcher.find()) {
                    named.add(matcher.group(1));
                }
            }
        }
        assertFalse(named.isEmpty());
        for (String name : named) {
            assertTrue(RequestHandler.class.isAssignableFrom(Class.forName(name)), name);
        }
    }
}
