package io.beckon.engine.contact;

import io.beckon.contract.ContactQuestion;

/** A question that waits for its answer. */
public record Waiting(String eventId, String shopperId, ContactQuestion question) {}
