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

/** The ready-made flows and policy, and the demo's own: one sends SMS, one makes tasks. */
final class DemoRules {

  private static final List<String> OWN = List.of("checkout-sms.yaml", "payment-help.yaml");

  private DemoRules() {}

  static Rules load() {
    Rules readyMade = RuleFiles.readyMade();
    List<Flow> flows = new ArrayList<>(readyMade.flows());
    List<RuleFile> files = new ArrayList<>(readyMade.files());
    for (String name : OWN) {
      String text = text("/demo/" + name);
      Flow flow = RuleLoader.flow(text, name, 1);
      flows.add(flow);
      files.add(files.size() - 1, new RuleFile(flow.id(), name, text, flow.hash()));
    }
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
