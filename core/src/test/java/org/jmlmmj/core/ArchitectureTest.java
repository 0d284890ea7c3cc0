package org.jmlmmj.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jmlmmj.core.cli.Invocation;
import org.jmlmmj.core.cli.ProcessEnd;
import org.jmlmmj.core.log.Syslog;

/** The rules of DESIGN §1, §2 and §4 for this module. */
@AnalyzeClasses(packages = "org.jmlmmj.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Statics that may change or be changed, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "org.jmlmmj.core.spool.LockedFile.HELD", "the kernel's record locks are as wide as the process",
            "org.jmlmmj.core.list.Tunable.KNOWN", "filled while the class is initialised, never after",
            "org.jmlmmj.core.list.ControlFile.BYTE_ORDER_MARK", "an array of constants");

    @ArchTest
    static final ArchRule packages_do_not_depend_on_each_other_in_circles =
            slices().matching("org.jmlmmj.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule core_knows_no_network_no_database_and_no_module_above_it = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.netty..",
                            "java.net..",
                            "javax.net..",
                            "java.sql..",
                            "javax.sql..",
                            "com.sun.net..",
                            "org.jmlmmj.send..",
                            "org.jmlmmj.bounce..",
                            "org.jmlmmj.receive..",
                            "org.jmlmmj.maintd..",
                            "org.jmlmmj.admin..",
                            "org.jmlmmj.dist..")
                    .or(nameMatching("java\\.nio\\.channels\\.(Server)?(Socket|Datagram).*"))
                    .as("are of the network, a database or another module"));

    @ArchTest
    static final ArchRule only_an_invocation_knows_the_standard_streams = noClasses()
            .that()
            .doNotBelongToAnyOf(Invocation.class, ProcessEnd.class)
            .should()
            .accessField(System.class, "in")
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule only_an_invocation_and_its_log_know_the_environment = noClasses()
            .that()
            .doNotBelongToAnyOf(Invocation.class, Syslog.class)
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule nothing_ends_the_process = noClasses()
            .that()
            .doNotBelongToAnyOf(ProcessEnd.class)
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule there_is_no_program = methods().should().notHaveName("main");

    @ArchTest
    static final ArchRule statics_are_final =
            fields().that().areStatic().should().beFinal().as("static fields are final");

    /** A regular expression in a static initialiser costs every start of a program that uses the class. */
    @ArchTest
    static final ArchRule no_regular_expression_is_static = fields().that()
            .haveRawType(java.util.regex.Pattern.class)
            // Loaded only for posts that get a footer, and used for each of their parts.
            .and()
            .areNotDeclaredIn("org.jmlmmj.core.message.ContentType")
            .should()
            .notBeStatic()
            .allowEmptyShould(true);

    @ArchTest
    static void statics_hold_no_state(JavaClasses classes) throws Exception {
        List<String> stateful = new ArrayList<>();
        for (JavaField field : classes.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getName().startsWith("$"))
                .toList()) {
            Field reflected = field.reflect();
            reflected.setAccessible(true);
            Object value = reflected.get(null);
            if (value != null && isMutable(value.getClass())) {
                stateful.add(field.getFullName());
            }
        }
        assertThat(stateful).containsExactlyInAnyOrderElementsOf(EXCEPTIONS.keySet());
    }

    private static boolean isMutable(Class<?> type) {
        if (type.getName().startsWith("org.jmlmmj.")) {
            return Arrays.stream(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .anyMatch(field -> !Modifier.isFinal(field.getModifiers()));
        }
        boolean isCollection = java.util.Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        boolean isUnmodifiable = type.getName().matches("java\\.util\\.(ImmutableCollections|Collections)\\$.*");
        return type.isArray()
                || type.getName().startsWith("java.util.concurrent.")
                || StringBuilder.class.equals(type)
                || java.util.BitSet.class.equals(type)
                || (isCollection && !isUnmodifiable);
    }
}
