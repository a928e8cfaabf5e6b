package io.beckon.app.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.contract.RuleKind;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import io.beckon.engine.flow.load.InvalidRule;
import io.beckon.engine.policy.Cap;
import io.beckon.engine.policy.Cap.Window.Rolling;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.score.Score;
import io.beckon.engine.segment.Segment;
import io.beckon.engine.stage.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {

  private static final String HELLO =
      """
      flow: hello
      title: Hello
      purpose: transactional
      trigger: {on: event, event: Signed Up}
      steps:
        - send: {id: hello, channel: push, template: hello}
      """;

  private static final String VIP =
      """
      segment: vip
      title: Spent more than 500
      when: shopper.spent > 50000
      """;

  @TempDir Path folder;

  @Test
  void shouldShipFlowsThatWorkTogether() throws IOException {
    Rules rules = RuleFiles.readyMade();

    assertThat(rules.flows())
        .extracting(Flow::id)
        .containsExactly("browse-recovery", "cart-recovery", "checkout-recovery");
    assertThat(rules.files())
        .extracting(Rules.RuleFile::id)
        .containsExactly("browse-recovery", "cart-recovery", "checkout-recovery", "policy");
    assertThat(rules.files().get(1).hash()).isEqualTo(rules.flows().get(1).hash());
  }

  @Test
  void shouldLoadTheSameFromTheFolderAsFromTheProduct() throws IOException {
    Rules rules = RuleFiles.directory(Path.of("flows"));

    assertThat(rules.files()).containsAll(RuleFiles.readyMade().files());
    assertThat(rules.policy().hash()).isEqualTo(RuleFiles.readyMade().policy().hash());
  }

  @Test
  void shouldReadScoresAndStagesBesideTheFlows() throws IOException {
    Path folder = lifecycle();
    Files.writeString(
        folder.resolve("sales.yaml"),
        on("sales", "{on: score-reached, score: lead, threshold: sales}"));
    Files.writeString(
        folder.resolve("won.yaml"), on("won", "{on: stage-changed, stages: lead, to: won}"));
    Rules rules = RuleFiles.directory(folder);

    assertThat(rules.scores()).singleElement().extracting(Score::id).isEqualTo("lead");
    assertThat(rules.stages()).singleElement().extracting(Stages::id).isEqualTo("lead");
    assertThat(rules.files())
        .extracting(Rules.RuleFile::id, Rules.RuleFile::kind)
        .containsExactly(
            tuple("score:lead", RuleKind.SCORE),
            tuple("stages:lead", RuleKind.STAGES),
            tuple("sales", RuleKind.FLOW),
            tuple("won", RuleKind.FLOW),
            tuple("policy", RuleKind.POLICY));
  }

  @Test
  void shouldRefuseAFlowOnAThresholdOrStageThatIsNotThere() throws IOException {
    Path folder = lifecycle();
    Files.writeString(
        folder.resolve("a.yaml"), on("a", "{on: score-reached, score: lead, threshold: best}"));
    Files.writeString(
        folder.resolve("b.yaml"), on("b", "{on: stage-changed, stages: lead, to: lost}"));
    Files.writeString(folder.resolve("c.yaml"), on("c", "{on: stage-changed, stages: trade}"));
    InvalidRule refused =
        catchThrowableOfType(InvalidRule.class, () -> RuleFiles.directory(folder));

    assertThat(refused.getMessage())
        .contains("a.yaml:4:1: there is no threshold 'best' of a score 'lead'")
        .contains("b.yaml:4:1: there is no stage 'lost' on that ladder")
        .contains("c.yaml:4:1: there is no ladder 'trade'");
  }

  @Test
  void shouldRefuseAnOwnerForASegmentThatIsNotThere() throws IOException {
    Files.writeString(
        folder.resolve("policy.yaml"),
        "policy: policy\nzone: UTC\nowners:\n  people:\n    - {owner: ada, perDay: 1, segments: [vips]}\n");
    InvalidRule refused =
        catchThrowableOfType(InvalidRule.class, () -> RuleFiles.directory(folder));

    assertThat(refused.getMessage()).contains("policy.yaml:5:1: there is no segment 'vips'");
  }

  private Path lifecycle() throws IOException {
    Files.writeString(
        Files.createDirectory(folder.resolve("scores")).resolve("lead.yaml"),
        """
        score: lead
        title: Lead
        fit: [{name: all, when: shopper.known, points: 5}]
        thresholds: [{name: sales, points: 5}]
        """);
    Files.writeString(
        Files.createDirectory(folder.resolve("stages")).resolve("lead.yaml"),
        """
        stages: lead
        title: Lead
        order: [new, won]
        """);
    return folder;
  }

  private static String on(String id, String trigger) {
    return """
        flow: %s
        title: Flow
        purpose: transactional
        trigger: %s
        steps:
          - send: {id: hello, channel: push, template: hello}
        """
        .formatted(id, trigger);
  }

  @Test
  void shouldSendWhenTheReadyMadeFlowsSaySo() throws IOException {
    Rules rules = RuleFiles.readyMade();
    Rules variants = RuleFiles.directory(Path.of("flows/variants"));

    assertThat(idleTimes(rules.flows().get(0), Duration.ofHours(4)))
        .containsExactly(Duration.ofHours(4), Duration.ofHours(52));
    assertThat(idleTimes(rules.flows().get(1), Duration.ofHours(1)))
        .containsExactly(Duration.ofHours(1), Duration.ofHours(12), Duration.ofHours(24));
    assertThat(idleTimes(rules.flows().get(2), Duration.ofMinutes(30)))
        .containsExactly(Duration.ofMinutes(30), Duration.ofHours(6), Duration.ofHours(24));
    assertThat(idleTimes(variants.flows().get(0), Duration.ofHours(1)))
        .containsExactly(Duration.ofHours(1), Duration.ofHours(24), Duration.ofHours(72));
  }

  @Test
  void shouldLetTheReadyMadeFlowsThroughTheDefaultCaps() {
    Rules rules = RuleFiles.readyMade();

    for (Flow flow : rules.flows()) {
      List<Duration> times = idleTimes(flow, Duration.ofMinutes(30));
      for (Cap cap : rules.policy().caps()) {
        if (!cap.channels().isEmpty() && !cap.channels().contains(Channel.EMAIL)) {
          continue;
        }
        for (Duration start : times) {
          assertThat(
                  times.stream()
                      .filter(at -> at.compareTo(start) >= 0)
                      .filter(
                          at ->
                              cap.window() instanceof Rolling per
                                  && at.minus(start).compareTo(per.length()) < 0))
              .as(flow.id() + " under " + cap.name())
              .hasSizeLessThanOrEqualTo(cap.max());
        }
      }
    }
  }

  @Test
  void shouldShipAPolicyOfSaneDefaults() {
    Policy policy = RuleFiles.readyMade().policy();

    for (Channel channel : Channel.values()) {
      if (channel != Channel.UNKNOWN) {
        assertThat(policy.consentRule(channel, Purpose.TRANSACTIONAL))
            .isEqualTo(Policy.ConsentRule.OPT_OUT);
        assertThat(policy.consentRule(channel, Purpose.RECOVERY))
            .isEqualTo(Policy.ConsentRule.OPT_IN);
        assertThat(policy.consentRule(channel, Purpose.MARKETING))
            .isEqualTo(Policy.ConsentRule.OPT_IN);
      }
    }
    assertThat(policy.quietHours())
        .filteredOn(window -> window.scope().where().isEmpty())
        .singleElement()
        .satisfies(
            night -> assertThat(night.channels()).doesNotContain(Channel.EMAIL).isNotEmpty());
    assertThat(policy.staleAfter()).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void shouldTakeTheShippedPolicyWhenTheFolderHasNone() throws IOException {
    write("hello.yaml", HELLO);
    write("notes.txt", "not a flow");
    Files.createDirectory(folder.resolve("variants"));
    write("variants/other.yaml", "not read: [");

    Rules rules = RuleFiles.directory(folder);

    assertThat(rules.flows()).extracting(Flow::id).containsExactly("hello");
    assertThat(rules.policy().hash()).isEqualTo(RuleFiles.readyMade().policy().hash());
  }

  @Test
  void shouldLoadTheSegmentsBesideTheFlows() throws IOException {
    Files.createDirectory(folder.resolve("segments"));
    write("segments/vip.yaml", VIP);
    write("hello.yaml", HELLO.replace("event, event: Signed Up", "segment-left, segment: vip"));

    Rules rules = RuleFiles.directory(folder);

    assertThat(rules.segments()).extracting(Segment::id).containsExactly("vip");
    assertThat(rules.files())
        .extracting(Rules.RuleFile::id, Rules.RuleFile::name, Rules.RuleFile::kind)
        .containsExactly(
            tuple("segment:vip", "segments/vip.yaml", RuleKind.SEGMENT),
            tuple("hello", "hello.yaml", RuleKind.FLOW),
            tuple("policy", "policy.yaml", RuleKind.POLICY));
    assertThat(Rulebooks.sinceEver(rules).segmentsAt(0).all()).isEqualTo(rules.segments());
  }

  @Test
  void shouldRefuseSegmentsThatAreWrongOrMissing() throws IOException {
    Files.createDirectory(folder.resolve("segments"));
    write("segments/a.yaml", VIP);
    write("segments/b.yaml", VIP);
    write("segments/c.yaml", VIP.replace("spent", "spend"));
    write("hello.yaml", HELLO.replace("event, event: Signed Up", "segment-left, segment: rich"));

    InvalidRule invalid =
        catchThrowableOfType(InvalidRule.class, () -> RuleFiles.directory(folder));

    assertThat(invalid.problems())
        .extracting(Object::toString)
        .containsExactly(
            "segments/b.yaml:1:1: the segment 'vip' is in another file too; expected an id of its"
                + " own for each segment",
            "segments/c.yaml:3:7: unknown name 'shopper.spend'; did you mean 'shopper.spent'?",
            "hello.yaml:4:1: there is no segment 'rich'; expected the id of a segment in the folder"
                + " segments");
  }

  @Test
  void shouldReportTheProblemsOfAllFiles() throws IOException {
    write("a.yaml", HELLO.replace("push", "psh"));
    write("b.yml", HELLO.replace("title: Hello\n", ""));
    write("c.yaml", HELLO);
    write("d.yaml", HELLO);
    Files.write(folder.resolve("e.yaml"), new byte[] {(byte) 0xC3, (byte) 0x28});
    write("policy.yaml", "policy: policy\nzone: Mars\n");

    InvalidRule invalid =
        catchThrowableOfType(InvalidRule.class, () -> RuleFiles.directory(folder));

    assertThat(invalid.problems())
        .extracting(Object::toString)
        .containsExactly(
            "a.yaml:6:32: 'psh' is not allowed here; did you mean 'push'?; expected one of email,"
                + " sms, push, whatsapp, messenger, instagram, onsite, chat, call, webhook",
            "b.yml:1:1: a flow has no 'title'; expected title: <what people call it>",
            "d.yaml:1:1: the flow 'hello' is in c.yaml too; expected an id of its own for each flow",
            "e.yaml:1:1: the file is not UTF-8 text; expected a text file in UTF-8",
            "policy.yaml:2:7: unknown time zone 'Mars'; expected an IANA name such as"
                + " Europe/Berlin");
  }

  @Test
  void shouldSayThatAFolderHoldsNothing() throws IOException {
    assertThatThrownBy(() -> RuleFiles.directory(folder))
        .isInstanceOf(InvalidRule.class)
        .hasMessageContaining("no flow files; expected files that end in .yaml in this folder");
    assertThatThrownBy(() -> RuleFiles.directory(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    write("file.yaml", HELLO);
    assertThatThrownBy(() -> RuleFiles.directory(folder.resolve("file.yaml")))
        .isInstanceOf(NotDirectoryException.class);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** When the sends of a flow without branches are due, counted from when the shopper went idle. */
  private static List<Duration> idleTimes(Flow flow, Duration triggerAfter) {
    List<Duration> times = new ArrayList<>();
    Duration at = triggerAfter;
    for (Step step : flow.steps()) {
      if (step instanceof Step.Wait wait) {
        at = wait.base() == Step.Wait.Base.STEP ? at.plus(wait.duration()) : wait.duration();
      } else if (step instanceof Step.Send) {
        times.add(at);
      }
    }
    return times;
  }
}
