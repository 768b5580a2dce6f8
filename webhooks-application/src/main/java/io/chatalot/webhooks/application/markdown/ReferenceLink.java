package io.chatalot.webhooks.application.markdown;

import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;

/** A link whose address comes from a definition elsewhere in the message. */
final class ReferenceLink extends Link {
  private final LinkReferenceDefinition definition;

  ReferenceLink(LinkReferenceDefinition definition) {
    super(definition.getDestination(), null);
    this.definition = definition;
  }

  LinkReferenceDefinition definition() {
    return definition;
  }
}
