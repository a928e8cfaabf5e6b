package io.beckon.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sums on the pages by which machines are bought: each {@code a x b / c = d} comes to what it says,
 * but for rounding.
 */
class ArithmeticTest {

  private static final double ROUNDING = 0.06;

  private static final Map<String, Double> UNITS =
      Map.of(
          "M", 1e6, "KB", 1e3, "MB", 1e6, "GB", 1e9, "TB", 1e12, "MB/s", 1e6, "GB/s", 1e9, "B",
          1.0);

  private static final String UNIT =
      "(?: (?:M|KB|MB/s|GB/s|MB|GB|TB|B|d|/s|threads|instances|timers)\\b)";
  private static final String NUMBER = "\\d[\\d,]*(?:\\.\\d+)?";
  private static final String TERM = "\\(*" + NUMBER + UNIT + "*\\)*" + UNIT + "*";
  private static final Pattern EQUATION =
      Pattern.compile(
          "(" + TERM + "(?:\\s+[x/+-]\\s+" + TERM + ")+)\\s*=\\s*(" + NUMBER + UNIT + "?)");

  /** A word of an expression: a number with its units, an operator or a bracket. */
  private static final Pattern WORD = Pattern.compile(NUMBER + "|[a-zA-Z/]+(?:/s)?|[-+()]");

  @ParameterizedTest
  @CsvSource({"billion.md, 15", "sizing.md, 6"})
  void shouldComeToWhatThePagesSay(String page, int least) throws IOException {
    String text = Files.readString(Path.of("../docs/operations", page));
    Matcher equation = EQUATION.matcher(text);
    List<String> wrong = new ArrayList<>();
    int found = 0;
    while (equation.find()) {
      double left = new Sum(equation.group(1)).value();
      double right = new Sum(equation.group(2)).value();
      if (Math.abs(left - right) > ROUNDING * right) {
        wrong.add(equation.group() + ", but it is " + left);
      }
      found++;
    }

    assertThat(wrong).isEmpty();
    assertThat(found).isGreaterThanOrEqualTo(least);
  }

  /** Reads an expression from left to right: products before sums, brackets before both. */
  private static final class Sum {
    private final List<String> words = new ArrayList<>();
    private int at;

    Sum(String expression) {
      Matcher matcher = WORD.matcher(expression);
      while (matcher.find()) {
        words.add(matcher.group());
      }
    }

    double value() {
      double value = product();
      while (is("+") || is("-")) {
        value += words.get(at++).equals("+") ? product() : -product();
      }
      return value;
    }

    private double product() {
      double value = term();
      while (is("x") || is("/")) {
        value = words.get(at++).equals("x") ? value * term() : value / term();
      }
      return value;
    }

    private double term() {
      double value;
      if (is("(")) {
        at++;
        value = value();
        at++;
      } else {
        value = Double.parseDouble(words.get(at++).replace(",", ""));
      }
      while (at < words.size() && words.get(at).matches("[a-zA-Z/]{2,}|[A-Zd]")) {
        value *= UNITS.getOrDefault(words.get(at++), 1.0);
      }
      return value;
    }

    private boolean is(String word) {
      return at < words.size() && words.get(at).equals(word);
    }
  }
}
