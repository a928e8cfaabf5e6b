package io.beckon.engine.flow.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.beckon.engine.segment.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Segment files: what is read, and what is said of a wrong one. */
class SegmentReaderTest {

  static final String SEGMENT =
      """
      segment: lapsed
      title: Bought once, and not lately
      description: Whom a second offer may bring back
      when: >-
        shopper.orderCount == 1
        && now - shopper.lastOrderAt > days(90)
      """;

  /**
   * A wrong file.
   *
   * @param shape can a schema see it?
   */
  record Wrong(String text, boolean shape, String said) {
    @Override
    public String toString() {
      return said;
    }
  }

  static List<Wrong> wrong() {
    return List.of(
        new Wrong(
            SEGMENT.replace("segment: lapsed", "segment: Lapsed"),
            true,
            "segment.yaml:1:10: 'Lapsed' is not allowed here; expected lower-case words joined by"
                + " '-', at most 64 characters, for example cart-recovery"),
        new Wrong(
            SEGMENT.replace("title: Bought once, and not lately\n", ""),
            true,
            "segment.yaml:1:1: a segment has no 'title'; expected title: <what people call it>"),
        new Wrong(
            SEGMENT.replace("title:", "titel:"),
            true,
            "segment.yaml:1:1: a segment has no 'title'; expected title: <what people call it>\n"
                + "segment.yaml:2:1: unknown key 'titel'; did you mean 'title'?; expected one of"
                + " segment, title, description, when"),
        new Wrong(
            SEGMENT.substring(0, SEGMENT.indexOf("when:")),
            true,
            "segment.yaml:1:1: a segment has no 'when'; expected when: a condition, for example"
                + " shopper.spent > 50000"),
        new Wrong(
            SEGMENT.replaceAll("(?s)when:.*", "when: true\n"),
            true,
            "segment.yaml:4:7: 'true' is not text; expected it in quotes: \"true\""),
        new Wrong(
            SEGMENT.replace("shopper.orderCount == 1", "shopper.orders == 1"),
            false,
            "segment.yaml:5:3: unknown name 'shopper.orders'; there is shopper.id, shopper.known,"
                + " shopper.firstName, shopper.lastName, shopper.language, shopper.country,"
                + " shopper.timezone, shopper.orderCount, shopper.spent, shopper.lastOrderAt,"
                + " shopper.firstOrderAt, shopper.lastActiveAt, shopper.lastAnsweredAt,"
                + " shopper.boughtProductIds, shopper.boughtCategories,"
                + " shopper.segments, shopper.agreed, shopper.scoreReasons, shopper.tags,"
                + " shopper.attributes"),
        new Wrong(
            SEGMENT.replace("shopper.orderCount == 1", "run.sent == 1"),
            false,
            "segment.yaml:5:3: 'run.sent' is not known here; a segment may ask for shopper., cart."
                + " and history., and compare with now"),
        new Wrong(
            SEGMENT.replace("now - shopper.lastOrderAt > days(90)", "now.getHours() > 9"),
            false,
            "segment.yaml:6:21: when time alone changes this cannot be reckoned; 'now' may only be"
                + " compared with a time, for example now - shopper.lastOrderAt > days(90)"));
  }

  @Test
  void shouldReadASegment() {
    Segment segment = RuleLoader.segment(SEGMENT, "segment.yaml", 3);

    assertThat(segment.id()).isEqualTo("lapsed");
    assertThat(segment.version()).isEqualTo(3);
    assertThat(segment.hash()).isEqualTo(RuleLoader.hash(SEGMENT));
    assertThat(segment.title()).isEqualTo("Bought once, and not lately");
    assertThat(segment.description()).isEqualTo("Whom a second offer may bring back");
    assertThat(segment.when().source())
        .isEqualTo("shopper.orderCount == 1 && now - shopper.lastOrderAt > days(90)");
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void shouldSayWhatIsWrongAndWhere(Wrong wrong) {
    InvalidRule invalid =
        catchThrowableOfType(
            InvalidRule.class, () -> RuleLoader.segment(wrong.text(), "segment.yaml", 1));

    assertThat(String.join("\n", invalid.problems().stream().map(Object::toString).toList()))
        .isEqualTo(wrong.said());
  }
}
