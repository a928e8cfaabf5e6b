package io.beckon.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Which room may know which: what keeps decisions pure. */
@AnalyzeClasses(packages = "io.beckon", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

  private static final Set<String> CLOCKS =
      Set.of("now", "currentTimeMillis", "nanoTime", "systemUTC", "systemDefaultZone", "tick");

  private static final DescribedPredicate<JavaAccess<?>> READ_A_CLOCK =
      describe(
          "read a clock",
          access ->
              access.getTarget() instanceof CodeUnitCallTarget target
                  && CLOCKS.contains(target.getName())
                  && (target.getOwner().getPackageName().startsWith("java.time")
                      || target.getOwner().isEquivalentTo(System.class)));

  private static final DescribedPredicate<JavaAccess<?>> THROW_DICE =
      describe(
          "use randomness",
          access ->
              access.getTarget().getName().equals("randomUUID")
                  || (access.getTarget().getName().equals("random")
                      && access.getTarget().getOwner().isEquivalentTo(Math.class)));

  private static final DescribedPredicate<JavaClass> INPUT_AND_OUTPUT =
      resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..", "java.util.logging..")
          .and(describe("not IDN", type -> !type.isEquivalentTo(java.net.IDN.class)))
          .or(
              describe(
                  "streams, readers and files of java.io",
                  type ->
                      type.getPackageName().equals("java.io")
                          && (type.isAssignableTo(java.io.InputStream.class)
                              || type.isAssignableTo(java.io.OutputStream.class)
                              || type.isAssignableTo(java.io.File.class)
                              || type.isAssignableTo(java.io.RandomAccessFile.class))));

  @ArchTest
  static final ArchRule engineKnowsNoKafka =
      noClasses()
          .that()
          .resideInAPackage("io.beckon.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.rocksdb..", "io.micrometer..")
          .because("the same decisions run in the topology, in replays, tests and benchmarks");

  @ArchTest
  static final ArchRule engineReadsNoClock =
      noClasses()
          .that()
          .resideInAPackage("io.beckon.engine..")
          .should()
          .accessTargetWhere(READ_A_CLOCK)
          .because("time comes from the log; a clock would make replays differ");

  @ArchTest
  static final ArchRule engineThrowsNoDice =
      noClasses()
          .that()
          .resideInAPackage("io.beckon.engine..")
          .should()
          .accessTargetWhere(THROW_DICE)
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.(Random|SplittableRandom)|.*ThreadLocalRandom|.*SecureRandom")
          .because("the same log must give the same decisions");

  @ArchTest
  static final ArchRule engineDoesNoInputOrOutput =
      noClasses()
          .that()
          .resideInAPackage("io.beckon.engine..")
          .and()
          .doNotHaveFullyQualifiedName("io.beckon.engine.flow.load.ShippedData")
          .should()
          .dependOnClassesThat(INPUT_AND_OUTPUT)
          .because(
              "what a decision depends on is handed to it; the law ships with the product, as code does");

  @ArchTest
  static final ArchRule engineKnowsNoShell =
      noClasses()
          .that()
          .resideInAPackage("io.beckon.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.beckon.streams..", "io.beckon.app..");

  @ArchTest
  static final ArchRule shellIsReachedFromTheApplicationOnly =
      classes()
          .that()
          .resideInAPackage("io.beckon.streams..")
          .should()
          .onlyBeAccessed()
          .byAnyPackage("io.beckon.streams..", "io.beckon.app..");

  @ArchTest
  static final ArchRule processorsAreNobodysBusiness =
      classes()
          .that(resideInAPackage("io.beckon.streams"))
          .and()
          .haveSimpleNameEndingWith("Processor")
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule kafkasInternalsAreUsedInTwoPlaces =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.beckon.streams.state.CommitHook")
          .and()
          .doNotHaveFullyQualifiedName("io.beckon.streams.state.RocksMemory")
          .and()
          .resideInAnyPackage("io.beckon.streams..", "io.beckon.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka.streams..internals..")
          .because(
              "an upgrade of Kafka must break where a test says so: the hook before a commit, and the cache that each store brings along and that is closed");
}
