package io.beckon.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The targets that this benchmark can judge, and what was measured. */
final class Targets {

  private static final double BILLION = 1e9;

  /**
   * A target.
   *
   * @param most a figure is good when it is at most the target; else when it is at least that
   * @param measured the figure
   */
  record Line(String measure, double must, double goal, boolean most, double measured) {

    String reached() {
      if (most ? measured <= goal : measured >= goal) {
        return "goal";
      }
      return (most ? measured <= must : measured >= must) ? "must" : "MISSED";
    }
  }

  private final List<Summary> summaries;

  Targets(List<Summary> summaries) {
    this.summaries = summaries;
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    rate(lines, "rate of ship / pass", "cart", "pass", 0.7, 1.5);
    ratio(
        lines,
        "CPU of ship / pass",
        "cart",
        "pass",
        run -> run.median(m -> m.cpuPerMillion()),
        1.4,
        0.65,
        true);
    rate(lines, "rate of ship / pass", "browse", "pass", 0.5, 1.3);
    rate(lines, "rate of ship / flink", "cart", "flink", 1.5, 2.5);
    rate(lines, "rate of ship / dsl", "cart", "dsl", 8, 15);
    find("cart", "ship")
        .ifPresent(
            ship ->
                lines.add(
                    new Line(
                        "changelog bytes per event of ship, catch-up (cart)",
                        40,
                        10,
                        true,
                        ship.median(m -> (double) m.changelogBytes() / m.events()))));
    // A scenario's events for each second of its own CPU.
    ratio(
        lines,
        "events per CPU second of replay / ship",
        "cart",
        "replay",
        run -> run.median(m -> m.events() * BILLION / m.cpuNanos()),
        2,
        5,
        false);
    find("cart", "ship-all")
        .ifPresent(
            all ->
                find("cart", "ship")
                    .ifPresent(
                        ship ->
                            lines.add(
                                new Line(
                                    "rate of ship-all / ship (cart)",
                                    0.7,
                                    0.9,
                                    false,
                                    all.median(m -> m.rate()) / ship.median(m -> m.rate())))));
    return lines;
  }

  private void rate(
      List<Line> lines, String name, String shape, String other, double must, double goal) {
    ratio(lines, name, shape, other, run -> run.median(m -> m.rate()), must, goal, false);
  }

  private void ratio(
      List<Line> lines,
      String name,
      String shape,
      String other,
      ToDoubleFunction<Summary> figure,
      double must,
      double goal,
      boolean most) {
    Optional<Summary> ship = find(shape, "ship");
    Optional<Summary> beside = find(shape, other);
    if (ship.isPresent() && beside.isPresent()) {
      double ratio = figure.applyAsDouble(ship.get()) / figure.applyAsDouble(beside.get());
      boolean replay = other.equals("replay");
      lines.add(new Line(name + " (" + shape + ")", must, goal, most, replay ? 1 / ratio : ratio));
    }
  }

  private Optional<Summary> find(String shape, String scenario) {
    return summaries.stream()
        .filter(s -> s.shape().equals(shape) && s.scenario().equals(scenario))
        .findFirst();
  }
}
