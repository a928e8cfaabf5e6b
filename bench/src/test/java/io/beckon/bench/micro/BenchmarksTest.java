package io.beckon.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {

  /** Just once and for a moment: nothing is measured here. */
  @Test
  void shouldRunEveryBenchmark() throws RunnerException {
    // Or two builds on one machine would refuse to run at the same time.
    System.setProperty("jmh.ignoreLock", "true");
    Options options =
        new OptionsBuilder()
            .include("io\\.beckon\\.bench\\.micro\\..*")
            .param("history", "120000")
            .param("shoppers", "1000")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(1))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();

    Collection<RunResult> results = new Runner(options).run();

    TreeSet<String> classes = new TreeSet<>();
    results.forEach(
        result ->
            classes.add(result.getParams().getBenchmark().replaceAll(".*micro\\.(\\w+).*", "$1")));
    assertThat(classes)
        .containsExactly(
            "CodecBenchmark",
            "ConditionBenchmark",
            "EngineBenchmark",
            "HistoryBenchmark",
            "TimelineBenchmark",
            "TimerBenchmark");
    assertThat(results).allMatch(result -> result.getPrimaryResult().getScore() > 0);
  }
}
