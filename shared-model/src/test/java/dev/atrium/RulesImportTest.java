package dev.atrium;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import dev.atrium.game.example.TwentyOneGame;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.text.Normalizer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Rules import the JDK's own pure parts and each other: no clock, no chance but the dice, no
 * thread, no file, no floating point, no order that differs between JVMs. Each law is shown to be
 * able to fail, by a class that breaks it.
 */
class RulesImportTest {
    private static final String[] RULES = {
        "dev.atrium.game..",
        "dev.atrium.compact",
        "dev.atrium.dice",
        "dev.atrium.digest",
        "dev.atrium.message",
        "dev.atrium.payout",
        "dev.atrium.state"
    };

    private static final DescribedPredicate<JavaClass> PURE =
            resideInAnyPackage(RULES)
                    .or(
                            resideInAnyPackage(
                                    "java.lang",
                                    "java.lang.annotation",
                                    "java.lang.constant",
                                    "java.lang.invoke",
                                    "java.lang.reflect",
                                    "java.lang.runtime",
                                    "java.math",
                                    "java.nio",
                                    "java.nio.charset",
                                    "java.security",
                                    "java.util",
                                    "java.util.function",
                                    "java.util.stream",
                                    "javax.crypto..",
                                    "org.jspecify.annotations"))
                    // Texts of people are made plain; the tables come with the JDK, whose version
                    // the project fixes.
                    .or(type(Normalizer.class))
                    .or(type(Normalizer.Form.class))
                    .or(DescribedPredicate.describe("primitives", JavaClass::isPrimitive))
                    .or(DescribedPredicate.describe("arrays", JavaClass::isArray));

    private static final DescribedPredicate<JavaClass> FLOATING =
            type(float.class)
                    .or(type(double.class))
                    .or(type(Float.class))
                    .or(type(Double.class))
                    .as("floating point");

    private static final DescribedPredicate<JavaClass> ORDER_THAT_DIFFERS =
            DescribedPredicate.describe(
                    "collections whose order differs between JVMs",
                    type ->
                            List.of(
                                            "java.util.HashMap",
                                            "java.util.HashSet",
                                            "java.util.IdentityHashMap",
                                            "java.util.WeakHashMap",
                                            "java.util.Hashtable")
                                    .contains(type.getName()));

    private static final DescribedPredicate<JavaClass> CHANCE_OR_THREADS =
            DescribedPredicate.describe(
                    "chance, threads and the process around",
                    type ->
                            List.of(
                                            "java.util.Random",
                                            "java.util.SplittableRandom",
                                            "java.util.UUID",
                                            "java.util.Timer",
                                            "java.util.Scanner",
                                            "java.util.Formatter",
                                            "java.util.Date",
                                            "java.util.Calendar",
                                            "java.security.SecureRandom",
                                            "java.lang.Thread",
                                            "java.lang.ThreadLocal",
                                            "java.lang.Process",
                                            "java.lang.ProcessBuilder",
                                            "java.lang.Runtime")
                                    .contains(type.getName()));

    private static final List<ArchRule> LAWS =
            List.of(
                    classes().should().onlyDependOnClassesThat(PURE),
                    noClasses().should().dependOnClassesThat(ORDER_THAT_DIFFERS),
                    noClasses().should().dependOnClassesThat(CHANCE_OR_THREADS),
                    noClasses().should().callMethod(System.class, "currentTimeMillis"),
                    noClasses().should().callMethod(System.class, "nanoTime"),
                    noClasses().should().callMethod(Math.class, "random"),
                    noClasses().should().callMethod(System.class, "identityHashCode", Object.class),
                    noClasses().should().callMethod(String.class, "getBytes"),
                    noClasses().should().callMethod(String.class, "toLowerCase"),
                    noClasses().should().callMethod(String.class, "toUpperCase"),
                    fields().should().notHaveRawType(FLOATING),
                    methods().should().notHaveRawReturnType(FLOATING));

    private static JavaClasses rules;
    private static JavaClasses firstGame;
    private static JavaClasses lawless;

    /** Reading classes takes far longer than holding the laws against them: once for all. */
    @BeforeAll
    static void read() {
        rules =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(
                                "dev.atrium.game",
                                "dev.atrium.compact",
                                "dev.atrium.dice",
                                "dev.atrium.digest",
                                "dev.atrium.message",
                                "dev.atrium.payout",
                                "dev.atrium.state");
        Class<?>[] example =
                Stream.concat(
                                Stream.of(TwentyOneGame.class),
                                Stream.of(TwentyOneGame.class.getDeclaredClasses()))
                        .toArray(Class<?>[]::new);
        firstGame = new ClassFileImporter().importClasses(example);
        lawless = new ClassFileImporter().importClasses(Lawless.class);
    }

    static List<ArchRule> laws() {
        return LAWS;
    }

    @ParameterizedTest
    @MethodSource("laws")
    void rulesOfTheProjectKeepEveryLaw(ArchRule law) {
        law.check(rules);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void firstGameKeepsEveryLaw(ArchRule law) {
        law.check(firstGame);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void everyLawCanBeBroken(ArchRule law) {
        assertThrows(AssertionError.class, () -> law.check(lawless), law::getDescription);
    }

    @Test
    void allPackagesWithRulesAreLookedAt() {
        for (Class<?> type :
                List.of(
                        dev.atrium.game.RoomMachine.class,
                        dev.atrium.dice.Dice.class,
                        dev.atrium.message.MessageCodec.class,
                        dev.atrium.state.StateWriter.class)) {
            assertTrue(rules.contain(type), type.getName());
        }
    }

    /** Breaks every law there is. */
    @SuppressWarnings({"unused", "DefaultCharset", "StringCaseLocaleUsage"})
    private static final class Lawless {
        private final Map<String, Instant> times = new HashMap<>();
        private double speed = Math.random() + new Random().nextInt();

        double speed() {
            return speed
                    + ("a".toLowerCase() + "A".toUpperCase()).getBytes().length
                    + System.identityHashCode(times)
                    + System.nanoTime()
                    + System.currentTimeMillis();
        }
    }
}
