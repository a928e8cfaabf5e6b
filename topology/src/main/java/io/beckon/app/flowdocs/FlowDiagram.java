package io.beckon.app.flowdocs;

import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import java.util.ArrayList;
import java.util.List;

/** Draws a flow in Mermaid's language, which many Markdown viewers show as a picture. */
final class FlowDiagram {

  private static final int MAX_LABEL = 90;

  /** An arrow that begins, and has no end yet. */
  private record Loose(String from, String label) {}

  private final StringBuilder text = new StringBuilder("flowchart TD\n");
  private int nodes;

  private FlowDiagram() {}

  static String of(Flow flow) {
    FlowDiagram diagram = new FlowDiagram();
    String start = diagram.node("([\"", FlowWords.trigger(flow), "\"])");
    List<Loose> loose = diagram.steps(flow.steps(), List.of(new Loose(start, "")));
    if (!loose.isEmpty()) {
      diagram.join(loose, diagram.node("([\"", "end", "\"])"));
    }
    return diagram.text.toString();
  }

  private List<Loose> steps(List<Step> steps, List<Loose> before) {
    List<Loose> loose = before;
    for (Step step : steps) {
      String node = node(step);
      join(loose, node);
      List<FlowSteps.Way> ways = FlowSteps.ways(step);
      loose = new ArrayList<>();
      for (int i = 0; i < ways.size(); i++) {
        FlowSteps.Way way = ways.get(i);
        boolean control = step instanceof Step.Split split && split.arms().get(i).control();
        List<Loose> begun = List.of(new Loose(node, way.when()));
        if (control) {
          join(begun, node("([\"", "control: nothing is sent", "\"])"));
        } else {
          loose.addAll(steps(way.steps(), begun));
        }
      }
      if (ways.isEmpty() && !(step instanceof Step.End)) {
        loose.add(new Loose(node, ""));
      }
    }
    return loose;
  }

  private String node(Step step) {
    String words = FlowWords.step(step);
    if (step instanceof Step.Send) {
      return node("[\"", step.id() + ": " + words, "\"]");
    } else if (step instanceof Step.Pause || step instanceof Step.Await) {
      return node("{{\"", words, "\"}}");
    } else if (step instanceof Step.End) {
      return node("([\"", words, "\"])");
    } else if (step instanceof Step.Task) {
      return node("[[\"", step.id() + ": " + words, "\"]]");
    } else if (step instanceof Step.Assign || step instanceof Step.Audience) {
      return node("[/\"", words, "\"/]");
    }
    return node("{\"", step.id() + ": " + words, "\"}");
  }

  private String node(String open, String words, String close) {
    String id = "n" + nodes++;
    text.append("  ").append(id).append(open).append(label(words)).append(close).append('\n');
    return id;
  }

  private void join(List<Loose> loose, String to) {
    for (Loose arrow : loose) {
      text.append("  ").append(arrow.from()).append(" -->");
      if (!arrow.label().isEmpty()) {
        text.append("|\"").append(label(arrow.label())).append("\"|");
      }
      text.append(' ').append(to).append('\n');
    }
  }

  private static String label(String words) {
    String plain = words.replace("`", "");
    String shortened =
        plain.length() > MAX_LABEL ? plain.substring(0, MAX_LABEL - 3) + "..." : plain;
    return shortened
        .replace("&", "#amp;")
        .replace("\"", "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;");
  }
}
