package io.beckon.schemas;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what a schema allows to be null in generated classes. Hand-written code uses {@link
 * org.jspecify.annotations.Nullable}; that one cannot stand before the qualified type names which
 * Avro generates.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface Nullable {}
