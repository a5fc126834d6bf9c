package dev.atrium.cdk.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atrium.cdk.AtriumApp;
import dev.atrium.cdk.stage.Deployments;
import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;
import software.constructs.IConstruct;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All templates of a stage, written once for all tests that look at them. */
public final class Templates {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Stage, Templates> WRITTEN = new ConcurrentHashMap<>();

    private final App app;
    private final SortedMap<String, JsonNode> byStack;

    private Templates(App app, SortedMap<String, JsonNode> byStack) {
        this.app = app;
        this.byStack = byStack;
    }

    /** Those of a stage. */
    public static Templates of(Stage stage) {
        return WRITTEN.computeIfAbsent(stage, Templates::written);
    }

    private static Templates written(Stage stage) {
        App app = new App();
        AtriumApp.stacks(app, Deployments.of(stage));
        CloudAssembly assembly = app.synth();
        SortedMap<String, JsonNode> byStack = new TreeMap<>();
        for (CloudFormationStackArtifact stack : assembly.getStacks()) {
            byStack.put(stack.getStackName(), JSON.valueToTree(stack.getTemplate()));
        }
        return new Templates(app, byStack);
    }

    /** Each stack that they were written from. */
    public void each(Consumer<Stack> look) {
        for (IConstruct child : app.getNode().getChildren()) {
            if (child instanceof Stack stack) {
                look.accept(stack);
            }
        }
    }

    /** Their names. */
    public Iterable<String> stacks() {
        return byStack.keySet();
    }

    /** That of a stack. */
    public JsonNode stack(String name) {
        JsonNode template = byStack.get(name);
        if (template == null) {
            throw new IllegalArgumentException(name + " is none of " + byStack.keySet());
        }
        return template;
    }

    /** The resources of a type in a stack, by logical id. */
    public SortedMap<String, JsonNode> resources(String stack, String type) {
        SortedMap<String, JsonNode> found = new TreeMap<>();
        stack(stack)
                .path("Resources")
                .properties()
                .forEach(
                        entry -> {
                            if (entry.getValue().path("Type").asText().equals(type)) {
                                found.put(entry.getKey(), entry.getValue());
                            }
                        });
        return found;
    }

    /** The properties of the only resource of a type in a stack. */
    public JsonNode only(String stack, String type) {
        SortedMap<String, JsonNode> found = resources(stack, type);
        if (found.size() != 1) {
            throw new IllegalArgumentException(type + " in " + stack + ": " + found.keySet());
        }
        return found.firstEntry().getValue().path("Properties");
    }

    /** The elements of a list, or what stands in its place. */
    public static Stream<JsonNode> each(JsonNode list) {
        return list.isArray() ? list.valueStream() : Stream.of(list);
    }

    /**
     * A text as CloudFormation would put it together, as far as that can be known: what refers to
     * something is its name in angle brackets.
     */
    public static String text(JsonNode value) {
        if (value.isValueNode()) {
            return value.asText();
        }
        if (value.has("Fn::Join")) {
            StringBuilder joined = new StringBuilder();
            each(value.path("Fn::Join").path(1)).forEach(part -> joined.append(text(part)));
            return joined.toString();
        }
        if (value.has("Ref")) {
            return "<" + value.path("Ref").asText() + ">";
        }
        if (value.has("Fn::GetAtt")) {
            return "<"
                    + value.path("Fn::GetAtt").path(0).asText()
                    + "."
                    + value.path("Fn::GetAtt").path(1).asText()
                    + ">";
        }
        if (value.has("Fn::ImportValue")) {
            return "<" + text(value.path("Fn::ImportValue")) + ">";
        }
        return value.toString();
    }
}
