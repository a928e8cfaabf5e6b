package io.beckon.demo.run;

import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.Rules;
import io.beckon.app.rules.Rules.RuleFile;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.load.RuleLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The ready-made flows and policy, and a flow of the demo's own that sends SMS. */
final class DemoRules {

  private static final String SMS = "checkout-sms.yaml";

  private DemoRules() {}

  static Rules load() {
    Rules readyMade = RuleFiles.readyMade();
    String text = text("/demo/" + SMS);
    Flow sms = RuleLoader.flow(text, SMS, 1);
    List<Flow> flows = new ArrayList<>(readyMade.flows());
    flows.add(sms);
    List<RuleFile> files = new ArrayList<>(readyMade.files());
    files.add(files.size() - 1, new RuleFile(sms.id(), SMS, text, sms.hash()));
    return new Rules(flows, readyMade.policy(), readyMade.segments(), files);
  }

  private static String text(String resource) {
    try (InputStream in = DemoRules.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the demo");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
