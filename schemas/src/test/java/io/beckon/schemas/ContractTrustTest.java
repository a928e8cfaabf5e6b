package io.beckon.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.beckon.contract.Channel;
import io.beckon.contract.ShopperEvent;
import io.beckon.state.CartState;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContractTrustTest {
  private final ClassSecurityPredicate original = ClassSecurityValidator.getGlobal();

  @BeforeEach
  void shouldBeginWithAvrosOwnRule() {
    ClassSecurityValidator.setGlobal(ClassSecurityValidator.DEFAULT);
  }

  @AfterEach
  void shouldLeaveTheRuleAsItWas() {
    ClassSecurityValidator.setGlobal(original);
  }

  @Test
  void shouldTrustGeneratedClassesAndNothingElse() {
    assertThatExceptionOfType(SecurityException.class)
        .isThrownBy(() -> ClassSecurityValidator.validate(ShopperEvent.class));
    ContractTrust.grant();
    ClassSecurityValidator.validate(ShopperEvent.class);
    ClassSecurityValidator.validate(CartState.class);
    ClassSecurityValidator.validate(Channel.class);
    ClassSecurityValidator.validate(ShopperEvent[].class);
    ClassSecurityValidator.validate(String.class);
    assertThatExceptionOfType(SecurityException.class)
        .isThrownBy(() -> ClassSecurityValidator.validate(WireCodecs.class))
        .withMessageContaining(WireCodecs.class.getName());
    assertThatExceptionOfType(SecurityException.class)
        .isThrownBy(() -> ClassSecurityValidator.validate(ProcessBuilder.class));
  }

  @Test
  void shouldKeepWhatSomebodyElseTrustsAndSays() {
    ClassSecurityValidator.setGlobal(
        new ClassSecurityPredicate() {
          @Override
          public boolean isTrusted(Class<?> type) {
            return type == Thread.class;
          }

          @Override
          public void forbiddenClass(String className) {
            throw new SecurityException("house rule");
          }
        });
    ContractTrust.grant();
    ClassSecurityValidator.validate(Thread.class);
    ClassSecurityValidator.validate(ShopperEvent.class);
    assertThatExceptionOfType(SecurityException.class)
        .isThrownBy(() -> ClassSecurityValidator.validate(String.class))
        .withMessage("house rule");
  }

  @Test
  void shouldGrantOnceAndAgainWhenReplaced() {
    ContractTrust.grant();
    ClassSecurityPredicate granted = ClassSecurityValidator.getGlobal();
    ContractTrust.grant();
    assertThat(ClassSecurityValidator.getGlobal()).isSameAs(granted);
    ClassSecurityValidator.setGlobal(ClassSecurityValidator.DEFAULT);
    ContractTrust.grant();
    ClassSecurityValidator.validate(ShopperEvent.class);
  }
}
