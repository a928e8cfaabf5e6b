package io.beckon.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.text.SmsLength.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * The parts of text messages against a counter that encodes them: codes of the table of TS 23.038,
 * bits of a message of 140 octets, and the best of all ways to cut.
 */
class SmsLengthProperties {

  private static final int MESSAGE_BITS = 140 * 8;
  private static final int HEADER_BITS = 6 * 8;

  /** Rows of the table of the standard, code 0x00 to 0x7F; a blank at 0x1B is the escape. */
  private static final String[] ROWS = {
    "@£$¥èéùìòÇ\nØø\rÅå",
    "Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ",
    " !\"#¤%&'()*+,-./",
    "0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNO",
    "PQRSTUVWXYZÄÖÑÜ§",
    "¿abcdefghijklmno",
    "pqrstuvwxyzäöñüà"
  };

  private static final Map<Integer, int[]> CODES = new HashMap<>();

  static {
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 16; column++) {
        CODES.put((int) ROWS[row].charAt(column), new int[] {row * 16 + column});
      }
    }
    CODES.remove(0x1b);
    int[][] escaped = {
      {0x0A, '\f'}, {0x14, '^'}, {0x28, '{'}, {0x29, '}'}, {0x2F, '\\'},
      {0x3C, '['}, {0x3D, '~'}, {0x3E, ']'}, {0x40, '|'}, {0x65, '€'}
    };
    for (int[] each : escaped) {
      CODES.put(each[1], new int[] {0x1b, each[0]});
    }
  }

  @Property(tries = 2000)
  void shouldCountAsACounterThatEncodesThem(@ForAll("texts") String text) {
    assertThat(SmsLength.of(text)).isEqualTo(encoded(text));
  }

  @Property(tries = 500)
  void shouldNeverTakeFewerPartsForALongerText(
      @ForAll("texts") String text, @ForAll("texts") String more) {
    assertThat(SmsLength.of(text + more).parts())
        .isGreaterThanOrEqualTo(SmsLength.of(text).parts());
  }

  @Example
  void shouldChangeAtTheFiguresThatCarriersName() {
    assertThat(parts("a".repeat(160), "a".repeat(161), "a".repeat(306), "a".repeat(307)))
        .containsExactly(1, 2, 2, 3);
    assertThat(parts("ж".repeat(70), "ж".repeat(71), "ж".repeat(134), "ж".repeat(135)))
        .containsExactly(1, 2, 2, 3);
    assertThat(parts("€".repeat(80), "€".repeat(81), "")).containsExactly(1, 2, 0);
    assertThat(SmsLength.of("It’s here"))
        .isEqualTo(new SmsLength(Encoding.UCS_2, 9, 1))
        .hasToString("1 part, UCS-2, 9 units");
  }

  /** Neither an escaped character nor a surrogate pair lies in two parts. */
  @Example
  void shouldNotCutWhatBelongsTogether() {
    // 2 x 153: the euro would lie across the cut, and pushes the last letter out.
    assertThat(SmsLength.of("a".repeat(152) + "€" + "a".repeat(152)))
        .isEqualTo(new SmsLength(Encoding.GSM_7, 306, 3));
    assertThat(SmsLength.of("a".repeat(151) + "€" + "a".repeat(153)))
        .isEqualTo(new SmsLength(Encoding.GSM_7, 306, 2));
    assertThat(SmsLength.of("ж".repeat(66) + "😀" + "ж".repeat(66)))
        .isEqualTo(new SmsLength(Encoding.UCS_2, 134, 3));
    assertThat(SmsLength.of("ж".repeat(65) + "😀" + "ж".repeat(67)))
        .isEqualTo(new SmsLength(Encoding.UCS_2, 134, 2));
  }

  @Provide
  static Arbitrary<String> texts() {
    Arbitrary<String> plain = Arbitraries.of(CODES.keySet()).map(Character::toString);
    Arbitrary<String> escaped = Arbitraries.of("€", "[", "]", "{", "}", "~", "^", "|", "\\");
    Arbitrary<String> others = Arbitraries.of("’", "–", "ж", "ç", "😀", "👍🏽", "中", " ");
    Arbitrary<String> gsm =
        Arbitraries.frequencyOf(Tuple.of(6, plain), Tuple.of(2, escaped))
            .list()
            .ofMaxSize(500)
            .map(list -> String.join("", list));
    Arbitrary<String> any =
        Arbitraries.frequencyOf(Tuple.of(3, plain), Tuple.of(1, escaped), Tuple.of(3, others))
            .list()
            .ofMaxSize(220)
            .map(list -> String.join("", list));
    return Arbitraries.oneOf(gsm, any);
  }

  private static List<Integer> parts(String... texts) {
    return Arrays.stream(texts).map(text -> SmsLength.of(text).parts()).toList();
  }

  private static SmsLength encoded(String text) {
    boolean gsm = text.codePoints().allMatch(CODES::containsKey);
    List<Integer> bits = new ArrayList<>();
    text.codePoints()
        .forEach(
            c ->
                bits.add(
                    gsm
                        ? CODES.get(c).length * 7
                        : Character.toString(c).getBytes(StandardCharsets.UTF_16BE).length * 8));
    int unit = gsm ? 7 : 16;
    int all = bits.stream().mapToInt(Integer::intValue).sum();
    int parts = all == 0 ? 0 : all <= MESSAGE_BITS ? 1 : fewest(bits, room(unit));
    return new SmsLength(gsm ? Encoding.GSM_7 : Encoding.UCS_2, all / unit, parts);
  }

  /** Bits that a part has behind its header, which is filled up to a whole septet. */
  private static int room(int unit) {
    int header = unit == 7 ? (HEADER_BITS + 6) / 7 * 7 : HEADER_BITS;
    return (MESSAGE_BITS - header) / unit * unit;
  }

  /** The fewest parts, of all ways to cut between characters. */
  private static int fewest(List<Integer> bits, int room) {
    int[] best = new int[bits.size() + 1];
    for (int end = 1; end <= bits.size(); end++) {
      best[end] = Integer.MAX_VALUE;
      int held = 0;
      for (int begin = end - 1; begin >= 0; begin--) {
        held += bits.get(begin);
        if (held > room) {
          break;
        }
        best[end] = Math.min(best[end], best[begin] + 1);
      }
    }
    return best[bits.size()];
  }
}
