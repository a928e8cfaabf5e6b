package io.beckon.app.commands;

import io.beckon.app.ExitCodes;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.ConfigRefusedException;
import io.beckon.app.doctor.Diagnosis;
import io.beckon.app.doctor.DiagnosisJson;
import io.beckon.app.doctor.DiagnosisText;
import io.beckon.app.doctor.Examination;
import io.beckon.app.topics.Finding.Severity;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code beckon doctor}: what is wrong with an installation, and how to mend it. */
@Command(
    name = "doctor",
    description = {
      "Look for what is wrong with an installation, and say how to mend it: configuration, disk,",
      "memory, registry, cluster, topics, access, time-outs, clocks, keys, progress, measurement.",
      "Run it where the application runs, as its user, with its options. It reads only, and prints no",
      "secret. Exit code 0: no errors (there may be warnings); 1: errors; 2: the configuration can't",
      "be used."
    })
public final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions options;

  @Option(names = "--json", description = "Say it in JSON.")
  private boolean json;

  @Option(
      names = "--measurement",
      description = {
        "Look, too, at what the user may do as measurement, also before its first start. Without it,",
        "only at its topics, windows and progress, and only once it has run."
      })
  private boolean measurement;

  @Override
  public Integer call() {
    BeckonConfig config;
    try {
      config = options.load();
    } catch (ConfigRefusedException e) {
      tell(Examination.refused(e.problems()));
      return ExitCodes.BAD_INPUT;
    }
    Diagnosis diagnosis = Examination.of(config, measurement);
    tell(diagnosis);
    return diagnosis.count(Severity.ERROR) == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private void tell(Diagnosis diagnosis) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(DiagnosisJson.of(diagnosis));
    } else {
      DiagnosisText.print(diagnosis, out);
    }
    out.flush();
  }
}
