package io.beckon.app.commands;

import static io.beckon.app.Typed.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code beckon flows validate}, and what needs no cluster to be refused. */
@SuppressWarnings("NullAway.Init")
class FlowsCommandTest {

  private static final String HELLO =
      """
      flow: hello
      title: Hello
      purpose: recovery
      trigger: {on: cart-abandoned}
      steps:
        - send: {id: hello, channel: email, template: hello}
      """;

  @TempDir Path folder;

  @Test
  void shouldFindNothingWrongWithWhatShips() {
    Typed run = type("flows", "validate");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            ok  browse-recovery          priority  40  3 steps  Browse recovery
            ok  cart-recovery            priority  70  5 steps  Cart recovery
            ok  checkout-recovery        priority  80  5 steps  Checkout recovery
            ok  policy                   4 caps, 1 quiet hours; of the law 3 caps, 19 quiet hours
            """);

    Typed all = type("flows", "validate", "--flows", "flows");
    assertThat(all.exitCode()).isZero();
    assertThat(all.err()).as("warnings").isEmpty();
    assertThat(all.out().lines()).containsAll(run.out().lines().toList());
  }

  @Test
  void shouldListWhatIsGoodInAFolder() throws IOException {
    write("hello.yaml", HELLO);

    assertThat(validate().exitCode()).isZero();
    assertThat(validate().out())
        .startsWith("ok  hello                    priority  50  1 steps  Hello\n");
  }

  @Test
  void shouldListSegmentsAndPointToOneThatIsWrong() throws IOException {
    assertThat(type("flows", "validate", "--flows", "flows").out())
        .contains("\nok  big-cart                 segment  A cart of 100.00 or more\n");

    Files.createDirectory(folder.resolve("segments"));
    write("segments/vip.yaml", "segment: vip\ntitle: VIP\nwhen: sent.count > 3\n");

    assertThat(validate().exitCode()).isEqualTo(2);
    assertThat(validate().err()).contains("segments/vip.yaml:3:7: 'sent.count' is not known here");
  }

  @Test
  void shouldWarnWhenASplitVariesMoreThanOneThing() throws IOException {
    String split =
        """
          - split:
              id: offer
              arms:
                - id: percent
                  steps:
                    - wait: {for: 1h}
                    - send: {id: one, channel: email, template: t, data: {tone: warm}}
                - id: shipping
                  steps:
                    - wait: {for: 1h}
                    - send: {id: two, channel: email, template: t, data: {tone: cool}}
                - {id: nobody, control: true}
        """;
    write("hello.yaml", HELLO + split);
    assertThat(validate().err()).isEmpty();

    write("hello.yaml", HELLO + split.replaceFirst("for: 1h", "for: 4h"));
    Typed run = validate();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("ok  hello ");
    assertThat(run.err())
        .isEqualTo(
            "warning: hello.yaml:8:7: the split 'offer' varies more than one thing: data.tone,"
                + " timing; expected arms that differ in one thing, or nobody can tell what made"
                + " the difference\n");
  }

  @Test
  void shouldWarnOfTextsThatAreTooLongOrWrittenInTheWrongAlphabet() throws IOException {
    write("policy.yaml", "policy: policy\nzone: UTC\ntexts: {sms: {parts: 1}}\n");
    write(
        "hello.yaml",
        HELLO.replace("steps:", "texts: {t: {en: \"It’s " + "x".repeat(67) + "\"}}\nsteps:")
            + "  - send: {id: short, channel: sms, template: s, text: t}\n");
    Typed run = validate();

    assertThat(run.exitCode()).isZero();
    assertThat(run.err().lines())
        .satisfiesExactly(
            length ->
                assertThat(length)
                    .startsWith("warning: hello.yaml:")
                    .contains("the text of the step 'short' (en) is too long with usual values: 2")
                    .contains("UCS-2, 72 units, at most 1; nothing will be sent"),
            alphabet ->
                assertThat(alphabet)
                    .startsWith("warning: hello.yaml:")
                    .contains("only because of a curly quote ’ (U+2019); to mend: write '"));
  }

  @Test
  void shouldTellWhatAFlowDoesOtherwise() throws IOException {
    Path before = write("hello.yaml", HELLO);
    Path after =
        write(
            "hello-2.yaml",
            "# only a comment\n"
                + HELLO.replace("template: hello", "template: hi, data: {rows: 3}")
                + "  - wait: {until: \"09:00\"}\n");

    assertThat(type("flows", "diff", before.toString(), before.toString()).out())
        .isEqualTo("= hello\n");
    assertThat(type("flows", "diff", before.toString(), after.toString()))
        .isEqualTo(
            new Typed(
                0,
                """
                ~ hello
                    ~ order: hello -> hello wait-2
                    ~ step hello: email `hello` -> email `hi`
                    + step hello.data.rows: 3
                    + step wait-2: wait until it is 09:00 where the shopper is
                """,
                ""));
    assertThat(type("flows", "diff", before.toString(), "flows").out())
        .contains("+ cart-recovery\n", "- hello\n");
    assertThat(type("flows", "diff", "none.yaml", before.toString()).err())
        .isEqualTo("beckon: there is no file none.yaml\n");
  }

  @Test
  void shouldWritePagesAndLeaveWhatPeopleWroteInThem() throws IOException {
    Path flow = write("hello.yaml", HELLO);
    Path pages = folder.resolve("pages");
    String[] docs = {"flows", "docs", "--flows", flow.toString(), "--out", pages.toString()};

    assertThat(type(docs).out()).startsWith("written  ");
    Path page = pages.resolve("hello.md");
    Files.writeString(page, "# My own title\n\nBefore.\n" + Files.readString(page) + "\nBehind.\n");
    assertThat(type(docs).out()).startsWith("current  ");
    write("hello.yaml", HELLO.replace("title: Hello", "title: Hello\npriority: 7"));
    assertThat(
            type("flows", "docs", "--flows", flow.toString(), "--out", pages.toString(), "--check"))
        .satisfies(
            run -> {
              assertThat(run.exitCode()).isEqualTo(1);
              assertThat(run.out()).startsWith("stale    ");
            });
    type(docs);
    assertThat(Files.readString(page))
        .startsWith("# My own title\n\nBefore.\n")
        .endsWith("\nBehind.\n")
        .contains("| Purpose, priority | recovery, 7 |")
        .doesNotContain("recovery, 50");
  }

  @Test
  void shouldReportEveryProblemOfEveryFile() throws IOException {
    write("a.yaml", HELLO.replace("channel: email", "channel: mail"));
    write("b.yaml", HELLO.replace("title: Hello\n", "").replace("hello", "other"));
    write("c.yaml", HELLO.replace("cart-abandoned}", "cart-abandoned, filter: cart.valu > 3}"));
    write("d.yaml", "flow: [");
    write("e.yaml", HELLO.replace("flow: hello", "flow: e"));
    write("f.yaml", HELLO.replace("flow: hello", "flow: e"));
    write("policy.yaml", "policy: policy\nzone: Europe/Berlni\n");

    Typed run = validate();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("beckon: a.yaml:6:32: ")
                    .contains("mail")
                    .contains("email"),
            line -> assertThat(line).startsWith("b.yaml:1:1: ").contains("title"),
            line -> assertThat(line).startsWith("c.yaml:4:").contains("cart.value"),
            line -> assertThat(line).startsWith("d.yaml:").contains("not YAML"),
            line -> assertThat(line).startsWith("f.yaml:1:1: the flow 'e' is in e.yaml too"),
            line -> assertThat(line).startsWith("policy.yaml:2:7: ").contains("Europe/Berlin"));
  }

  @Test
  void shouldSayWhenThereIsNothingToCheck() throws IOException {
    assertThat(validate())
        .isEqualTo(
            new Typed(
                2,
                "",
                "beckon: "
                    + folder
                    + ":1:1: no flow files; expected files that end in .yaml in this folder\n"));
    Path none = folder.resolve("none");
    assertThat(type("flows", "validate", "--flows", none.toString()))
        .isEqualTo(new Typed(2, "", "beckon: there is no folder " + none + "\n"));
    Path file = write("hello.yaml", HELLO);
    assertThat(type("flows", "validate", "--flows", file.toString()))
        .isEqualTo(
            new Typed(
                2,
                "",
                "beckon: " + file + " is a file: give the folder that holds the flow files\n"));
  }

  @Test
  void shouldAskWhatToDo() {
    assertThat(type("flows"))
        .isEqualTo(
            new Typed(
                2,
                "",
                """
                beckon: Say what to do: validate, publish, list, show, docs, diff, calendar or audit.
                Try 'beckon flows --help'.
                """));
  }

  @Test
  void shouldNotTurnToAClusterWithABadFolder() throws IOException {
    write("a.yaml", HELLO.replace("channel: email", "channel: mail"));

    Typed run =
        type(
            "flows",
            "publish",
            "--flows",
            folder.toString(),
            "--set",
            "kafka.bootstrap.servers=127.0.0.1:1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("beckon: a.yaml:6:32: ");
  }

  private Typed validate() {
    return type("flows", "validate", "--flows", folder.toString());
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
