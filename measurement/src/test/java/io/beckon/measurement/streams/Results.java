package io.beckon.measurement.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Attribution;
import io.beckon.contract.Measure;
import io.beckon.measurement.core.MeasureKey;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was measured, in a form in which two measurements can be compared. */
public final class Results {

  private Results() {}

  /** The counts of the core, by a name that tells all of their dimensions. */
  public static Map<String, Long> amounts(Map<MeasureKey, Long> sums) {
    Map<String, Long> amounts = new TreeMap<>();
    sums.forEach((key, sum) -> amounts.put(name(key), sum));
    return amounts;
  }

  private static String name(MeasureKey key) {
    return key.day() + " " + key.text().replace('\u001f', '|');
  }

  /** What was written last of each count; what came to nothing is left out. */
  public static Map<String, Long> latest(List<Measure> measures) {
    Map<String, Long> latest = new TreeMap<>();
    for (Measure measure : measures) {
      MeasureKey key =
          new MeasureKey(
              LocalDate.parse(measure.getDay()),
              measure.getCube(),
              text(measure.getFlow()),
              measure.getFlowVersion(),
              text(measure.getStep()),
              text(measure.getVariant()),
              text(measure.getChannel()),
              text(measure.getTrigger()),
              text(measure.getSegment()),
              text(measure.getCategory()),
              text(measure.getCurrency()),
              measure.getMeasure());
      if (measure.getAmount() == 0) {
        latest.remove(name(key));
      } else {
        latest.put(name(key), measure.getAmount());
      }
    }
    return latest;
  }

  /** What all corrections lead to; each says rightly what it corrects. */
  public static Map<String, String> standing(List<Attribution> attributions) {
    Map<String, Attribution> standing = new HashMap<>();
    for (Attribution credit : attributions) {
      String key = credit.getOrderId() + credit.getModel() + credit.getCauseId();
      Attribution before = standing.get(key);
      assertThat(credit.getShareBefore()).isEqualTo(before == null ? 0 : before.getShare());
      if (credit.getShare() == 0) {
        standing.remove(key);
      } else {
        standing.put(key, credit);
      }
    }
    return standing.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e ->
                    e.getValue().getShare()
                        + " "
                        + e.getValue().getValue()
                        + " "
                        + e.getValue().getTouch()
                        + " "
                        + e.getValue().getTouchedAt()));
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
