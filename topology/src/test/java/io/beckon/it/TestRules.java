package io.beckon.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ready-made cart recovery under a policy of a test's own. */
final class TestRules {

  private TestRules() {}

  /**
   * Loads them.
   *
   * @param folder an empty folder for the files
   * @param policy lines of the policy beside consent and staleness
   */
  static Rules cartRecovery(Path folder, String policy) {
    try (InputStream flow = TestRules.class.getResourceAsStream("/flows/cart-recovery.yaml")) {
      if (flow == null) {
        throw new AssertionError("the ready-made flow is missing");
      }
      Files.createDirectories(folder);
      Files.copy(flow, folder.resolve("cart-recovery.yaml"));
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
