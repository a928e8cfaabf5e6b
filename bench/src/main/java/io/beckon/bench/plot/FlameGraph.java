package io.beckon.bench.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the time of a thread went, as a flame graph: each box is a method, as wide as the share of
 * samples that it was on the stack in, on top of the method that called it. From a recording of the
 * Flight Recorder; time in native code is seen by its callers' other events only, so it is drawn
 * from its own samples, waiting for the network left out.
 */
public final class FlameGraph {

  private static final String JAVA = "jdk.ExecutionSample";
  private static final String NATIVE = "jdk.NativeMethodSample";
  private static final List<String> WAITING =
      List.of("EPoll", "park", "SocketDispatcher.read", "EventFD");
  private static final int WIDTH = 1200;
  private static final int ROW = 16;
  private static final int TOP = 44;
  private static final double LEAST_SHARE = 0.002;
  private static final int CHARACTER = 7;

  private final Node root = new Node("all");
  private int depth;

  /** A method on a stack. */
  private static final class Node {
    final String method;
    final Map<String, Node> called = new TreeMap<>();
    int samples;

    Node(String method) {
      this.method = method;
    }
  }

  private FlameGraph() {}

  /**
   * Reads a recording.
   *
   * @param thread part of the threads' names
   * @param skip the share of the recording's time to leave out at its begin, from 0 to 1: what was
   *     not warmed up
   */
  public static FlameGraph read(Path recording, String thread, double skip) throws IOException {
    List<RecordedEvent> samples = new ArrayList<>();
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (isSample(event, thread)) {
          samples.add(event);
          Instant at = event.getStartTime();
          first = at.isBefore(first) ? at : first;
          last = at.isAfter(last) ? at : last;
        }
      }
    }
    FlameGraph graph = new FlameGraph();
    if (!samples.isEmpty()) {
      long span = last.toEpochMilli() - first.toEpochMilli();
      Instant from = first.plusMillis((long) (span * skip));
      samples.stream()
          .filter(sample -> !sample.getStartTime().isBefore(from))
          .forEach(sample -> graph.add(methods(sample)));
    }
    return graph;
  }

  /** How many samples there are. */
  public int samples() {
    return root.samples;
  }

  private static boolean isSample(RecordedEvent event, String thread) {
    String kind = event.getEventType().getName();
    if (!kind.equals(JAVA) && !kind.equals(NATIVE)) {
      return false;
    }
    RecordedThread sampled = event.getThread("sampledThread");
    String name = sampled == null ? null : sampled.getJavaName();
    RecordedStackTrace stack = event.getStackTrace();
    if (name == null || !name.contains(thread) || name.contains("producer") || stack == null) {
      return false;
    }
    List<String> methods = methods(event);
    String top = methods.isEmpty() ? "" : methods.get(methods.size() - 1);
    return kind.equals(JAVA) || WAITING.stream().noneMatch(top::contains);
  }

  /** The methods of a sample, callers first, as Class.method. */
  private static List<String> methods(RecordedEvent sample) {
    RecordedStackTrace stack = sample.getStackTrace();
    List<String> methods = new ArrayList<>();
    if (stack != null) {
      for (RecordedFrame frame : stack.getFrames()) {
        RecordedMethod method = frame.getMethod();
        String type = method.getType().getName();
        methods.add(type.substring(type.lastIndexOf('.') + 1) + "." + method.getName());
      }
    }
    Collections.reverse(methods);
    return methods;
  }

  private void add(List<String> methods) {
    Node at = root;
    at.samples++;
    for (String method : methods) {
      at = at.called.computeIfAbsent(method, Node::new);
      at.samples++;
    }
    depth = Math.max(depth, methods.size());
  }

  /** Draws it, the callers at the bottom. */
  public String svg(String title) {
    int shown = Math.min(depth, shownDepth(root, 0));
    int height = TOP + (shown + 2) * ROW;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" font-family=\"monospace\" font-size=\"11\">%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                + "<text x=\"10\" y=\"18\" font-size=\"14\">%s</text>%n"
                + "<text x=\"10\" y=\"34\" fill=\"#666\">%,d samples; point at a box for its"
                + " share</text>%n",
            WIDTH,
            height,
            WIDTH,
            height,
            SvgWriter.escaped(title),
            root.samples));
    draw(svg, root, 0, 0, height - ROW - 4);
    return svg.append("</svg>\n").toString();
  }

  private int shownDepth(Node node, int above) {
    int deepest = above;
    for (Node called : node.called.values()) {
      if (called.samples >= LEAST_SHARE * root.samples) {
        deepest = Math.max(deepest, shownDepth(called, above + 1));
      }
    }
    return deepest;
  }

  private void draw(StringBuilder svg, Node node, int before, int level, int bottom) {
    double share = node.samples / (double) root.samples;
    if (share < LEAST_SHARE) {
      return;
    }
    double x = 10 + before / (double) root.samples * (WIDTH - 20);
    double width = share * (WIDTH - 20);
    int room = (int) (width / CHARACTER) - 1;
    String label =
        room < 3
            ? ""
            : node.method.length() <= room ? node.method : node.method.substring(0, room - 1) + "…";
    svg.append(
        String.format(
            Locale.ROOT,
            "<g><title>%s: %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\""
                + " fill=\"%s\" stroke=\"#fff\" stroke-width=\"0.5\"/><text x=\"%.1f\""
                + " y=\"%d\">%s</text></g>%n",
            SvgWriter.escaped(node.method),
            100 * share,
            x,
            bottom - level * ROW,
            width,
            ROW - 1,
            colour(node.method),
            x + 3,
            bottom - level * ROW + ROW - 4,
            SvgWriter.escaped(label)));
    int from = before;
    List<Node> widest = new ArrayList<>(node.called.values());
    widest.sort(Comparator.comparingInt((Node called) -> -called.samples));
    for (Node called : widest) {
      draw(svg, called, from, level + 1, bottom);
      from += called.samples;
    }
  }

  /** Ours in one colour, Kafka's and RocksDB's in another. */
  private static String colour(String method) {
    int shade = Math.floorMod(method.hashCode(), 30);
    boolean platform =
        method.matches(
            "(Stream|Task|Kafka|Record|Producer|Metered|ChangeLogging|Rocks|Sensor|Processor"
                + "|Abstract|Source|Sink|Partition|Fetch|Completed|Transaction|Buffer).*");
    return platform
        ? String.format(Locale.ROOT, "hsl(%d,55%%,72%%)", 200 + shade)
        : String.format(Locale.ROOT, "hsl(%d,75%%,70%%)", 20 + shade);
  }
}
