package io.beckon.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ready-made cart recovery, or a flow of a test's own, under a policy of its own. */
final class TestRules {

  private TestRules() {}

  /**
   * Loads them.
   *
   * @param folder an empty folder for the files
   * @param policy lines of the policy beside consent and staleness
   */
  static Rules cartRecovery(Path folder, String policy) {
    return of(folder, policy, cartRecovery());
  }

  /** The ready-made flow. */
  static String cartRecovery() {
    try (InputStream flow = TestRules.class.getResourceAsStream("/flows/cart-recovery.yaml")) {
      if (flow == null) {
        throw new AssertionError("the ready-made flow is missing");
      }
      return new String(flow.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError("the flow was not read", e);
    }
  }

  /** Loads other flows under such a policy. */
  static Rules of(Path folder, String policy, String... flows) {
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < flows.length; i++) {
        Files.write(folder.resolve("flow-" + i + ".yaml"), flows[i].getBytes(UTF_8));
      }
      String whole =
          """
          policy: policy
          zone: UTC
          consent:
            - {purpose: recovery, rule: opt-in}
          staleAfter: 24h
          """
              + policy;
      Files.write(folder.resolve(RuleFiles.POLICY_FILE), whole.getBytes(UTF_8));
      return RuleFiles.directory(folder);
    } catch (IOException e) {
      throw new AssertionError("the rules were not written", e);
    }
  }
}
