package io.beckon.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.Beckon;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * {@code beckon doctor} asks Apicurio's registry. No broker answers, so the rest is not looked at;
 * each test has topics of its own.
 */
class DoctorIT {

  private static RegistryProcess registry;

  @BeforeAll
  static void shouldStart() {
    registry = RegistryProcess.start();
  }

  @AfterAll
  static void shouldEnd() {
    registry.close();
  }

  @Test
  void shouldFindNothingInARegistryThatMayBeWrittenTo() {
    assertThat(registryPart("fresh")).containsExactly("registry       well");
  }

  @Test
  void shouldNameEachTopicThatNobodyFiledASchemaFor() {
    try (WireCodec codec =
        WireCodecs.create(Map.of("serde.format", "registry", "registry.url", registry.url()))) {
      codec.encode("shopper-events-closed", Samples.event());
    }

    assertThat(registryPart("closed", "registry.apicurio.registry.auto-register=false"))
        .contains(
            "  error: send-commands-closed-value: no schema is filed, and the serializer may not"
                + " file one: what is written to send-commands-closed fails.")
        .noneMatch(line -> line.contains("shopper-events-closed"))
        .anyMatch(line -> line.contains("File io.beckon.contract.SendCommand"))
        .filteredOn(line -> line.startsWith("  error: "))
        .hasSize(13);
  }

  @Test
  void shouldFindASchemaThatThisVersionCantRead() throws Exception {
    Schema theirs =
        SchemaBuilder.record("ShopperEvent")
            .namespace("io.beckon.contract")
            .fields()
            .requiredLong("eventId")
            .endRecord();
    file("shopper-events-other-value", theirs.toString(), "AVRO");

    assertThat(registryPart("other"))
        .anyMatch(
            line ->
                line.startsWith("  error: shopper-events-other-value: records of its latest schema")
                    && line.contains("dead letters"))
        .filteredOn(line -> line.startsWith("  error: "))
        .hasSize(1);
  }

  @Test
  void shouldFindASchemaOfAnotherKind() throws Exception {
    String schema = "http://json-schema.org/draft-07/schema#";
    file("decisions-json-value", "{\"$schema\": \"" + schema + "\", \"type\": \"object\"}", "JSON");

    assertThat(registryPart("json"))
        .anyMatch(
            line ->
                line.startsWith("  error: decisions-json-value: its latest schema is not one that"))
        .filteredOn(line -> line.startsWith("  error: "))
        .hasSize(1);
  }

  /** Readers of the latest schema could not read ours; a rule that protects them forbids it. */
  @Test
  void shouldFindThatTheRuleOfCompatibilityForbidsThisVersion() throws Exception {
    Schema ours = ShopperEvent.getClassSchema();
    List<Schema.Field> fields =
        new ArrayList<>(
            ours.getFields().stream().map(f -> new Schema.Field(f, f.schema())).toList());
    fields.add(new Schema.Field("session", Schema.create(Schema.Type.STRING), "No default."));
    Schema theirs =
        Schema.createRecord(ours.getName(), ours.getDoc(), ours.getNamespace(), false, fields);
    file("shopper-events-strict-value", theirs.toString(), "AVRO");
    assertThat(registryPart("strict")).containsExactly("registry       well");

    HttpResponse<String> rule =
        registry.send(
            "PUT", "/config/shopper-events-strict-value", "{\"compatibility\": \"FORWARD\"}");
    assertThat(rule.statusCode()).as(rule.body()).isEqualTo(200);

    assertThat(registryPart("strict"))
        .anyMatch(
            line -> line.startsWith("  error: shopper-events-strict-value: the registry's rule of"))
        .anyMatch(line -> line.contains("Set the subject's rule to BACKWARD"));
  }

  private static void file(String subject, String schema, String type) throws Exception {
    String json =
        "{\"schemaType\": \""
            + type
            + "\", \"schema\": \""
            + schema.replace("\\", "\\\\").replace("\"", "\\\"")
            + "\"}";
    HttpResponse<String> answer = registry.send("POST", "/subjects/" + subject + "/versions", json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** The doctor's lines on the registry, for topics of a generation. */
  private static List<String> registryPart(String generation, String... settings) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "doctor",
                "--set=kafka.bootstrap.servers=localhost:1",
                "--set=topics.generation=" + generation,
                "--set=topics.outputs.generation=" + generation,
                "--set=serde.format=registry",
                "--set=registry.url=" + registry.url()));
    for (String setting : settings) {
      words.add("--set=" + setting);
    }
    StringWriter out = new StringWriter();
    CommandLine line = Beckon.commandLine(Map.of());
    line.setOut(new PrintWriter(out, true));
    line.execute(words.toArray(String[]::new));
    List<String> lines = out.toString().lines().toList();
    int from = 0;
    while (!lines.get(from).startsWith("registry")) {
      from++;
    }
    int to = from + 1;
    while (to < lines.size() && lines.get(to).startsWith(" ")) {
      to++;
    }
    return lines.subList(from, to);
  }
}
