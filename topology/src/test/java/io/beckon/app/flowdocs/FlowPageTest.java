package io.beckon.app.flowdocs;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.rules.Rulebooks;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.load.RuleLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlowPageTest {

  private static final String EVERYTHING =
      """
      flow: all
      title: Everything
      description: All there is.
      purpose: marketing
      priority: 60
      goal: {event: Order Completed, within: 5d, supporting: [{event: Product Added, where: happened.value > 3, within: 1d}, Quiz Completed]}
      trigger: {on: event, event: Signed Up, filter: "event.properties.a == 'x|y'"}
      entry: {again: 30d, key: event}
      exit: {on: [Order Completed, {event: Order Cancelled, where: happened.value > 0}], when: shopper.orderCount > 3}
      texts: {hi: {en: Hi, de: Hallo}, more: {en: More}}
      steps:
        - wait: {until: "09:00", days: [mon, fri]}
        - split:
            id: tone
            arms:
              - id: warm
                weight: 2
                steps:
                  - send:
                      id: warm
                      channel: email
                      template: warm
                      data: {name: "${shopper.firstName}"}
                      offer: {percent: 10, code: TEN, validFor: 1d}
                      unlessSent: ever
                      fallback:
                        - channel: sms
                          template: warm-sms
                          text: {say: [hi, more], optional: [more], short: hi, parts: 1}
              - id: cool
                steps:
                  - wait: {by: duration("90m")}
              - {id: nobody, control: true}
            rollout: {percent: 20, rest: cool}
        - wait:
            id: opened
            event: Message Opened
            where: happened.step == "warm"
            for: 2d
            then:
              - set: {attributes: {reader: true}, addTags: [reader]}
            else:
              - branch:
                  id: vip
                  when: shopper.spent > 50000
                  then:
                    - end:
      """;

  @Test
  void shouldSayAllThatAFlowDoes() {
    String page = FlowPage.of(RuleLoader.flow(EVERYTHING, "all.yaml", 1), "");

    assertThat(page)
        .isEqualTo(
            """
            # Everything

            All there is.

            <!-- Made by `./beckon flows docs` from the flow: change the flow, not this part. -->

            | | |
            |---|---|
            | Id | `all` |
            | Starts | the event Signed Up, if `event.properties.a == 'x\\|y'` |
            | Who | every shopper, at most once in 30d, and once for each event |
            | Purpose, priority | marketing, 60 |
            | Nothing is sent | no consent for marketing by email, sms; an address that is suppressed; the policy's caps and quiet hours |
            | Ends early | on Order Completed; on Order Cancelled where `happened.value > 0`; as soon as `shopper.orderCount > 3` |
            | Success | Order Completed within 5d; supported by Product Added where `happened.value > 3` within 1d, Quiz Completed within 5d |

            | step | on which way | what happens | what it carries |
            |---|---|---|---|
            | `wait-1` |  | wait until it is 09:00 where the shopper is, on mon, fri |  |
            | `tone` |  | split: 20 % take part, the others take `cool` |  |
            | `warm` | tone: warm, 50 % | email `warm`, else sms `warm-sms` | by sms says hi `Hi`, more `More`, without more if need be, else hi `Hi`, at most 1 part; name: ${shopper.firstName}; 10 % off with TEN, valid for 1d; not if it was ever sent before |
            | `tone-cool-wait-1` | tone: cool, 25 % | wait by `duration("90m")` |  |
            |  | tone: nobody, 25 % | nothing is sent, and it is recorded |  |
            | `opened` |  | wait for Message Opened where `happened.step == "warm"`, at most 2d |  |
            | `opened-then-set-1` | opened: it came | set `reader = true`, tag `+reader` |  |
            | `vip` | opened: time is up | is `shopper.spent > 50000`? |  |
            | `vip-then-end-1` | opened: time is up; vip: yes | end |  |

            ```mermaid
            flowchart TD
              n0(["the event Signed Up, if event.properties.a == 'x|y'"])
              n1{{"wait until it is 09:00 where the shopper is, on mon, fri"}}
              n0 --> n1
              n2{"tone: split: 20 % take part, the others take cool"}
              n1 --> n2
              n3["warm: email warm, else sms warm-sms"]
              n2 -->|"warm, 50 %"| n3
              n4{{"wait by duration(#quot;90m#quot;)"}}
              n2 -->|"cool, 25 %"| n4
              n5(["control: nothing is sent"])
              n2 -->|"nobody, 25 %"| n5
              n6{{"wait for Message Opened where happened.step == #quot;warm#quot;, at most 2d"}}
              n3 --> n6
              n4 --> n6
              n7[/"set reader = true, tag +reader"/]
              n6 -->|"it came"| n7
              n8{"vip: is shopper.spent #gt; 50000?"}
              n6 -->|"time is up"| n8
              n9(["end"])
              n8 -->|"yes"| n9
              n10(["end"])
              n7 --> n10
              n8 -->|"no"| n10
            ```

            <!-- End of what is made. -->
            """);
    assertThat(FlowPage.of(RuleLoader.flow(EVERYTHING, "all.yaml", 1), page)).isEqualTo(page);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shouldBeCurrentForEveryShippedFlow(Flow flow) throws IOException {
    Path page = Path.of("../docs/flows", flow.id() + ".md");

    assertThat(page).as("run: ./beckon flows docs, see docs/flows/README.md").exists();
    String present = Files.readString(page);
    assertThat(present).isEqualTo(FlowPage.of(flow, present));
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shouldDrawArrowsBetweenKnownNodesOnly(Flow flow) {
    String diagram = FlowDiagram.of(flow);
    Matcher arrows = Pattern.compile("(n\\d+) -->(?:\\|\"[^\"]*\"\\|)? (n\\d+)\n").matcher(diagram);
    int found = 0;
    while (arrows.find()) {
      found++;
      assertThat(diagram).containsPattern("\n  " + arrows.group(1) + "[\\[({]");
      assertThat(diagram).containsPattern("\n  " + arrows.group(2) + "[\\[({]");
    }
    assertThat(found).isEqualTo(diagram.lines().filter(line -> line.contains("-->")).count());
    assertThat(found).isPositive();
  }

  static List<Flow> shipped() {
    return Stream.of("flows", "flows/variants")
        .flatMap(folder -> Rulebooks.flows(Path.of(folder)).stream())
        .toList();
  }
}
