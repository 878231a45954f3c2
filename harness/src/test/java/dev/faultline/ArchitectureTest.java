package dev.faultline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows of the house: who may know whom. A package that does not exist yet breaks no rule. */
final class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.faultline");

    /** Packages and what else of this project each may use; the JDK and the nullness annotations are everybody's. */
    private static final List<Arrow> MACHINE =
            List.of(may("hardware"), may("spi", "hardware"), may("strategy", "spi"), may("gallery", "spi"));

    private static final SliceAssignment EACH_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    private record Arrow(String from, List<String> to) {}

    private static Arrow may(String from, String... to) {
        return new Arrow(from, List.of(to));
    }

    @Test
    void theMachineIsMadeOfTheJdkAlone() {
        for (String name : List.of("hardware", "spi", "kernel", "strategy", "gallery")) {
            check(noClasses()
                    .that()
                    .resideInAPackage(tree(name))
                    .should()
                    .dependOnClassesThat(not(resideInAnyPackage("java..", "jdk..", "org.jspecify..", "dev.faultline.."))
                            .and(not(primitive())))
                    .because("reference-impl brings nothing onto a candidate's class path"));
        }
    }

    @Test
    void eachPartOfTheMachineKnowsOnlyWhatIsBelowIt() {
        for (Arrow arrow : MACHINE) {
            check(onlyUses(arrow.from(), arrow.to()));
        }
    }

    @Test
    void theKernelDoesNotKnowThatItIsTested() {
        check(onlyUses("kernel", List.of("hardware", "spi")));
    }

    @Test
    void theEnumerationKnowsScenariosAndNothingElse() {
        check(onlyUses("enumerate", List.of("scenario")));
    }

    @Test
    void theImportOfLogsKnowsScenariosAndWords() {
        check(onlyUses("fsx", List.of("scenario", "text", "hardware")));
    }

    @Test
    void onlyTheWorkerExports() {
        check(noClasses()
                .that(not(resideInAnyPackage(tree("export"), tree("worker"))))
                .should()
                .dependOnClassesThat(resideInAPackage(tree("export")))
                .because("a verdict does not hang on C"));
    }

    @Test
    void searchKnowsNoKernel() {
        for (String name : List.of("schedule", "enumerate", "explore", "shrink")) {
            check(noClasses()
                    .that()
                    .resideInAPackage(tree(name))
                    .should()
                    .dependOnClassesThat(resideInAPackage(tree("kernel")))
                    .because("a schedule is numbers, so that any machine could be searched"));
        }
    }

    @Test
    void jqwikStaysBehindItsTwoDoors() {
        check(noClasses()
                .that(not(resideInAnyPackage(tree("generate"), tree("jqwik"))))
                .should()
                .dependOnClassesThat(resideInAPackage("net.jqwik.."))
                .because("jqwik is pinned for good, and must stay replaceable"));
    }

    @Test
    void nobodyComesBackThroughADoor() {
        for (String door : List.of("junit", "jqwik", "assertj", "worker", "maven")) {
            check(noClasses()
                    .that(not(resideInAPackage(tree(door))))
                    .should()
                    .dependOnClassesThat(resideInAPackage(tree(door)))
                    .because("doors lead in"));
        }
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles());
    }

    private static ArchRule onlyUses(String from, List<String> to) {
        List<String> allowed = new ArrayList<>(to);
        allowed.add(from);
        String[] trees = allowed.stream().map(ArchitectureTest::tree).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(tree(from))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.faultline..").and(not(resideInAnyPackage(trees))))
                .because(from + " may know " + (to.isEmpty() ? "the JDK only" : Arrays.toString(to.toArray())));
    }

    private static DescribedPredicate<JavaClass> primitive() {
        return DescribedPredicate.describe(
                "primitives and their arrays",
                type -> type.getPackageName().isEmpty()
                        || type.isPrimitive()
                        || type.getBaseComponentType().isPrimitive());
    }

    private static String tree(String name) {
        return "dev.faultline." + name + "..";
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
