package io.beckon.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Makes Avro trust the classes generated from Beckon's schemas.
 *
 * <p>From 1.12.2 on, Avro refuses to instantiate any class that was not named as trusted, the
 * classes it generated itself included. The codecs of this package call {@link #grant()}. A
 * consumer that reads Beckon's topics with another library's deserializer calls it once before the
 * first record, instead of setting {@code org.apache.avro.SERIALIZABLE_PACKAGES}.
 */
public final class ContractTrust {
  private static final String CONTRACT = "io.beckon.contract";
  private static final String STATE = "io.beckon.state";

  private ContractTrust() {}

  /**
   * Adds Beckon's generated classes to what Avro already trusts in this JVM, and takes nothing
   * away. Calling it again has no effect, unless somebody replaced Avro's rule since.
   */
  public static synchronized void grant() {
    ClassSecurityPredicate present = ClassSecurityValidator.getGlobal();
    if (!(present instanceof WithContract)) {
      ClassSecurityValidator.setGlobal(new WithContract(present));
    }
  }

  /**
   * The exact packages, and only generated types in them. A list of packages in Avro's own property
   * would do worse: there a nested package's entry can hide its parent's.
   */
  private record WithContract(ClassSecurityPredicate before) implements ClassSecurityPredicate {
    @Override
    public boolean isTrusted(Class<?> type) {
      return isGenerated(type) || before.isTrusted(type);
    }

    @Override
    public void forbiddenClass(String className) {
      before.forbiddenClass(className);
    }

    private static boolean isGenerated(Class<?> type) {
      String home = type.getPackageName();
      return (home.equals(CONTRACT) || home.equals(STATE))
          && (type.isEnum() || SpecificRecord.class.isAssignableFrom(type));
    }
  }
}
