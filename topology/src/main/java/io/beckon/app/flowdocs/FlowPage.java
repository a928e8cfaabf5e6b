package io.beckon.app.flowdocs;

import io.beckon.engine.catalog.StockRule;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The page of a flow: its table, its steps and its diagram, made from the flow. People may write
 * before and behind the part that is made.
 */
public final class FlowPage {

  /** The line before the part that is made. */
  public static final String BEGIN =
      "<!-- Made by `./beckon flows docs` from the flow: change the flow, not this part. -->";

  /** The line behind the part that is made. */
  public static final String END = "<!-- End of what is made. -->";

  private FlowPage() {}

  /**
   * The page as it should be.
   *
   * @param present the page as it is; "" when there is none
   */
  public static String of(Flow flow, String present) {
    String made = BEGIN + "\n\n" + made(flow) + "\n" + END;
    int begin = present.indexOf(BEGIN);
    int end = present.indexOf(END);
    if (begin >= 0 && end > begin) {
      return present.substring(0, begin) + made + present.substring(end + END.length());
    }
    if (!present.isBlank()) {
      return present.stripTrailing() + "\n\n" + made + "\n";
    }
    String said = flow.description() == null ? "" : flow.description() + "\n\n";
    return "# " + flow.title() + "\n\n" + said + made + "\n";
  }

  private static String made(Flow flow) {
    StringBuilder text = new StringBuilder("| | |\n|---|---|\n");
    row(text, "Id", "`" + flow.id() + "`");
    row(text, "Starts", FlowWords.trigger(flow));
    row(text, "Who", FlowWords.audience(flow));
    row(text, "Purpose, priority", lower(flow.purpose()) + ", " + flow.priority());
    row(text, "Nothing is sent", FlowWords.suppression(flow));
    row(text, "Ends early", FlowWords.ends(flow));
    row(text, "Success", FlowWords.goal(flow));
    text.append("\n| step | on which way | what happens | what it carries |\n|---|---|---|---|\n");
    steps(text, flow.steps(), List.of(), StockRule.usual(flow.trigger().isAboutSale()));
    text.append("\n```mermaid\n").append(FlowDiagram.of(flow)).append("```\n");
    return text.toString();
  }

  private static void steps(
      StringBuilder text, List<Step> steps, List<String> way, StockRule usual) {
    for (Step step : steps) {
      row(
          text,
          "`" + step.id() + "`",
          String.join("; ", way),
          FlowWords.step(step),
          step instanceof Step.Send send ? carries(send, usual) : "");
      List<FlowSteps.Way> ways = FlowSteps.ways(step);
      for (int i = 0; i < ways.size(); i++) {
        List<String> below = new ArrayList<>(way);
        below.add(step.id() + ": " + ways.get(i).when());
        if (step instanceof Step.Split split && split.arms().get(i).control()) {
          row(text, "", String.join("; ", below), "nothing is sent, and it is recorded", "");
        } else {
          steps(text, ways.get(i).steps(), below, usual);
        }
      }
    }
  }

  private static String carries(Step.Send send, StockRule usual) {
    List<String> parts = new ArrayList<>();
    if (send.text() != null) {
      parts.add("says " + FlowWords.said(send.text()));
    }
    for (Step.Send other : send.fallback()) {
      if (other.text() != null) {
        parts.add("by " + lower(other.channel()) + " says " + FlowWords.said(other.text()));
      }
    }
    send.data().forEach((name, value) -> parts.add(name + ": " + value.source()));
    if (send.offer() != null) {
      parts.add(FlowWords.offer(send.offer()));
    }
    if (send.suggest() != null) {
      parts.add("suggests " + FlowWords.suggest(send.suggest()));
    }
    if (send.answers() != null) {
      parts.add("answers " + send.answers() + ", after STOP too");
    }
    if (send.deepLink() != null) {
      parts.add("link: " + send.deepLink().source());
    }
    if (send.stock() != usual) {
      parts.add("stock: " + send.stock().word());
    }
    String skip = FlowWords.skip(send.skip());
    if (!skip.isEmpty()) {
      parts.add(skip);
    }
    return parts.stream().collect(Collectors.joining("; "));
  }

  private static void row(StringBuilder text, String... cells) {
    for (String cell : cells) {
      text.append("| ").append(cell.replaceAll("\\s+", " ").replace("|", "\\|")).append(' ');
    }
    text.append("|\n");
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
