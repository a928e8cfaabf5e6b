package io.beckon.app.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says in plain words what was decided, and why. */
final class DecisionWords {

  private DecisionWords() {}

  /** One sentence: what, why, by which rule, until when, and who was in the way. */
  static String sentence(JsonNode decision, Account account) {
    StringBuilder text = new StringBuilder(what(decision));
    text.append(", because ").append(ReasonWords.of(decision.path("reason").asText()));
    String rule = decision.path("rule").asText("");
    if (!rule.isEmpty()) {
      text.append(" (").append(rule).append(')');
    }
    String until = decision.path("until").asText("");
    if (!until.isEmpty()) {
      text.append("; judged again at ").append(until);
    }
    List<String> rivals = new ArrayList<>();
    for (JsonNode run : decision.path("competing")) {
      String flow = account.flowOf(run.asText());
      rivals.add(flow == null ? "run " + run.asText() : flow);
    }
    if (!rivals.isEmpty()) {
      text.append("; in the way: ").append(String.join(", ", rivals));
    }
    return text.toString();
  }

  /** What the decision looked at, as name = value. */
  static List<String> inputs(JsonNode decision) {
    List<String> inputs = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : decision.path("inputs").properties()) {
      inputs.add(field.getKey() + " = " + field.getValue().asText());
    }
    return inputs;
  }

  private static String what(JsonNode decision) {
    String flow = decision.path("flow").asText() + "@" + decision.path("flowVersion").asText();
    String step = decision.path("step").asText("");
    String audience = decision.path("inputs").path("audience").asText("");
    String message =
        audience.isEmpty()
            ? "the " + channel(decision) + "message '" + step + "' of " + flow
            : "joining the audience '" + audience + "' by " + flow;
    return switch (decision.path("outcome").asText()) {
      case "ENTERED" -> "entered " + flow;
      case "REFUSED" -> "did not enter " + flow;
      case "QUEUED" -> message + " may leave";
      case "SENT" -> message + " was sent";
      case "SKIPPED" -> message + " was left out";
      case "DEFERRED" -> message + " was held back";
      case "CANCELLED" -> message + " was called back";
      case "CALLED_BACK" -> message + " was called back after it had left";
      case "EXITED" -> flow + " ended early";
      case "COMPLETED" -> flow + " came to its end";
      case "ASSIGNED" -> flow + " took a way at '" + step + "'";
      case "MOVED" -> "moved by " + flow;
      case "CONTINUED" ->
          step.isEmpty() ? flow + " goes on" : flow + " went on after '" + step + "'";
      default -> decision.path("outcome").asText().toLowerCase(Locale.ROOT) + " in " + flow;
    };
  }

  private static String channel(JsonNode decision) {
    String channel = decision.path("channel").asText("");
    return channel.isEmpty() || channel.equals("null")
        ? ""
        : channel.toLowerCase(Locale.ROOT) + " ";
  }
}
