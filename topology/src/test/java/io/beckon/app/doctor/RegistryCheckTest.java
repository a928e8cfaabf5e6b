package io.beckon.app.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.topics.ContractTopics;
import io.beckon.app.topics.Finding.Severity;
import io.beckon.app.topics.TopicSpec;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a registry that answers as Confluent's does; the real one is asked in interop/. */
class RegistryCheckTest {

  private static final Schema OTHER =
      SchemaBuilder.record("ShopperEvent")
          .namespace("io.beckon.contract")
          .fields()
          .requiredLong("eventId")
          .endRecord();

  private final Map<String, Schema> filed = new HashMap<>();
  private final List<String> authorizations = new ArrayList<>();
  private boolean takes = true;
  private int refusal;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/apis/ccompat/v7/",
        exchange -> {
          authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          String path = exchange.getRequestURI().getPath();
          String subject = path.replaceFirst(".*/subjects/", "").replaceFirst("/.*", "");
          Schema schema = filed.get(subject);
          int status = refusal > 0 ? refusal : schema == null ? 404 : 200;
          byte[] body =
              (path.contains("/compatibility/")
                      ? "{\"is_compatible\":" + takes + "}"
                      : new ObjectMapper()
                          .createObjectNode()
                          .put("schema", String.valueOf(schema))
                          .toString())
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldFindNothingWhenOurSchemasAreFiledOrCanBe() {
    filed.put("shopper-events-value", ShopperEvent.getClassSchema());
    assertThat(check(Map.of())).isEmpty();
    assertThat(authorizations).hasSize(topics()).containsOnly("null");
  }

  @Test
  void shouldRefuseWhenNobodyFilesWhatIsWritten() {
    assertThat(check(Map.of("registry.auto.register.schemas", "false")))
        .hasSize(topics())
        .allMatch(finding -> finding.severity() == Severity.ERROR)
        .anySatisfy(finding -> assertThat(finding.where()).isEqualTo("send-commands-value"));
  }

  @Test
  void shouldRefuseASchemaThatCantBeRead() {
    filed.put("shopper-events-value", OTHER);
    assertThat(check(Map.of()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.where()).isEqualTo("shopper-events-value");
              assertThat(finding.what()).contains("go to the dead letters");
            });
  }

  @Test
  void shouldRefuseWhatTheRegistryWouldNotTake() {
    Schema older = new Schema.Parser().parse(withoutLastField(SendCommand.getClassSchema()));
    filed.put("send-commands-value", older);
    assertThat(check(Map.of())).isEmpty();

    takes = false;
    assertThat(check(Map.of()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.where()).isEqualTo("send-commands-value");
              assertThat(finding.what()).contains("rule of compatibility");
            });
  }

  @Test
  void shouldShowALoginAndNeverPrintIt() {
    Map<String, String> login = Map.of("registry.basic.auth.user.info", "me:hunter22");
    refusal = 401;
    List<Finding> findings = check(login);
    assertThat(findings)
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("refuses the login"));
    assertThat(findings.toString()).doesNotContain("hunter22");
    assertThat(authorizations)
        .containsExactly(
            "Basic " + Base64.getEncoder().encodeToString("me:hunter22".getBytes(UTF_8)));
  }

  @Test
  void shouldSayThatItDidNotTryAnUnknownLogin() {
    assertThat(check(Map.of("registry.apicurio.registry.auth.service.token.endpoint", "http://x")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ADVICE));
    assertThat(authorizations).isEmpty();
  }

  @Test
  void shouldSayWhatTheRegistryAnswersOrThatItDoesNot() {
    refusal = 503;
    assertThat(check(Map.of()))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("HTTP 503"));
    server.stop(0);
    assertThat(check(Map.of()))
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.what()).startsWith("the registry gives no answer"));
  }

  @Test
  void shouldFindConfluentsInterfaceBesideApicuriosOwn() {
    assertThat(RegistryAnswers.base("https://u:p@r:8080/apis/registry/v3"))
        .isEqualTo("https://r:8080/apis/ccompat/v7");
    assertThat(RegistryAnswers.base("http://one:8081/, http://two:8081"))
        .isEqualTo("http://one:8081");
  }

  /** A topic that 'topics create' makes and this does not look at would fail unseen. */
  @Test
  void shouldLookAtEachTopicThatThereIs() {
    BeckonConfig config = BeckonConfig.of(Map.of());

    assertThat(RegistryCheck.ofTopics(config.topics()).keySet())
        .containsExactlyInAnyOrderElementsOf(
            ContractTopics.of(config).stream().map(TopicSpec::name).toList());
  }

  private static int topics() {
    return RegistryCheck.ofTopics(BeckonConfig.of(Map.of()).topics()).size();
  }

  private List<Finding> check(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("serde.format", "registry");
    settings.put(
        "registry.url", "http://127.0.0.1:" + server.getAddress().getPort() + "/apis/registry/v3");
    BeckonConfig config = BeckonConfig.of(settings);
    return RegistryCheck.of(config.serde(), config.topics());
  }

  private static String withoutLastField(Schema schema) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields().subList(0, schema.getFields().size() - 1)) {
      fields.add(new Schema.Field(field, field.schema()));
    }
    return Schema.createRecord(
            schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields)
        .toString();
  }
}
