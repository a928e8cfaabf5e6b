/**
 * A simulated shop: what people do, from a seed. Pure: no clock, no I/O, no Kafka. The caller says
 * how far time has come and takes what has happened until then.
 */
@NullMarked
package io.beckon.demo.shop;

import org.jspecify.annotations.NullMarked;
