/**
 * Reads flow and policy files: text in, a validated {@code Flow} or {@code Policy} out, or every
 * problem of the file with its line. Knows YAML; opens no files itself.
 */
@NullMarked
package io.beckon.engine.flow.load;

import org.jspecify.annotations.NullMarked;
