package gateway.sample.chat.connection;

import gateway.sample.chat.websocket.Message;

/** What an application does with one WebSocket, on the thread of its request. */
public interface Conversation {
    /** Before the first message. */
    default void opened() {}

    /**
     * A text, or octets.
     *
     * @throws InterruptedException if the wait for a slow client was ended
     */
    void received(Message message) throws InterruptedException;

    /** After the last message, however it ended. */
    default void closed() {}
}
