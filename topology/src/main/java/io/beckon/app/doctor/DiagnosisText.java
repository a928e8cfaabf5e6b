package io.beckon.app.doctor;

import io.beckon.app.doctor.Diagnosis.Examined;
import io.beckon.app.topics.Finding.Severity;
import java.io.PrintWriter;
import java.util.Locale;

/** A diagnosis for a person. */
public final class DiagnosisText {

  private DiagnosisText() {}

  /** Prints it: a line for each area, below it what was found there, and a sum. */
  public static void print(Diagnosis diagnosis, PrintWriter out) {
    for (Examined area : diagnosis.examined()) {
      String state =
          area.skipped()
              .map(why -> "not looked at: " + why)
              .orElse(area.findings().isEmpty() ? "well" : "");
      out.println(
          String.format(Locale.ROOT, "%-14s %s", area.area().word(), state).stripTrailing());
      for (Finding finding : area.findings()) {
        out.println(
            "  "
                + finding.severity().name().toLowerCase(Locale.ROOT)
                + ": "
                + (finding.what().contains(finding.where()) ? "" : finding.where() + ": ")
                + finding.what());
        out.println("      " + finding.mend());
      }
    }
    out.println();
    out.println(sum(diagnosis));
  }

  private static String sum(Diagnosis diagnosis) {
    long errors = diagnosis.count(Severity.ERROR);
    long warnings = diagnosis.count(Severity.WARNING);
    long advice = diagnosis.count(Severity.ADVICE);
    return errors + warnings + advice == 0
        ? "All is well."
        : counted(errors, "error", "errors")
            + ", "
            + counted(warnings, "warning", "warnings")
            + ", "
            + counted(advice, "piece of advice", "pieces of advice")
            + ".";
  }

  private static String counted(long count, String one, String more) {
    return count + " " + (count == 1 ? one : more);
  }
}
