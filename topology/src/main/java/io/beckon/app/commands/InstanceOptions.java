package io.beckon.app.commands;

import io.beckon.app.query.RunningInstance;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that can ask a running instance: use it as a mixin. */
public final class InstanceOptions {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {
        "Ask a running instance, such as http://localhost:8080 (docs/http.md);",
        "any of the application will do."
      })
  private @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:BECKON_HTTP_TOKEN}",
      description = {
        "Its http.token (default: the environment's BECKON_HTTP_TOKEN, where",
        "no list of processes shows it)."
      })
  private @Nullable String token;

  /** The instance that was named, if one was. */
  Optional<RunningInstance> instance() {
    return url == null
        ? Optional.empty()
        : Optional.of(new RunningInstance(url, token == null ? "" : token));
  }
}
