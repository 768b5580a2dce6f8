package io.chatalot.webhooks.adapter.http.jetty;

import io.chatalot.webhooks.adapter.http.client.ClientAddress;
import io.chatalot.webhooks.adapter.http.host.ConnectionEnd;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection with deadlines for its client. Jetty bounds the time between two bytes, and the
 * bytes of a request's headers. This class also bounds the time and the number of a request's
 * headers, and the heap that the headers of all connections take.
 */
public class TimedConnection extends HttpConnection {
  /**
   * The time from the opening to the first byte, and from the first byte to the end of the headers.
   */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The heap of a header line, beside its characters. */
  private static final int BYTES_A_LINE = 160;

  private static final int BYTES_A_CHARACTER = 2;

  private static final Logger LOG = LoggerFactory.getLogger(TimedConnection.class);

  private final ClientConnections all;
  private final String client;
  private final RequestMemory memory;
  private final RequestMemory.Part part = new RequestMemory.Part(this::mayBeCutOff, this::cutOff);
  private volatile Phase phase = Phase.OPENED;
  private volatile long since = System.nanoTime();
  private volatile boolean kept;
  private final AtomicBoolean leaving = new AtomicBoolean();

  /** Whether a request's headers or trailers are too many or too large. */
  private boolean tooLargeHeaders;

  /** Set by the superclass's constructor; an initializer here would overwrite it. */
  private RequestHandler handler;

  /**
   * @param memory of all requests
   */
  TimedConnection(
      HttpConfiguration http,
      Connector connector,
      EndPoint endPoint,
      ClientConnections all,
      RequestMemory memory) {
    super(http, connector, endPoint);
    this.all = all;
    this.client = ClientAddress.limited(endPoint.getRemoteSocketAddress());
    this.memory = memory;
  }

  /** What the connection waits for. */
  private enum Phase {
    /** The first byte; at most parts of the TLS handshake have arrived. */
    OPENED,
    /** The rest of the headers. */
    HEADERS,
    /** The answer to a request that is being handled; its body may still be arriving. */
    AT_WORK,
    /** The next request. */
    IDLE
  }

  @Override
  protected final RequestHandler newRequestHandler() {
    handler = newCountingHandler();
    return handler;
  }

  /** Called by the constructor of the superclass. */
  CountingHandler newCountingHandler() {
    return new CountingHandler();
  }

  @Override
  protected HttpParser newHttpParser(HttpCompliance compliance) {
    var parser = new CountingParser(handler, getHttpConfiguration(), compliance);
    parser.setHeaderCacheSize(getHttpConfiguration().getHeaderCacheSize());
    parser.setHeaderCacheCaseSensitive(getHttpConfiguration().isHeaderCacheCaseSensitive());
    return parser;
  }

  @Override
  public void onOpen() {
    all.opened(this);
    super.onOpen();
  }

  @Override
  public void onClose(Throwable cause) {
    if (cause instanceof Error) {
      // Jetty treats an Error like a client that left, and does not log it.
      LOG.error("A connection is cut off", cause);
    }
    super.onClose(cause);
    memory.release(part);
    all.closed(this);
  }

  /** The problem of a body that could not be read: too large trailers, or it broke off. */
  public static Problem whyBroken(Request request) {
    boolean tooLargeTrailers =
        request.getConnectionMetaData() instanceof TimedConnection connection
            && connection.tooLargeHeaders;
    return tooLargeTrailers ? Problem.headersTooLarge() : Problem.bodyBreaksOff();
  }

  /** The client for limits: an IPv4 address, or the /64 of an IPv6 address. */
  String client() {
    return client;
  }

  /** For {@link ClientConnections}: whether this connection is being closed to make room. */
  AtomicBoolean isLeaving() {
    return leaving;
  }

  boolean isLate(long now) {
    Phase is = phase;
    return (is == Phase.OPENED || is == Phase.HEADERS) && now - since > PATIENCE.toNanos();
  }

  /** The used share of the allowed wait for the client; 0 if the connection does not wait. */
  double waited(long now) {
    return switch (phase) {
      case AT_WORK -> Stall.waited(getEndPoint(), now - since);
      case IDLE -> (now - since) / 1e6 / Math.max(1, getEndPoint().getIdleTimeout());
      case OPENED, HEADERS -> (double) (now - since) / PATIENCE.toNanos();
    };
  }

  /**
   * Closes the connection if it waits for its client. Callable by any thread.
   *
   * @return whether it was closed
   */
  boolean end(ConnectionEnd why) {
    var ending = new Ending(why, since);
    if (phase == Phase.AT_WORK) {
      ending.happened = Stall.end(getEndPoint(), ending);
    } else if (getEndPoint() instanceof AbstractEndPoint) {
      // Failing the pending read claims it, so no other thread works on the connection.
      ((AbstractEndPoint) getEndPoint()).getFillInterest().onFail(ending);
    }
    return ending.happened;
  }

  @Override
  public void onFillInterestedFailed(Throwable cause) {
    if (!(cause instanceof Ending ending)) {
      super.onFillInterestedFailed(cause);
    } else if (ending.since != since) {
      // Another request was answered meanwhile.
      fillInterested();
    } else {
      ending.happened = true;
      boolean late = ending.why != ConnectionEnd.DISPLACED;
      if (phase == Phase.HEADERS && late && !getParser().isStart()) {
        ((CountingParser) getParser()).refuse(HttpStatus.REQUEST_TIMEOUT_408);
      } else {
        getEndPoint().close(ending);
      }
    }
  }

  private void enter(Phase next) {
    since = System.nanoTime();
    phase = next;
  }

  /** Counts an end that another class caused. */
  void countEnd(ConnectionEnd why) {
    all.ended(why);
  }

  /** The request's part of {@link RequestMemory}. */
  static RequestMemory.Part partOf(Request request) {
    ConnectionMetaData connection = request.getConnectionMetaData();
    return connection instanceof TimedConnection timed
        ? timed.part
        : new RequestMemory.Part(() -> true, connection.getConnection().getEndPoint()::close);
  }

  /** Protects the request from being cut off for memory: a large body has its own bound. */
  public void keep(boolean stays) {
    kept = stays;
  }

  private boolean mayBeCutOff() {
    return phase != Phase.AT_WORK || (!kept && Stall.waits(getEndPoint()));
  }

  private void cutOff() {
    if (phase != Phase.AT_WORK) {
      all.ended(ConnectionEnd.NO_MEMORY);
      getEndPoint().close();
    } else if (Stall.end(getEndPoint(), new Ending(ConnectionEnd.NO_MEMORY, since))) {
      all.ended(ConnectionEnd.NO_MEMORY);
    }
  }

  /** Ends the wait for a request, with the reason. */
  private static final class Ending extends Exception {
    private static final long serialVersionUID = 1L;

    private final ConnectionEnd why;
    private final long since;
    private boolean happened;

    Ending(ConnectionEnd why, long since) {
      super(why.label(), null, false, false);
      this.why = why;
      this.since = since;
    }
  }

  /** Tracks a request's phase, for the deadlines. */
  private final class CountingParser extends HttpParser {
    private int lines;

    CountingParser(RequestHandler handler, HttpConfiguration http, HttpCompliance compliance) {
      super(handler, http.getRequestHeaderSize(), compliance);
    }

    @Override
    public boolean parseNext(ByteBuffer buffer) {
      if (!inHeaderState()) {
        return super.parseNext(buffer);
      }
      boolean began = buffer.hasRemaining();
      if (began && phase != Phase.HEADERS) {
        enter(Phase.HEADERS);
      }
      if (began && isStart() && skipsTooMuch(buffer)) {
        buffer.position(buffer.limit());
        refuse(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
        return false;
      }
      boolean handle = super.parseNext(buffer);
      boolean waits = began && !handle && inHeaderState();
      if (waits && !memory.admitHeaders(part, size())) {
        refuse(HttpStatus.SERVICE_UNAVAILABLE_503);
      }
      return handle;
    }

    /** Counts blank lines before the request line; true if there are too many. */
    private boolean skipsTooMuch(ByteBuffer buffer) {
      for (int at = buffer.position(); at < buffer.limit(); at++) {
        byte is = buffer.get(at);
        if (is == '\n') {
          lines++;
        } else if (is != '\r') {
          break;
        }
      }
      return lines > RequestBounds.HEADER_LINES;
    }

    void count() {
      lines++;
      if (lines > RequestBounds.HEADER_LINES) {
        throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
      }
    }

    void complete() {
      enter(Phase.AT_WORK);
      if (!memory.admitHeaders(part, size())) {
        throw new HttpException.RuntimeException(HttpStatus.SERVICE_UNAVAILABLE_503);
      }
    }

    private int size() {
      return lines * BYTES_A_LINE + getHeaderLength() * BYTES_A_CHARACTER;
    }

    void refuse(int status) {
      badMessage(new HttpException.RuntimeException(status));
    }

    @Override
    protected void badMessage(HttpException problem) {
      tooLargeHeaders |= problem.getCode() == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431;
      enter(Phase.AT_WORK);
      super.badMessage(problem);
    }

    @Override
    public void reset() {
      super.reset();
      lines = 0;
      memory.release(part);
      enter(Phase.IDLE);
    }
  }

  /** Counts each header line before Jetty stores it. */
  class CountingHandler extends RequestHandler {
    private CountingParser parser() {
      return (CountingParser) getParser();
    }

    @Override
    public void parsedHeader(HttpField field) {
      parser().count();
      if (!ignores(field)) {
        super.parsedHeader(field);
      }
    }

    /** Whether to drop the field. */
    boolean ignores(HttpField field) {
      return false;
    }

    @Override
    public void parsedTrailer(HttpField field) {
      parser().count();
      super.parsedTrailer(field);
    }

    @Override
    public boolean headerComplete() {
      parser().complete();
      return super.headerComplete();
    }
  }
}
