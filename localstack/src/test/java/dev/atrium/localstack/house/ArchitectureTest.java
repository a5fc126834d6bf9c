package dev.atrium.localstack.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom, over all modules but the deployment's. */
class ArchitectureTest {
    private static final String FUNCTIONS = "dev.atrium.functions..";
    private static final String HOST = "dev.atrium.host..";
    private static final String LOCAL = "dev.atrium.localstack..";

    private static JavaClasses atrium;

    @BeforeAll
    static void read() {
        atrium =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.atrium");
    }

    @Test
    void theSharedModelKnowsNobody() {
        noClasses()
                .that()
                .resideOutsideOfPackages(FUNCTIONS, HOST, LOCAL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FUNCTIONS, HOST, LOCAL)
                .check(atrium);
    }

    @Test
    void functionsAndHostsDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(FUNCTIONS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HOST, LOCAL)
                .check(atrium);
        noClasses()
                .that()
                .resideInAPackage(HOST)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FUNCTIONS, LOCAL)
                .check(atrium);
    }

    @Test
    void roomsAndLoopsDoNotBlock() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.atrium.host.room..", "dev.atrium.host.loop..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon..", "io.lettuce..", "java.nio.file..", "java.net..")
                .check(atrium);
    }

    @Test
    void micronautIsKnownAtTheEdgesOfTheHostOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.atrium..")
                .and()
                .resideOutsideOfPackages(
                        "dev.atrium.host",
                        "dev.atrium.host.socket",
                        "dev.atrium.host.gateway",
                        "dev.atrium.host.operator")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micronaut..")
                .check(atrium);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields().should().beAnnotatedWith("jakarta.inject.Inject").check(atrium);
    }

    @Test
    void noPackageAndNoClassIsABin() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..",
                        "..common..",
                        "..helper..",
                        "..manager..",
                        "..impl..",
                        "..service..",
                        "..dto..")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(atrium);
    }

    @Test
    void packagesOfFunctionsAndOfTheGatewayHaveNoCycles() {
        slices().matching("dev.atrium.functions.(*)..").should().beFreeOfCycles().check(atrium);
        slices().matching("dev.atrium.localstack.(*)..").should().beFreeOfCycles().check(atrium);
        slices().matching("dev.atrium.host.(*)..").should().beFreeOfCycles().check(atrium);
    }
}
