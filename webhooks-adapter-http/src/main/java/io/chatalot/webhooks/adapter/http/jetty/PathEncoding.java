package io.chatalot.webhooks.adapter.http.jetty;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Refuses paths with a percent sign that encodes nothing. Jetty itself refuses them, except in the
 * parameters of a segment, as in {@code /a;%zz}, which it cuts off and Javalin fails to decode.
 */
public final class PathEncoding implements HttpConfiguration.Customizer {
  private static final Pattern MALFORMED = Pattern.compile("%(?![0-9a-fA-F]{2})");

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    String path = request.getHttpURI().getPath();
    if (path != null && path.indexOf(';') >= 0 && MALFORMED.matcher(path).find()) {
      throw new HttpException.RuntimeException(
          400, "Malformed percent-encoding in a path parameter");
    }
    return request;
  }
}
