package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.jetty.LoadedRequest;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers a request whose body did not arrive with its problem, as routes do. */
public final class Refusing extends Handler.Wrapper {
  public Refusing(Handler others) {
    super(others);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<Problem> refusal =
        Optional.ofNullable(Request.as(request, LoadedRequest.class))
            .flatMap(LoadedRequest::refusal);
    if (refusal.isEmpty()) {
      return super.handle(request, response, callback);
    }
    response.setStatus(refusal.get().status());
    response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    Content.Sink.write(response, true, Json.text(refusal.get().toJson()), callback);
    return true;
  }
}
