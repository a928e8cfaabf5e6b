package io.beckon.engine.stage;

/** A shopper has come from one stage of a ladder to another. */
public record StageMove(Stages ladder, String from, String to) {}
