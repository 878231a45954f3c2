package dev.faultline.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViolationTest {
    @Test
    void everyLawHasItsPlaceInTheList() throws IllegalAccessException {
        List<Object> names = new ArrayList<>();
        for (Field field : Violation.class.getFields()) {
            if (field.getType() == String.class) {
                names.add(field.get(null));
            }
        }
        assertThat(Violation.LAWS).containsExactlyInAnyOrderElementsOf(Arrays.asList(names.toArray(String[]::new)));
    }
}
