package io.beckon.app.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.doctor.Diagnosis.Examined;
import io.beckon.app.topics.Finding.Severity;
import java.util.Locale;

/** A diagnosis for programs. */
public final class DiagnosisJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DiagnosisJson() {}

  /**
   * {@code {"errors", "warnings", "advice", "areas": [{"area", "state": "well|findings|skipped",
   * "why", "findings": [{"severity", "where", "what", "mend"}]}]}}.
   */
  public static String of(Diagnosis diagnosis) {
    ObjectNode all = JSON.createObjectNode();
    all.put("errors", diagnosis.count(Severity.ERROR));
    all.put("warnings", diagnosis.count(Severity.WARNING));
    all.put("advice", diagnosis.count(Severity.ADVICE));
    ArrayNode areas = all.putArray("areas");
    for (Examined examined : diagnosis.examined()) {
      ObjectNode area = areas.addObject();
      area.put("area", examined.area().word());
      area.put("state", state(examined));
      examined.skipped().ifPresent(why -> area.put("why", why));
      ArrayNode findings = area.putArray("findings");
      for (Finding finding : examined.findings()) {
        findings
            .addObject()
            .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
            .put("where", finding.where())
            .put("what", finding.what())
            .put("mend", finding.mend());
      }
    }
    return all.toPrettyString();
  }

  private static String state(Examined examined) {
    if (examined.skipped().isPresent()) {
      return "skipped";
    }
    return examined.findings().isEmpty() ? "well" : "findings";
  }
}
