package io.beckon.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.Typed;
import io.beckon.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a real broker with logins and Kafka's own authorizer. */
class DoctorWithAuthorizerIT {

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";
  private static final String SECRET = "hunter-of-two-secrets";

  private static EmbeddedBroker broker;
  private static Admin admin;

  @TempDir private static Path temp;

  @BeforeAll
  static void start() throws Exception {
    broker =
        EmbeddedBroker.builder()
            .property(
                "listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT")
            .property("inter.broker.listener.name", "PLAINTEXT")
            .property("sasl.enabled.mechanisms", "PLAIN")
            .property("sasl.mechanism.inter.broker.protocol", "PLAIN")
            .property(
                "listener.name.plaintext.plain.sasl.jaas.config",
                LOGIN
                    + "username=\"admin\" password=\"admins\" user_admin=\"admins\" user_beckon=\""
                    + SECRET
                    + "\";")
            .property(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            .property("super.users", "User:admin;User:ANONYMOUS")
            .start();
    admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN + "username=\"admin\" password=\"admins\";"));
    assertThat(as("admin", "admins", "topics", "create").exitCode()).isZero();
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @AfterEach
  void clean() throws Exception {
    admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
    awaitRights(0);
  }

  @Test
  void shouldFindNoErrorWithTheRightsThatTheChartGives() throws Exception {
    allow(all(right -> true));
    Typed typed = doctor();
    assertThat(typed.out()).contains("0 errors, ").doesNotContain("could not be looked at");
    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out()).doesNotContain("no authorizer");
  }

  @Test
  void shouldNameEachRightThatIsMissing() throws Exception {
    allow(
        all(
            right ->
                !(right.pattern().name().equals("send-commands")
                        && right.entry().operation() == AclOperation.WRITE)
                    && right.pattern().resourceType() != ResourceType.TRANSACTIONAL_ID
                    && right.entry().operation() != AclOperation.CREATE));
    Typed typed = doctor();
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out())
        .contains("the user lacks Write on the topic send-commands: it writes it.")
        .contains("--topic send-commands --operation Write")
        .contains("the user may not use transactional ids that begin with beckon-:")
        .contains("the user may not use transactional ids that begin with beckon-products-:")
        .contains(
            "the user may not make the ", " topics of the state: ", "with the prefix beckon-.")
        .doesNotContain("the user lacks Read");
  }

  @Test
  void shouldFindNoErrorInTheRightsOfMeasurementWithThoseThatTheChartGives() throws Exception {
    List<AclBinding> rights = new ArrayList<>(all(right -> true));
    add(rights, ResourceType.TOPIC, "outcomes", "READ");
    add(rights, ResourceType.TOPIC, "attributions", "WRITE");
    add(rights, ResourceType.TOPIC, "measures", "WRITE");
    allow(rights);
    Typed typed = doctor("--measurement");
    assertThat(typed.out()).contains("measurement    well", "0 errors, ");
    assertThat(typed.exitCode()).isZero();
  }

  @Test
  void shouldNameEachRightThatMeasurementLacksWhenItIsAskedFor() throws Exception {
    allow(all(right -> true));
    assertThat(doctor().out()).contains("0 errors, ", "measurement    not looked at: ");
    Typed typed = doctor("--measurement");
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out())
        .contains("3 errors, ")
        .contains("the user lacks Read on the topic outcomes: measurement reads it.")
        .contains("the user lacks Write on the topic attributions: measurement writes it.")
        .contains("the user lacks Write on the topic measures: measurement writes it.")
        .contains("--topic outcomes --operation Read");
  }

  @Test
  void shouldSayWhatAUserWithoutAnyRightLacks() throws Exception {
    Typed typed = doctor();
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out())
        .contains(
            "the user lacks Read, Write, Describe, DescribeConfigs on the topic shopper-events")
        .contains("the user lacks Read, Describe on the group beckon:")
        .contains("it could not be looked at: ");
  }

  @Test
  void shouldNeverPrintASecret() throws Exception {
    for (Typed typed :
        List.of(doctor(), doctor("--json"), as("beckon", SECRET + "wrong", "doctor"))) {
      assertThat(typed.out() + typed.err()).doesNotContain(SECRET).doesNotContain("password=");
    }
    assertThat(as("beckon", SECRET + "wrong", "doctor").out()).contains("refuse the login");
  }

  private static Typed doctor(String... more) {
    List<String> all = new ArrayList<>(List.of("doctor"));
    all.addAll(List.of(more));
    return as("beckon", SECRET, all.toArray(String[]::new));
  }

  private static Typed as(String user, String password, String... command) {
    return Typed.type(
        Map.of(
            "BECKON_KAFKA_BOOTSTRAP_SERVERS",
            broker.bootstrapServers(),
            "BECKON_KAFKA_SECURITY_PROTOCOL",
            "SASL_PLAINTEXT",
            "BECKON_KAFKA_SASL_MECHANISM",
            "PLAIN",
            "BECKON_KAFKA_SASL_JAAS_CONFIG",
            LOGIN + "username=\"" + user + "\" password=\"" + password + "\";",
            "BECKON_STATE_DIR",
            temp.resolve("state").toString()),
        command);
  }

  /** What deploy/helm/beckon/templates/strimzi-user.yaml gives. */
  private static List<AclBinding> all(Predicate<AclBinding> wanted) {
    List<AclBinding> all = new ArrayList<>();
    add(all, ResourceType.TOPIC, "shopper-events", "READ", "WRITE", "DESCRIBE", "DESCRIBE_CONFIGS");
    for (String topic : List.of("flows", "products", "shop-facts")) {
      add(all, ResourceType.TOPIC, topic, "READ", "DESCRIBE", "DESCRIBE_CONFIGS");
    }
    for (String topic :
        List.of(
            "abandonment-triggers",
            "send-commands",
            "decisions",
            "tasks",
            "audience-changes",
            "contacts",
            "outcomes",
            "dead-letters")) {
      add(all, ResourceType.TOPIC, topic, "WRITE", "DESCRIBE", "DESCRIBE_CONFIGS");
    }
    for (String topic : List.of("attributions", "measures")) {
      add(all, ResourceType.TOPIC, topic, "DESCRIBE", "DESCRIBE_CONFIGS");
    }
    add(
        all,
        ResourceType.TOPIC,
        "beckon-",
        "CREATE",
        "DELETE",
        "DESCRIBE",
        "DESCRIBE_CONFIGS",
        "ALTER_CONFIGS",
        "READ",
        "WRITE");
    add(all, ResourceType.GROUP, "beckon", "DESCRIBE", "READ", "DELETE");
    add(all, ResourceType.TRANSACTIONAL_ID, "beckon", "DESCRIBE", "WRITE");
    add(all, ResourceType.CLUSTER, "kafka-cluster", "DESCRIBE", "DESCRIBE_CONFIGS");
    return all.stream().filter(wanted).toList();
  }

  private static void add(
      List<AclBinding> all, ResourceType type, String name, String... operations) {
    boolean prefix = name.startsWith("beckon");
    for (String operation : operations) {
      all.add(
          new AclBinding(
              new ResourcePattern(type, name, prefix ? PatternType.PREFIXED : PatternType.LITERAL),
              new AccessControlEntry(
                  "User:beckon", "*", AclOperation.valueOf(operation), AclPermissionType.ALLOW)));
    }
  }

  private static void allow(List<AclBinding> rights) throws Exception {
    admin.createAcls(rights).all().get();
    awaitRights(rights.size());
  }

  /** A broker learns of them a moment after the controller took them. */
  private static void awaitRights(int count) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (admin.describeAcls(AclBindingFilter.ANY).values().get().size() != count) {
      assertThat(System.nanoTime()).as("time to see the rights").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
