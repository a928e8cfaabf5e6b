package io.beckon.measurement.report.figures;

import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Section;
import io.beckon.measurement.report.Unit;
import io.beckon.measurement.stats.Arm;
import io.beckon.measurement.stats.Estimate;
import io.beckon.measurement.stats.Uplift;
import io.beckon.measurement.stats.Verdict;
import java.util.List;

/** What would not have happened anyway: splits and holdouts, with how sure it is. */
final class Comparisons {

  private final Experiments experiments;
  private final String currency;

  Comparisons(Experiments experiments, String currency) {
    this.experiments = experiments;
    this.currency = currency;
  }

  Section splits() {
    return section(
        "experiments",
        "Experiments",
        "Arms of splits against their control, or against the first arm where there is none. The"
            + " verdict may be looked at daily; the other intervals hold for one look.",
        false);
  }

  Section holdouts() {
    return section(
        "holdouts",
        "Against the holdout",
        "Shoppers who entered a flow, against those held out of it: what the flow brought beyond what"
            + " would have come anyway.",
        true);
  }

  private Section section(String id, String title, String text, boolean holdouts) {
    Sheet sheet =
        new Sheet(
                id,
                title,
                text,
                holdouts ? List.of("Flow") : List.of("Flow", "Split", "Arm", "Against"))
            .column(
                "verdict", "Verdict", "promote, stop or go on, by a rule that holds at every look")
            .column("arm", "Converted", "shoppers in the arm who reached the goal / shoppers in it")
            .column("control", "In the control", "the same of the control")
            .column(
                "difference", "Difference", "conversion in the arm less that in the control, 95 %")
            .column(
                "relative", "Of the control's", "the difference / conversion in the control, 95 %")
            .column(
                "orders", "Additional conversions", "the difference times the shoppers in the arm")
            .column(
                "each",
                "Revenue per shopper",
                "revenue of each shopper in the arm less that in the control, 95 %")
            .column("revenue", "Additional revenue", "the same times the shoppers in the arm")
            .column("always", "Valid at each look", "the difference, by the winner rule's interval")
            .column(
                "to-go", "Shoppers to go", "in the arm, until the minimal effect would be found");
    for (Experiments.Comparison comparison : experiments.comparisons(holdouts)) {
      Uplift uplift = comparison.uplift();
      Verdict verdict = comparison.verdict();
      sheet.row(
          holdouts
              ? List.of(comparison.key().flow())
              : List.of(
                  comparison.key().flow(),
                  comparison.key().split(),
                  uplift.treated().name(),
                  uplift.control().name()),
          new Figure.Text(words(verdict)),
          converted(uplift.treated()),
          converted(uplift.control()),
          estimated(uplift.conversion(), Unit.POINTS),
          estimated(uplift.relative(), Unit.SHARE),
          estimated(uplift.orders(), Unit.NUMBER),
          estimated(uplift.perRecipient(), Unit.MONEY),
          estimated(uplift.revenue(), Unit.MONEY),
          estimated(verdict.conversion(), Unit.POINTS),
          new Figure.Count(verdict.shoppersToGo()));
    }
    return sheet.with(new Chart.Forest("difference"), new Chart.Forest("revenue"));
  }

  private static String words(Verdict verdict) {
    String choice =
        switch (verdict.choice()) {
          case PROMOTE -> "Promote";
          case STOP -> "Stop";
          case GO_ON -> "Go on";
        };
    return choice + ": " + String.join("; ", verdict.reasons());
  }

  private static Figure converted(Arm arm) {
    return new Figure.Share(arm.converted().hits(), arm.converted().trials());
  }

  private Figure estimated(Estimate estimate, Unit unit) {
    return new Figure.Estimated(estimate, unit, unit == Unit.MONEY ? currency : "");
  }
}
