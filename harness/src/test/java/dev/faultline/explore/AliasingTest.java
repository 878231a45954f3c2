package dev.faultline.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.execution.Program;
import dev.faultline.explore.Aliasing.Shape;
import dev.faultline.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shapes in which operations meet, each told from the text of a program. */
class AliasingTest {
    private static List<Shape> shapes(String tasks) {
        int found = Aliasing.of(Program.of(Scenario.parse("""
                machine page 8
                file F 16: cold warm
                file G 8: warm
                process A
                  f = shared F page 0, 2 pages, rw
                  g = shared G page 0, 1 page, rw
                  p = private F page 0, 1 page, rw
                  a = anonymous 2 pages, rw, filled
                """ + tasks)));
        List<Shape> shapes = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            if ((found & 1 << shape.ordinal()) != 0) {
                shapes.add(shape);
            }
        }
        return shapes;
    }

    @Test
    void aCopyAlone() {
        assertThat(shapes("""
                task T1 in A
                  write(F@0, a+0:8)
                """)).isEmpty();
        assertThat(shapes("""
                task T1 in A
                  write(F@0, f+0:8)
                """)).containsExactly(Shape.BUFFER_MAPS_SAME_PAGE);
        assertThat(shapes("""
                task T1 in A
                  write(F@0, f+8:8)
                """)).containsExactly(Shape.BUFFER_MAPS_SAME_FILE);
        assertThat(shapes("""
                task T1 in A
                  readv(F@0, g+0:4, p+0:4)
                """))
                .containsExactly(
                        Shape.BUFFER_MAPS_OTHER_FILE, Shape.PRIVATE_BUFFER_OF_SAME_PAGE, Shape.SEVERAL_SEGMENTS);
    }

    @Test
    void copiesFromFileToFile() {
        assertThat(shapes("""
                task T1 in A
                  copy_file_range(F@4, G@0, 8)
                task T2 in A
                  copy_file_range(G@4, F@8, 2)
                """)).containsExactly(Shape.CROSSED_FILE_COPIES);
        assertThat(shapes("""
                task T1 in A
                  copy_file_range(F@0, G@0, 8)
                  copy_file_range(G@0, F@0, 8)
                task T2 in A
                  copy_file_range(G@0, F@8, 8)
                """)).isEmpty();
    }

    @Test
    void copiesBesideEachOther() {
        assertThat(shapes("""
                task T1 in A
                  write(F@0, g+0:8)
                task T2 in A
                  write(G@0, f+0:8)
                """)).containsExactly(Shape.BUFFER_MAPS_OTHER_FILE, Shape.CROSSED_COPIES);
        assertThat(shapes("""
                task T1 in A
                  write(F@0, a+0:8)
                task T2 in A
                  read(F@4, a+0:4)
                """)).containsExactly(Shape.SAME_TARGET, Shape.SAME_BUFFER);
    }

    @Test
    void whatOthersDoToTheFileAndTheMemory() {
        assertThat(shapes("""
                task T1 in A
                  write(F@0, a+0:8)
                task T2 in A
                  munmap(a page 0, 1 page)
                """)).containsExactly(Shape.BUFFER_CHANGED_BESIDE);
        assertThat(shapes("""
                task T1 in A
                  write(F@0, a+0:8)
                task T2 in A
                  c = mremap(a page 0, 1 page)
                """)).containsExactly(Shape.BUFFER_MOVED_BESIDE);
        assertThat(shapes("""
                task T1 in A
                  write(F@0, g+0:8)
                task T2 in A
                  ftruncate(G, 0)
                task K1 kernel
                  reclaim(F page 0)
                """))
                .containsExactly(Shape.BUFFER_MAPS_OTHER_FILE, Shape.FILE_CUT_BESIDE, Shape.PAGE_RECLAIMED_BESIDE);
    }
}
