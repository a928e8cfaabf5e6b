package io.beckon.app.audit;

import io.beckon.app.rules.Rules;
import io.beckon.contract.Product;
import io.beckon.contract.RuleKind;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.load.RuleLoader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks through rules that are valid for what is wrong all the same. */
public final class Audit {

  private Audit() {}

  /**
   * What it is judged against.
   *
   * @param heard what arrived; null: not known
   * @param catalog products by id; null: not known
   * @param days what expires within so many days after today is told too
   */
  public record Against(
      AbandonmentSettings idle,
      @Nullable Heard heard,
      @Nullable Map<String, Product> catalog,
      LocalDate today,
      int days) {}

  /** All findings, what is wrong first, then by file and line. */
  public static List<Finding> of(Rules rules, Against against) {
    List<Finding> found = new ArrayList<>();
    for (Rules.RuleFile file : rules.files()) {
      if (file.kind() == RuleKind.FLOW) {
        RuleLoader.warnings(file.text(), file.name())
            .forEach(
                warning ->
                    found.add(
                        new Finding(
                            true,
                            file.name(),
                            warning.line(),
                            warning.message(),
                            warning.expected())));
      }
    }
    Heard heard = against.heard();
    if (heard != null) {
      NameChecks.check(rules, heard, found::add);
      heard
          .rejected()
          .forEach(
              (reason, count) ->
                  found.add(
                      new Finding(
                          false,
                          "events",
                          1,
                          count + " lines could not be read: " + reason,
                          "'beckon replay' writes each with its reason into rejected.ndjson")));
    }
    DateChecks.check(rules, against.today(), against.days(), found::add);
    if (against.catalog() != null) {
      LinkChecks.check(rules, against.catalog(), heard, found::add);
    }
    UseChecks.templates(rules, found::add);
    UseChecks.segments(rules, found::add);
    TextChecks.check(rules, found::add);
    WinChecks.check(rules, against.idle(), found::add);
    found.sort(
        Comparator.comparing(Finding::wrong)
            .reversed()
            .thenComparing(Finding::file)
            .thenComparingInt(Finding::line)
            .thenComparing(Finding::message));
    return found;
  }
}
