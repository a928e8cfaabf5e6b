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
    assertThat(type("flows", "validate", "--flows", "flows")).isEqualTo(run);
  }

  @Test
  void shouldListWhatIsGoodInAFolder() throws IOException {
    write("hello.yaml", HELLO);

    assertThat(validate().exitCode()).isZero();
    assertThat(validate().out())
        .startsWith("ok  hello                    priority  50  1 steps  Hello\n");
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
                beckon: Say what to do: validate, publish, list or show.
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
