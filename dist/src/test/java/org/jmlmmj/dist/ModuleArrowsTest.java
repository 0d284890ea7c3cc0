package org.jmlmmj.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jmlmmj.core.cli.ProcessEnd;

/** The arrows between the modules go one way, and each kind of library has its room. */
@AnalyzeClasses(packages = "org.jmlmmj", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleArrowsTest {
    @ArchTest
    static final ArchRule modules_use_only_those_below_them = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("core")
            .definedBy("org.jmlmmj.core..")
            .layer("send")
            .definedBy("org.jmlmmj.send..")
            .layer("bounce")
            .definedBy("org.jmlmmj.bounce..")
            .layer("receive")
            .definedBy("org.jmlmmj.receive..")
            .layer("maintd")
            .definedBy("org.jmlmmj.maintd..")
            .layer("admin")
            .definedBy("org.jmlmmj.admin..")
            .layer("dist")
            .definedBy("org.jmlmmj.dist..")
            .whereLayer("dist")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("receive")
            .mayOnlyBeAccessedByLayers("dist")
            .whereLayer("maintd")
            .mayOnlyBeAccessedByLayers("dist")
            .whereLayer("admin")
            .mayOnlyBeAccessedByLayers("dist")
            .whereLayer("bounce")
            .mayOnlyBeAccessedByLayers("receive", "maintd", "dist")
            .whereLayer("send")
            .mayOnlyBeAccessedByLayers("bounce", "receive", "maintd", "admin", "dist");

    @ArchTest
    static final ArchRule netty_lives_in_send_and_the_http_api = noClasses()
            .that()
            .resideOutsideOfPackages("org.jmlmmj.send..", "org.jmlmmj.admin.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule http_sql_and_yaml_live_in_admin = noClasses()
            .that()
            .resideOutsideOfPackage("org.jmlmmj.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vertx..",
                    "java.sql..",
                    "javax.sql..",
                    "org.jdbi..",
                    "org.snakeyaml..",
                    "com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule only_a_main_ends_the_process = noClasses()
            .that(
                    new com.tngtech.archunit.base.DescribedPredicate<JavaClass>(
                            "have no main and end no process by name") {
                        @Override
                        public boolean test(JavaClass type) {
                            boolean hasMain = type.getMethods().stream()
                                    .anyMatch(method -> method.getName().equals("main"));
                            return !hasMain && !type.getSimpleName().equals("OrderlyEnd");
                        }
                    })
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(ProcessEnd.class, "now", int.class);
}
