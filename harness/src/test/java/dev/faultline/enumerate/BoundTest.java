package dev.faultline.enumerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundTest {
    @Test
    void printsAsItParses() {
        assertThat(Bound.parse("tasks 3, operations 2, pages 1, files 1")).isEqualTo(new Bound(3, 2, 1, 1));
        assertThat(Bound.parse(Bound.standard().toString())).isEqualTo(Bound.standard());
    }

    @Test
    void needsNoQuotesOnACommandLine() {
        assertThat(Bound.parse("tasks=3,pages=1")).isEqualTo(new Bound(3, 2, 1, 2));
        assertThat(Bound.parse("tasks = 3, pages 1")).isEqualTo(new Bound(3, 2, 1, 2));
    }

    @Test
    void whatIsLeftOutIsAsUsual() {
        assertThat(Bound.parse(" Files 1 ,operations  1")).isEqualTo(new Bound(2, 1, 2, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tasks             | expected parts such as tasks 2, operations 2, pages 2, files 2, separated by commas
                    tasks two         | expected parts such as tasks 2, operations 2, pages 2, files 2, separated by commas
                    tasks 1,          | expected parts such as tasks 2, operations 2, pages 2, files 2, separated by commas
                    tasks 2 pages 2   | expected parts such as tasks 2, operations 2, pages 2, files 2, separated by commas
                    pages 2, tusks 2  | there is no part tusks, expected tasks, operations, pages or files
                    pages 2, pages 1  | expected pages once
                    tasks 0           | expected from 1 to 3 tasks
                    files -1          | expected from 1 to 2 files
                    operations 999999 | expected from 1 to 3 operations
                    """)
    void whatCannotBeUsedIsSaid(String text, String message) {
        assertThatThrownBy(() -> Bound.parse(text)).hasMessage(message);
    }
}
