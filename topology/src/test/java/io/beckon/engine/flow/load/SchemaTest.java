package io.beckon.engine.flow.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas that editors use say the same as the loader, as far as a schema can. */
class SchemaTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Schema FLOW = schema("flow");
  private static final Schema POLICY = schema("policy");
  private static final Schema SEGMENT = schema("segment");
  private static final Schema SCORE = schema("score");
  private static final Schema STAGES = schema("stages");

  @Test
  void shouldAcceptWhatTheLoaderAccepts() throws IOException {
    assertThat(errors(FLOW, FlowCases.FLOW)).isEmpty();
    assertThat(errors(FLOW, StepCases.FLOW)).isEmpty();
    assertThat(errors(FLOW, TextCases.FLOW)).isEmpty();
    assertThat(errors(POLICY, PolicyCases.POLICY)).isEmpty();
    assertThat(errors(POLICY, TextCases.POLICY)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shouldAcceptEveryShippedFile(Path file) throws IOException {
    boolean policy = file.endsWith("policy.yaml");
    String text = Files.readString(file);
    if (file.getParent().endsWith("segments")) {
      assertThat(errors(SEGMENT, text)).isEmpty();
      assertThat(RuleLoader.segment(text, file.toString(), 1).id() + ".yaml")
          .isEqualTo(String.valueOf(file.getFileName()));
      return;
    }

    if (file.getParent().endsWith("scores")) {
      assertThat(errors(SCORE, text)).isEmpty();
      assertThat(RuleLoader.score(text, file.toString(), 1).id() + ".yaml")
          .isEqualTo(String.valueOf(file.getFileName()));
      return;
    }
    if (file.getParent().endsWith("stages")) {
      assertThat(errors(STAGES, text)).isEmpty();
      assertThat(RuleLoader.stages(text, file.toString(), 1).id() + ".yaml")
          .isEqualTo(String.valueOf(file.getFileName()));
      return;
    }
    assertThat(errors(policy ? POLICY : FLOW, text)).isEmpty();
    if (policy) {
      RuleLoader.policy(text, file.toString(), 1);
    } else {
      assertThat(RuleLoader.flow(text, file.toString(), 1).id() + ".yaml")
          .isEqualTo(String.valueOf(file.getFileName()));
    }
  }

  @ParameterizedTest
  @MethodSource({
    "io.beckon.engine.flow.load.FlowCases#flows",
    "io.beckon.engine.flow.load.FlowStepCases#flows",
    "io.beckon.engine.flow.load.StepCases#flows",
    "io.beckon.engine.flow.load.TextCases#flows"
  })
  void shouldAgreeWithTheLoaderOnWrongFlows(WrongFile wrong) throws IOException {
    assertThat(errors(FLOW, wrong.text()).isEmpty()).isEqualTo(!wrong.shape());
  }

  @ParameterizedTest
  @MethodSource({
    "io.beckon.engine.flow.load.PolicyCases#policies",
    "io.beckon.engine.flow.load.PolicyGateCases#policies",
    "io.beckon.engine.flow.load.TextCases#policies"
  })
  void shouldAgreeWithTheLoaderOnWrongPolicies(WrongFile wrong) throws IOException {
    assertThat(errors(POLICY, wrong.text()).isEmpty()).isEqualTo(!wrong.shape());
  }

  @Test
  void shouldAgreeWithTheLoaderOnScoresAndStages() throws IOException {
    assertThat(errors(SCORE, LifecycleReadersTest.SCORE)).isEmpty();
    for (LifecycleReadersTest.Wrong wrong : LifecycleReadersTest.scores()) {
      assertThat(errors(SCORE, wrong.text()).isEmpty()).as(wrong.said()).isEqualTo(!wrong.shape());
    }
    assertThat(errors(STAGES, LifecycleReadersTest.STAGES)).isEmpty();
    for (LifecycleReadersTest.Wrong wrong : LifecycleReadersTest.stages()) {
      assertThat(errors(STAGES, wrong.text()).isEmpty()).as(wrong.said()).isEqualTo(!wrong.shape());
    }
    assertThat(tree("score").get("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(ScoreReader.KEYS);
    assertThat(tree("stages").get("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(StagesReader.KEYS);
  }

  @Test
  void shouldAgreeWithTheLoaderOnSegments() throws IOException {
    assertThat(errors(SEGMENT, SegmentReaderTest.SEGMENT)).isEmpty();
    for (SegmentReaderTest.Wrong wrong : SegmentReaderTest.wrong()) {
      assertThat(errors(SEGMENT, wrong.text()).isEmpty())
          .as(wrong.said())
          .isEqualTo(!wrong.shape());
    }
    assertThat(tree("segment").get("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(SegmentReader.KEYS);
  }

  @Test
  void shouldHoldTheSameWordsAndFormsAsTheLoader() throws IOException {
    for (String name : List.of("flow", "policy")) {
      JsonNode defs = tree(name).get("$defs");
      assertThat(defs.at("/duration/pattern").asText()).isEqualTo(Durations.PATTERN);
      assertThat(words(defs.at("/channel/enum")))
          .containsExactlyElementsOf(Words.CHANNELS.keySet());
      assertThat(words(defs.at("/purpose/enum")))
          .containsExactlyElementsOf(Words.PURPOSES.keySet());
    }
    JsonNode flow = tree("flow");
    assertThat(List.copyOf(Words.ENTRY_KEYS.keySet()))
        .isEqualTo(words(flow.at("/properties/entry/properties/key/enum")));
    assertThat(flow.get("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(FlowReader.KEYS);
    assertThat(flow.at("/properties/trigger/properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(FlowReader.TRIGGER_KEYS);
    assertThat(words(flow.at("/properties/trigger/properties/on/enum")))
        .containsExactlyElementsOf(FlowReader.TRIGGERS);
    assertThat(flow.at("/properties/goal/properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(GoalReader.KEYS);
    assertThat(
            flow.at("/properties/goal/properties/supporting/items/anyOf/1/properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(GoalReader.SUPPORTING_KEYS);
    assertThat(flow.at("/properties/exit/properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(FlowReader.EXIT_KEYS);
    assertThat(tree("policy").at("/properties/replies/properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(RepliesReader.KEYS);
    assertThat(
            tree("policy")
                .at("/properties/replies/properties/topics/items/properties")
                .fieldNames())
        .toIterable()
        .containsExactlyElementsOf(RepliesReader.TOPIC_KEYS);
    assertThat(keys(flow, "send")).containsExactlyElementsOf(SendReader.KEYS);
    assertThat(keys(flow, "wait")).containsExactlyElementsOf(WaitReader.KEYS);
    assertThat(keys(flow, "split")).containsExactlyElementsOf(SplitReader.KEYS);
    assertThat(keys(flow, "arm")).containsExactlyElementsOf(SplitReader.ARM_KEYS);
    assertThat(keys(flow, "set")).containsExactlyElementsOf(AssignReader.KEYS);
    assertThat(keys(flow, "task")).containsExactlyElementsOf(TaskReader.KEYS);
    assertThat(keys(flow, "audience")).containsExactlyElementsOf(AudienceReader.KEYS);
    assertThat(words(flow.at("/$defs/task/properties/priority/enum")))
        .containsExactlyElementsOf(Words.TASK_PRIORITIES.keySet());
    assertThat(words(flow.at("/$defs/weekday/enum")))
        .containsExactlyElementsOf(Words.DAYS.keySet());
    assertThat(tree("policy").get("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(PolicyReader.KEYS);
  }

  static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("flows"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static Iterable<String> keys(JsonNode schema, String step) {
    return () -> schema.at("/$defs/" + step + "/properties").fieldNames();
  }

  private static List<String> words(JsonNode list) {
    return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
        .map(i -> list.get(i).asText())
        .toList();
  }

  private static List<Error> errors(Schema schema, String yaml) throws IOException {
    return schema.validate(YAML.readTree(yaml));
  }

  private static Schema schema(String name) {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(tree(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static JsonNode tree(String name) throws IOException {
    try (InputStream in =
        SchemaTest.class.getResourceAsStream("/schemas/" + name + ".schema.json")) {
      assertThat(in).isNotNull();
      return new ObjectMapper().readTree(in);
    }
  }
}
