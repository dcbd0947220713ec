package gateway.tck.cases;

import gateway.tck.subject.Variant;

/** Starts servers for cases about their life. */
public interface OwnServers {
    /** Starts one. */
    OwnServer launch(Variant variant) throws Exception;

    /** Starts one whose application refuses to start with this message; it must throw. */
    OwnServer launchRefused(String message) throws Exception;

    /** Starts one whose application fails to stop with this message. */
    OwnServer launchFailing(String message) throws Exception;
}
