package io.beckon.app.commands;

import static io.beckon.app.Typed.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code beckon flows audit}, as typed: each thing that can be wrong, and that it is told once. */
@SuppressWarnings("NullAway.Init")
class FlowsAuditCommandTest {

  private static final String HEAD =
      """
      flow: %s
      title: T
      priority: %d
      purpose: recovery
      trigger: {on: event, event: %s}
      """;
  private static final String SEND =
      """
      steps:
        - send: {id: a, channel: email, template: %s, data: {%s}}
      """;

  @TempDir Path folder;
  private final StringBuilder events = new StringBuilder();

  @BeforeEach
  void hear() throws IOException {
    flow("policy", "policy: policy\nzone: UTC\n");
    track("ann", "Signed Up", "\"planName\":\"gold\"");
    track("ann", "Product Viewed", "\"product_id\":\"tea\",\"url\":\"https://shop.example/p/tea\"");
    events.append(
        "{\"type\":\"identify\",\"userId\":\"ann\",\"timestamp\":\"2026-01-01T10:00:00Z\","
            + "\"traits\":{\"shoeSize\":42}}\n");
  }

  @Test
  void shouldFindNothingWrongWithWhatShips() {
    Typed run = type("flows", "audit");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out())
        .endsWith(
            "0 wrong, 0 to know\nNames were not compared with what arrives: give --events FILE.\n");
  }

  @Test
  void shouldTellTextsThatAreTooLongWithUsualValues() throws IOException {
    flow(
        "policy",
        "policy: policy\nzone: UTC\ntexts: {sms: {parts: 1, link: 20, optOut: {en: STOP ends}}}\n");
    String steps =
        """
        texts:
          long: {en: "%s ${message.link}", de: kurz}
          brief: {en: Short}
          name: {en: "Hello ${shopper.firstName}, %s"}
        steps:
          - send: {id: a, channel: sms, template: a, text: long}
          - send: {id: b, channel: sms, template: b, text: {say: [long], short: brief}}
          - send: {id: c, channel: sms, template: c, text: {say: name, parts: 2}}
        """;
    flow(
        "one",
        HEAD.formatted("one", 50, "Signed Up") + steps.formatted("x".repeat(130), "y".repeat(300)));

    assertThat(texts())
        .containsExactly(
            "wrong  one.yaml:7: the text of the step 'a' (en) is too long with usual values: 2"
                + " parts, GSM-7, 161 units, at most 1; nothing will be sent; to mend: write less,"
                + " or allow more parts",
            "wrong  one.yaml:9: the text of the step 'c' (en) is too long with usual values: 3"
                + " parts, GSM-7, 327 units, at most 2; nothing will be sent; to mend: write less,"
                + " or allow more parts",
            "note   one.yaml:7: the text of the step 'b' (en) is too long with usual values: 2"
                + " parts, GSM-7, 161 units, at most 1; mostly less of it will be said; to mend:"
                + " write less, or allow more parts");
  }

  @Test
  void shouldTellWhichCharactersMakeATextMessageTwiceAsDear() throws IOException {
    flow(
        "one",
        HEAD.formatted("one", 50, "Signed Up")
            + """
            texts:
              curly: {en: "It’s here – look", de: "Grüße, schön, daß du da bist"}
              emoji: {en: "Tea 🍵 [now] for 5 €"}
              letter: {fr: Ça commence}
              other: {ru: Ваш заказ в пути}
              mail: {en: "It’s here"}
            steps:
              - send: {id: a, channel: sms, template: a, text: [curly, emoji, letter, other]}
              - send: {id: b, channel: push, template: b, text: mail}
              - send: {id: c, channel: sms, template: c, data: {x: {text: mail}}}
            """);

    assertThat(texts())
        .containsExactly(
            "note   one.yaml:7: the text 'curly' (en) takes twice the room (UCS-2: 70 characters a"
                + " message instead of 160) only because of a curly quote ’ (U+2019), a dash –"
                + " (U+2013); to mend: write ' instead of ’, write - instead of –",
            "note   one.yaml:8: the text 'emoji' (en) takes twice the room (UCS-2: 70 characters a"
                + " message instead of 160) only because of an emoji 🍵 (U+1F375); to mend: do"
                + " without 🍵");
    assertThat(type("flows", "audit", "--flows", folder.toString()).out())
        .contains("How long 1 text messages are was not judged: their templates write them");
  }

  @Test
  void shouldTellEventsThatNeverArriveAndWhatTheyShouldBe() throws IOException {
    flow(
        "one",
        "flow: one\ntitle: T\npurpose: recovery\n"
            + "trigger: {on: event, event: signed_up}\nexit: {on: [Sign Up]}\n"
            + SEND.formatted("t", ""));
    flow("two", HEAD.formatted("two", 50, "Moon Landed") + SEND.formatted("t2", ""));

    assertThat(wrong())
        .containsExactly(
            "one.yaml:4: the event 'signed_up' never arrives in the recorded events; to mend: write"
                + " 'Signed Up', which does, or have the shop send 'signed_up'",
            "one.yaml:5: the event 'Sign Up' never arrives in the recorded events; to mend: write"
                + " 'Signed Up', which does, or have the shop send 'Sign Up'",
            "two.yaml:5: the event 'Moon Landed' never arrives in the recorded events; to mend:"
                + " have the shop send it, or leave it out; check the spelling with who does");
  }

  /** An order that is cancelled would be taken for one that came. */
  @Test
  void shouldNotProposeAnotherStandardEventThatIsSpeltMuchAlike() throws IOException {
    flow("one", HEAD.formatted("one", 50, "Sign Up") + SEND.formatted("t", ""));
    flow("two", HEAD.formatted("two", 50, "Product Reviewed") + SEND.formatted("t2", ""));

    assertThat(wrong())
        .anySatisfy(line -> assertThat(line).contains("write 'Signed Up', which does"))
        .anySatisfy(
            line -> assertThat(line).contains("'Product Reviewed' never", "have the shop send it"))
        .noneSatisfy(line -> assertThat(line).contains("write 'Product"));
  }

  @Test
  void shouldTellFieldsAndAttributesThatNeverArrive() throws IOException {
    flow(
        "one",
        HEAD.formatted("one", 50, "Signed Up")
            + """
            exit: {when: shopper.attributes.shoesize > 1 || shopper.attributes.shoeSize > 50}
            steps:
              - send:
                  id: a
                  channel: email
                  template: t
                  data: {plan: "${event.properties.plan_name}", good: "${event.properties.planName}"}
              - wait:
                  id: bought
                  event: Product Viewed
                  for: 1d
                  where: happened.properties["colour"] == "red"
            """);

    assertThat(wrong())
        .satisfiesExactly(
            size ->
                assertThat(size)
                    .startsWith(
                        "one.yaml:6: no shopper has the attribute 'shoesize' in the recorded"
                            + " events; to mend: write 'shoeSize'"),
            plan ->
                assertThat(plan)
                    .startsWith(
                        "one.yaml:12: the event 'Signed Up' never has a property 'plan_name' in the"
                            + " recorded events; to mend: write 'planName'"),
            colour ->
                assertThat(colour)
                    .startsWith(
                        "one.yaml:17: the event 'Product Viewed' never has a property 'colour'"));
  }

  @Test
  void shouldTellWhatScoresAndStagesAskForAndNeverArrives() throws IOException {
    Files.createDirectories(folder.resolve("scores"));
    Files.createDirectories(folder.resolve("stages"));
    flow(
        "scores/lead",
        """
        score: lead
        title: Lead
        behaviour:
          - {name: joined, on: signed_up, points: 10}
          - {name: gold, on: Signed Up, where: 'happened.properties.plan_name == "gold"', points: 10}
        thresholds:
          - {name: hot, points: 20}
        """);
    flow(
        "stages/path",
        """
        stages: path
        title: Path
        order: [new, hot]
        moves:
          - {to: hot, on: [Score Reached, Sign Up]}
        """);
    flow(
        "one",
        HEAD.formatted("one", 50, "Signed Up")
            + "exit: {on: [Stage Changed, Score Dropped, Segment Left]}\n"
            + SEND.formatted("t", "a: '${shopper.attributes[\"stage.path\"]}'"));

    assertThat(wrong())
        .containsExactly(
            "scores/lead.yaml:4: the event 'signed_up' never arrives in the recorded events; to"
                + " mend: write 'Signed Up', which does, or have the shop send 'signed_up'",
            "scores/lead.yaml:5: the event 'Signed Up' never has a property 'plan_name' in the"
                + " recorded events; to mend: write 'planName', which does, or have the shop send"
                + " 'plan_name'",
            "stages/path.yaml:5: the event 'Sign Up' never arrives in the recorded events; to mend:"
                + " write 'Signed Up', which does, or have the shop send 'Sign Up'");
  }

  /** The policy finds the topic of a reply, so no source needs to send it. */
  @Test
  void shouldKnowTheTopicOfReplies() throws IOException {
    track("ann", "SMS Replied", "\"text\":\"stop\"");
    flow(
        "one",
        HEAD.formatted("one", 50, "Message Replied")
            + SEND.formatted("t", "a: '${event.properties.topic}'"));

    assertThat(wrong()).isEmpty();
  }

  @Test
  void shouldKnowAttributesThatFlowsSetThemselves() throws IOException {
    flow(
        "one",
        HEAD.formatted("one", 50, "Signed Up")
            + "exit: {when: shopper.attributes.welcomed == true}\n"
            + "steps:\n  - set: {attributes: {welcomed: true}}\n");

    assertThat(wrong()).isEmpty();
  }

  @Test
  void shouldTellWhatIsOverAndWhatSoonWillBe() throws IOException {
    flow(
        "one",
        HEAD.formatted("one", 50, "Signed Up")
                .replace(
                    "event: Signed Up}",
                    "event: Signed Up, filter: 'now < timestamp(\"2026-01-05T00:00:00Z\")'}")
            + "reviewBy: 2026-01-09\n"
            + SEND.formatted("t", ""));
    flow(
        "two",
        HEAD.formatted("two", 50, "Signed Up")
            + "reviewBy: 2026-02-01\n"
            + SEND.formatted("t2", ""));

    assertThat(audit("--today", "2026-01-10"))
        .containsExactly(
            "wrong  one.yaml:5: the time in 'now < timestamp(\"2026-01-05T00:00:00Z\")' was due on"
                + " 2026-01-05; to mend: set a later date, or take out what is over: the condition"
                + " never holds any more",
            "wrong  one.yaml:6: the review was due on 2026-01-09; to mend: look at the flow and set"
                + " a later 'reviewBy'");
    assertThat(audit("--today", "2026-01-04", "--days", "30"))
        .allSatisfy(line -> assertThat(line).startsWith("note "))
        .hasSize(3);
    assertThat(audit("--today", "2026-01-04", "--days", "0")).isEmpty();
  }

  @Test
  void shouldTellOfSeasonsThatAreOver() throws IOException {
    flow(
        "policy",
        """
        policy: policy
        zone: UTC
        seasons:
          - {name: black-week, from: 2025-11-24, to: 2025-12-01}
        """);
    flow("one", HEAD.formatted("one", 50, "Signed Up") + SEND.formatted("t", ""));

    assertThat(audit("--today", "2026-01-10"))
        .containsExactly(
            "wrong  policy.yaml:4: 'seasons.to' was due on 2025-12-01; to mend: set a"
                + " later date, or take out what is over");
  }

  @Test
  void shouldTellLinksThatLeadToNoProduct() throws IOException {
    String products = folder.resolve("products.ndjson").toString();
    Files.writeString(
        Path.of(products),
        "{\"productId\":\"mug\",\"title\":\"Mug\",\"url\":\"https://shop.example/p/mug\",\"currency\":\"EUR\"}\n");
    flow(
        "one",
        HEAD.formatted("one", 50, "Product Viewed")
            + """
            steps:
              - send: {id: a, channel: email, template: t, deepLink: "https://shop.example/p/pot"}
              - send: {id: b, channel: email, template: t, deepLink: "https://shop.example/p/mug/?utm=1"}
              - send: {id: c, channel: email, template: t, deepLink: "https://shop.example/cart"}
              - send: {id: d, channel: email, template: t, deepLink: "${trigger.items[0].url}"}
            """);

    assertThat(audit("--products", products))
        .satisfiesExactly(
            pot ->
                assertThat(pot)
                    .startsWith(
                        "wrong  one.yaml:7: the link 'https://shop.example/p/pot' leads to no"
                            + " product"),
            recorded ->
                assertThat(recorded)
                    .startsWith(
                        "wrong  one.yaml:10: 1 of 1 product links in the recorded events lead to no"
                            + " product of the catalog, for example https://shop.example/p/tea"));
  }

  @Test
  void shouldTellTemplatesThatGetOtherDataFromAnotherFlow() throws IOException {
    flow(
        "one",
        HEAD.formatted("one", 50, "Signed Up") + SEND.formatted("shared", "rows: 1, tone: x"));
    flow("two", HEAD.formatted("two", 50, "Signed Up") + SEND.formatted("shared", "rows: 2"));
    flow("three", HEAD.formatted("three", 50, "Signed Up") + SEND.formatted("own", ""));

    assertThat(wrong())
        .containsExactly(
            "two.yaml:7: the template 'shared' gets other data here than from the flow one: tone;"
                + " to mend: give both the same data, or each a template of its own");
  }

  @Test
  void shouldTellSegmentsThatNobodyUses() throws IOException {
    Files.createDirectory(folder.resolve("segments"));
    flow("segments/idle", "segment: idle\ntitle: I\nwhen: shopper.spent > 5\n");
    flow("segments/vip", "segment: vip\ntitle: V\nwhen: shopper.spent > 50000\n");
    flow("segments/big", "segment: big\ntitle: B\nwhen: cart.value > 5\n");
    flow(
        "one",
        HEAD.formatted("one", 50, "Signed Up")
            + "exit: {when: \"'vip' in shopper.segments\"}\n"
            + SEND.formatted("t", ""));
    flow(
        "two",
        "flow: two\ntitle: T\npurpose: recovery\n"
            + "trigger: {on: segment-left, segment: big}\n"
            + SEND.formatted("t2", ""));

    assertThat(audit())
        .containsExactly(
            "note   segments/idle.yaml:1: no flow uses the segment 'idle'; to mend: take"
                + " it out, unless somebody else reads who is in it");
    assertThat(code()).isZero();
  }

  @Test
  void shouldTellFlowsThatCanNeverWin() throws IOException {
    String late = "steps:\n  - wait: {for: %s}\n  - send: {id: a, channel: email, template: x}\n";
    flow("strong", HEAD.formatted("strong", 90, "Signed Up") + late.formatted("3d"));
    flow("weak", HEAD.formatted("weak", 10, "Signed Up") + SEND.formatted("t", ""));
    flow("policy", "policy: policy\nzone: UTC\npriority: {then: defer}\nstaleAfter: 24h\n");

    assertThat(wrong())
        .containsExactly(
            "weak.yaml:1: the flow 'weak' never says anything: 'strong' always starts with it, goes"
                + " first, and has something left to say for longer than its messages may wait; to"
                + " mend: give it a higher priority, another trigger, or a filter that tells them"
                + " apart");

    flow("strong", HEAD.formatted("strong", 90, "Signed Up") + late.formatted("20h"));
    assertThat(wrong()).isEmpty();
    flow(
        "strong",
        HEAD.formatted("strong", 90, "Signed Up")
            + "exit: {on: [Product Viewed]}\n"
            + late.formatted("3d"));
    assertThat(wrong()).isEmpty();
    flow(
        "strong",
        HEAD.formatted("strong", 90, "Signed Up")
                .replace("Signed Up}", "Signed Up, filter: shopper.known}")
            + late.formatted("3d"));
    assertThat(wrong()).isEmpty();
  }

  @Test
  void shouldTellWhatTheValidatorWarnsOf() throws IOException {
    flow(
        "one",
        HEAD.formatted("one", 50, "Signed Up")
            + """
            steps:
              - split:
                  id: s
                  arms:
                    - {id: a, steps: [{send: {id: a, channel: email, template: t, data: {x: 1, y: 1}}}]}
                    - {id: b, steps: [{send: {id: b, channel: email, template: t, data: {x: 2, y: 2}}}]}
            """);

    assertThat(wrong())
        .hasSize(1)
        .first()
        .asString()
        .contains("the split 's' varies more than one thing: data.x, data.y");
  }

  @Test
  void shouldTellLinesThatCouldNotBeRead() throws IOException {
    events.append("{\"type\":\"track\"}\n");
    flow("one", HEAD.formatted("one", 50, "Signed Up") + SEND.formatted("t", ""));

    assertThat(audit())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("note   events:1: 1 lines could not be read: ");
  }

  private void track(String who, String event, String properties) {
    events.append(
        "{\"type\":\"track\",\"userId\":\"%s\",\"event\":\"%s\",\"timestamp\":\"2026-01-01T10:00:00Z\",\"properties\":{%s}}\n"
            .formatted(who, event, properties));
  }

  private void flow(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name + ".yaml"), text);
  }

  private Typed run(String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("events.ndjson"), events);
    List<String> args =
        new ArrayList<>(
            List.of("flows", "audit", "--flows", folder.toString(), "--events", file.toString()));
    args.addAll(List.of(more));
    Typed run = type(args.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    boolean wrong = run.out().lines().anyMatch(line -> line.startsWith("wrong "));
    assertThat(run.exitCode()).isEqualTo(wrong ? 1 : 0);
    return run;
  }

  private int code() throws IOException {
    return run().exitCode();
  }

  private List<String> audit(String... more) throws IOException {
    return run(more)
        .out()
        .replace(folder + "/", "")
        .lines()
        .filter(line -> line.startsWith("wrong ") || line.startsWith("note "))
        .toList();
  }

  private List<String> texts() throws IOException {
    return audit().stream().filter(line -> line.contains(": the text ")).toList();
  }

  private List<String> wrong() throws IOException {
    return audit().stream()
        .filter(line -> line.startsWith("wrong  "))
        .map(line -> line.substring(7))
        .toList();
  }
}
