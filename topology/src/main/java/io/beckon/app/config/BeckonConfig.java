package io.beckon.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration, read and checked. Immutable; prints no secret.
 *
 * <p>A value is taken from the last of these that gives one:
 *
 * <ol>
 *   <li>the default;
 *   <li>the file given with {@code --config}: YAML when its name ends in {@code .yaml} or {@code
 *       .yml} (nested keys are joined by '.'), else Java properties;
 *   <li>the environment: {@code BECKON_} and the key in upper case, with {@code _} for '.' and '-';
 *   <li>the command line: {@code --set key=value}.
 * </ol>
 *
 * Unknown keys are refused wherever they stand. Keys that begin with {@code kafka.}, {@code
 * streams.}, {@code producer.}, {@code consumer.}, {@code admin.} or {@code registry.} and are not
 * Beckon's own are handed on to the libraries, without the prefix.
 */
public final class BeckonConfig {

  /** Shorter ones, such as {@code -}, would be found everywhere. */
  private static final int LEAST_SECRET = 4;

  private final AppConfig app;
  private final KafkaConfig kafka;
  private final TopicsConfig topics;
  private final TimeConfig time;
  private final PaceConfig pace;
  private final ProcessingConfig processing;
  private final StateConfig state;
  private final SerdeConfig serde;
  private final LimitsConfig limits;
  private final LinksConfig links;
  private final ContactsConfig contacts;
  private final OutcomesConfig outcomes;
  private final MeasureConfig measure;
  private final HttpConfig http;
  private final List<Setting> settings;

  private BeckonConfig(Values values) {
    this.app = AppConfig.from(values);
    this.kafka = KafkaConfig.from(values);
    this.topics = TopicsConfig.from(values);
    this.time = TimeConfig.from(values);
    this.pace = PaceConfig.from(values);
    this.processing = ProcessingConfig.from(values);
    this.state = StateConfig.from(values);
    this.serde = SerdeConfig.from(values);
    this.limits = LimitsConfig.from(values);
    this.links = LinksConfig.from(values);
    this.contacts = ContactsConfig.from(values);
    this.outcomes = OutcomesConfig.from(values);
    this.measure = MeasureConfig.from(values);
    this.http = HttpConfig.from(values);
    this.settings = values.effective();
  }

  /**
   * Reads and checks the configuration.
   *
   * @param file the file of {@code --config}, if there is one
   * @param environment the process's environment
   * @param assignments {@code key=value}, as given with {@code --set}
   * @throws ConfigRefusedException naming every problem at once
   */
  public static BeckonConfig load(
      Optional<Path> file, Map<String, String> environment, List<String> assignments) {
    List<String> problems = new ArrayList<>();
    Map<String, Setting> winners = new HashMap<>();
    file.ifPresent(path -> overlay(winners, ConfigFile.settings(path, problems::add), problems));
    overlay(winners, Environment.settings(environment, problems::add), problems);
    overlay(winners, Assignments.settings(assignments, problems::add), problems);
    BeckonConfig config = new BeckonConfig(new Values(winners, problems));
    if (!problems.isEmpty()) {
      throw new ConfigRefusedException(problems);
    }
    return config;
  }

  /** The configuration of these settings alone: no file, no environment. */
  public static BeckonConfig of(Map<String, String> settings) {
    return load(
        Optional.empty(),
        Map.of(),
        settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }

  private static void overlay(
      Map<String, Setting> winners, List<Setting> settings, List<String> problems) {
    Map<String, Setting> layer = new HashMap<>();
    for (Setting setting : settings) {
      Setting before = layer.put(setting.name(), setting);
      if (before != null) {
        problems.add(
            setting.name()
                + ": given twice ("
                + before.origin()
                + " and "
                + setting.origin()
                + "). Keep one.");
      }
      NameCheck.problem(setting.name())
          .ifPresent(what -> problems.add(setting.name() + " (" + setting.origin() + "): " + what));
    }
    winners.putAll(layer);
  }

  public AppConfig app() {
    return app;
  }

  public KafkaConfig kafka() {
    return kafka;
  }

  public TopicsConfig topics() {
    return topics;
  }

  public TimeConfig time() {
    return time;
  }

  public PaceConfig pace() {
    return pace;
  }

  public ProcessingConfig processing() {
    return processing;
  }

  public StateConfig state() {
    return state;
  }

  public SerdeConfig serde() {
    return serde;
  }

  public LimitsConfig limits() {
    return limits;
  }

  public LinksConfig links() {
    return links;
  }

  public ContactsConfig contacts() {
    return contacts;
  }

  public OutcomesConfig outcomes() {
    return outcomes;
  }

  public MeasureConfig measure() {
    return measure;
  }

  public HttpConfig http() {
    return http;
  }

  /**
   * A line for each key, {@code key = value}, and where the value comes from; secrets are masked.
   *
   * @param defaults with the keys that nobody set
   */
  public List<String> shown(boolean defaults) {
    return settings.stream()
        .filter(setting -> defaults || !setting.origin().equals(Setting.DEFAULT))
        .map(
            setting ->
                String.format(
                    "%-60s # %s", setting.name() + " = " + setting.shown(), setting.origin()))
        .toList();
  }

  /**
   * A text as it may be printed: without the value of any secret of this configuration, and without
   * the user and password of an address. For what libraries say, who do not know what is secret.
   */
  public String masked(String text) {
    String masked = text;
    for (Setting setting : settings) {
      if (setting.value().length() >= LEAST_SECRET && Secrets.isSecret(setting.name())) {
        masked = masked.replace(setting.value(), Secrets.MASK);
      }
    }
    return Secrets.shown("", masked);
  }

  @Override
  public String toString() {
    return "BeckonConfig" + shown(true);
  }
}
