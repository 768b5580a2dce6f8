/** Reads the text of a template: {@link SyntaxTree}. */
package io.chatalot.webhooks.adapter.http.tool.template.engine.syntax;
