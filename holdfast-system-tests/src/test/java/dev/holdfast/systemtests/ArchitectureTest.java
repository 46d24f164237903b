// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The rules of `ARCHITECTURE.md`, held on the classes of all modules.
class ArchitectureTest {

    private static final String BASE = "dev.holdfast";
    private static final String ROOT = BASE + ".";

    /// The package [#BASE] itself: what applications use. It stands on all of core, and the program does without.
    private static final String LIBRARY = "holdfast";

    /// The library in applications of Spring Boot; nothing else uses it.
    private static final String SPRING = "spring";

    /// The packages that stand on one another, lowest first: a package uses only what stands before it in its
    /// row.
    private static final List<String> CORE = List.of(
            "time",
            "settings",
            "message",
            "upstream",
            "transport",
            "store",
            "grouping",
            "custom",
            "endpoint",
            "ledger",
            "routing",
            "processor");

    private static final List<String> LANGUAGE = List.of(
            "extension",
            "sql",
            "xml",
            "content",
            "schema",
            "expression",
            "resource",
            "reading",
            "endpoints",
            "mediation",
            "mediators",
            "entry",
            "artifact");
    private static final List<String> TECHNOLOGIES = List.of("http", "rocksdb", "jms", "rabbitmq", "kafka", "jdbc");
    private static final List<String> PROGRAM =
            List.of("configuration", "management", "standin", "deployment", "server", "cli");

    /// Programs of their own beside the program, which uses none of them: the stand-ins, what starts engines for
    /// tests, and the benchmarks.
    private static final List<String> BESIDE = List.of("dev", "servers", "bench");

    /// Where a library may be named. The libraries that are not here are nobody's.
    private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
            Map.entry("com.cronutils", Set.of("time")),
            Map.entry("org.apache.hc", Set.of("http")),
            Map.entry("org.rocksdb", Set.of("rocksdb")),
            Map.entry("jakarta.jms", Set.of("jms", "dev", "bench")),
            Map.entry("org.apache.activemq", Set.of("jms", "dev", "bench")),
            Map.entry("com.rabbitmq", Set.of("rabbitmq", "bench")),
            Map.entry("org.apache.kafka", Set.of("kafka", "bench")),
            Map.entry("net.sf.saxon", Set.of("expression")),
            Map.entry("freemarker", Set.of("mediators")),
            Map.entry("com.jayway.jsonpath", Set.of("expression")),
            Map.entry("com.networknt", Set.of("schema")),
            Map.entry(
                    "tools.jackson",
                    Set.of(
                            "content",
                            "schema",
                            "expression",
                            "endpoints",
                            "mediation",
                            "mediators",
                            "entry",
                            "management")),
            Map.entry("io.prometheus", Set.of("management")),
            Map.entry("com.zaxxer.hikari", Set.of("sql", "jdbc")),
            Map.entry("org.h2", Set.of("servers")),
            Map.entry("org.springframework", Set.of("spring")),
            Map.entry("io.micrometer", Set.of("spring")),
            Map.entry("org.tomlj", Set.of("configuration")),
            Map.entry("picocli", Set.of("cli")),
            Map.entry("ch.qos.logback", Set.of("server", "cli")),
            Map.entry("org.slf4j", Set.of("server", "cli")),
            Map.entry("org.HdrHistogram", Set.of("bench")));

    static final List<Map.Entry<String, Set<String>>> HOMES = List.copyOf(LIBRARIES.entrySet());

    private static final List<String> CONSOLE = List.of("server", "cli", "standin", "dev", "bench");
    private static final List<String> OWN_CLOCK = List.of("time", "server", "cli", "standin", "dev", "bench");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.holdfast");

    @Test
    void every_package_of_every_module_is_examined_and_has_its_place() {
        Set<String> examined = CLASSES.stream().map(ArchitectureTest::packageOf).collect(Collectors.toSet());
        assertThat(examined).containsAll(Sources.packagesOfModules());
        assertThat(places().keySet()).containsAll(examined);
    }

    @Test
    void imports_run_downward_only() {
        classes().should(useOnlyWhatStandsLower()).check(CLASSES);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.holdfast.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void every_package_is_null_marked() {
        Set<String> marked = CLASSES.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith(NullMarked.class))
                .map(ArchitectureTest::packageOf)
                .collect(Collectors.toSet());
        assertThat(marked)
                .containsAll(CLASSES.stream().map(ArchitectureTest::packageOf).toList());
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("HOMES")
    void a_library_is_named_only_where_it_is_at_home(Map.Entry<String, Set<String>> library) {
        noClasses()
                .that(resideOutsideOfPackages(patterns(library.getValue())))
                .should()
                .dependOnClassesThat(resideInAnyPackage(library.getKey() + ".."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void no_other_library_is_used() {
        List<String> known =
                LIBRARIES.keySet().stream().map(name -> name + "..").collect(Collectors.toList());
        known.addAll(List.of(
                "java..",
                "javax..",
                "com.sun.net.httpserver..",
                "com.sun.management..",
                "org.w3c.dom..",
                "org.xml.sax.."));
        known.addAll(List.of("org.jspecify..", "dev.holdfast.."));
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(known.toArray(String[]::new)).or(primitiveOrArray()))
                .check(CLASSES);
    }

    @Test
    void nothing_sleeps() {
        noClasses().should().callMethodWhere(callTo("sleep", Thread.class)).check(CLASSES);
        noClasses().should().callMethodWhere(callTo("sleep", TimeUnit.class)).check(CLASSES);
    }

    @Test
    void time_is_handed_in() {
        noClasses()
                .that(resideOutsideOfPackages(patterns(OWN_CLOCK)))
                .should()
                .callMethodWhere(callTo(
                        "now",
                        Instant.class,
                        LocalDate.class,
                        LocalDateTime.class,
                        OffsetDateTime.class,
                        ZonedDateTime.class))
                .orShould()
                .callMethodWhere(callTo("system", InstantSource.class))
                .orShould()
                .callMethodWhere(callTo("systemUTC", Clock.class))
                .orShould()
                .callMethodWhere(callTo("currentTimeMillis", System.class))
                .check(CLASSES);
    }

    @Test
    void randomness_is_handed_in() {
        noClasses()
                .that(resideOutsideOfPackages(patterns(union(Set.of(LIBRARY), Set.copyOf(CONSOLE)))))
                .should()
                .callConstructor(Random.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(ThreadLocalRandom.class)
                .orShould()
                .callMethodWhere(callTo("random", Math.class))
                .orShould()
                .callMethodWhere(callTo("randomUUID", UUID.class))
                .check(CLASSES);
    }

    @Test
    void only_programs_write_to_the_console() {
        noClasses()
                .that(resideOutsideOfPackages(patterns(CONSOLE)))
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void nothing_static_can_change() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void classes_are_final_or_abstract() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_thing_is() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(CLASSES);
    }

    @Test
    void accessors_have_no_get() {
        methods()
                .that(DescribedPredicate.describe("only give something", ArchitectureTest::isAccessor))
                .should()
                .haveNameNotMatching("get[A-Z].*")
                .check(CLASSES);
    }

    private static ArchCondition<JavaClass> useOnlyWhatStandsLower() {
        Map<String, Set<String>> places = places();
        return new ArchCondition<>("use only what stands lower in ARCHITECTURE.md") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                Set<String> lower = places.getOrDefault(packageOf(user), Set.of());
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    JavaClass used = dependency.getTargetClass().getBaseComponentType();
                    boolean allowed =
                            !isOurs(used) || packageOf(used).equals(packageOf(user)) || lower.contains(packageOf(used));
                    events.add(new SimpleConditionEvent(user, allowed, dependency.getDescription()));
                }
            }
        };
    }

    /// What each package may use.
    private static Map<String, Set<String>> places() {
        Map<String, Set<String>> places = new TreeMap<>();
        stack(places, Set.of(), BESIDE);
        stack(places, Set.of(), CORE);
        places.put(LIBRARY, Set.copyOf(CORE));
        TECHNOLOGIES.forEach(name -> places.put(name, union(Set.of(LIBRARY), Set.copyOf(CORE))));
        places.computeIfPresent("bench", (_, lower) -> union(lower, Set.copyOf(CORE)));
        stack(places, Set.copyOf(CORE), LANGUAGE);
        stack(places, Set.copyOf(places.keySet()), PROGRAM);
        places.put(SPRING, union(places.getOrDefault(TECHNOLOGIES.getFirst(), Set.of()), Set.copyOf(TECHNOLOGIES)));
        PROGRAM.forEach(name -> places.computeIfPresent(name, (_, lower) -> without(lower, BESIDE)));
        PROGRAM.forEach(name -> places.computeIfPresent(name, (_, lower) -> without(lower, List.of(LIBRARY))));
        return places;
    }

    private static void stack(Map<String, Set<String>> places, Set<String> below, List<String> row) {
        Set<String> lower = new TreeSet<>(below);
        for (String name : row) {
            places.put(name, Set.copyOf(lower));
            lower.add(name);
        }
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }

    private static Set<String> without(Set<String> all, List<String> some) {
        return all.stream().filter(name -> !some.contains(name)).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(BASE) || type.getPackageName().startsWith(ROOT);
    }

    private static String packageOf(JavaClass type) {
        if (type.getPackageName().equals(BASE)) {
            return LIBRARY;
        }
        String below = type.getPackageName().substring(ROOT.length());
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private static String[] patterns(Collection<String> packages) {
        return packages.stream()
                .map(name -> name.equals(LIBRARY) ? BASE : ROOT + name + "..")
                .toArray(String[]::new);
    }

    private static DescribedPredicate<JavaMethodCall> callTo(String method, Class<?>... owners) {
        Set<String> names = Arrays.stream(owners).map(Class::getName).collect(Collectors.toSet());
        return DescribedPredicate.describe(
                "calls " + method + " of " + names,
                call -> call.getTarget().getName().equals(method)
                        && names.contains(call.getTarget().getOwner().getName()));
    }

    private static DescribedPredicate<JavaClass> primitiveOrArray() {
        return DescribedPredicate.describe("primitive or array", type -> type.isPrimitive() || type.isArray());
    }

    /// Not one that a library or the platform has named.
    private static boolean isAccessor(JavaMethod method) {
        return method.getRawParameterTypes().isEmpty()
                && method.getOwner().getAllRawInterfaces().stream().noneMatch(parent -> !isOurs(parent))
                && method.getOwner().getAllRawSuperclasses().stream()
                        .noneMatch(parent ->
                                !isOurs(parent) && !parent.getPackageName().equals("java.lang"));
    }
}
