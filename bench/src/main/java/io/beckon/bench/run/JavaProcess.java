package io.beckon.bench.run;

import io.beckon.app.CommandFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Java process that speaks in lines; its log goes to a file. Ended when closed. */
final class JavaProcess implements AutoCloseable {

  private static final int LOG_LINES = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String OVER = "\u0000over";

  private final String name;
  private final Process process;
  private final Path log;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private JavaProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    Thread reader = new Thread(this::read, "bench-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  static JavaProcess start(
      String name,
      List<String> jvmOptions,
      String classPath,
      String mainClass,
      List<String> arguments,
      Path directory) {
    List<String> command = new ArrayList<>();
    command.add(program());
    command.addAll(jvmOptions);
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Dlogback.configurationFile=logback-bench.xml");
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    command.addAll(arguments);
    Path log = directory.resolve(name + ".log");
    try {
      Files.createDirectories(directory);
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
              .start();
      return new JavaProcess(name, process, log);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + name, e);
    }
  }

  /** The Java that runs this. */
  static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits for a line that begins with a word; skips others.
   *
   * @return what follows the word
   * @throws CommandFailedException with the end of its log, if it ends or the time is over before
   */
  String await(String word, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw failed("did not say " + word + " within " + timeout.toSeconds() + " s");
      }
      if (line.equals(OVER)) {
        throw failed("ended before it said " + word + exitCode());
      }
      if (line.equals(word) || line.startsWith(word + " ")) {
        return line.substring(word.length()).strip();
      }
    }
  }

  void say(String line) {
    try {
      OutputStream to = process.getOutputStream();
      to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      to.flush();
    } catch (IOException e) {
      throw failed("does not listen");
    }
  }

  private String exitCode() throws InterruptedException {
    return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        ? " (exit code " + process.exitValue() + ")"
        : "";
  }

  private CommandFailedException failed(String what) {
    return CommandFailedException.failed(name + " " + what + ". Its log ends:\n" + tail(), null);
  }

  private String tail() {
    try {
      List<String> all = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", all.subList(Math.max(0, all.size() - LOG_LINES), all.size()));
    } catch (IOException e) {
      return "(" + log + " cannot be read: " + e.getMessage() + ")";
    }
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // Its end closes the stream.
    }
    lines.add(OVER);
  }

  /** Lets it end by itself, as its standard input does, and by force when it does not. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended.
    }
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        kill();
        process.waitFor();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  void kill() {
    process.destroyForcibly();
  }
}
