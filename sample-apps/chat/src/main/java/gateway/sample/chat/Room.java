package gateway.sample.chat;

import gateway.sample.chat.connection.Conversation;
import gateway.sample.chat.connection.WebSocket;
import gateway.sample.chat.websocket.Message;
import gateway.sample.chat.websocket.Opcode;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * One room: what a member says comes to all of them, in the same order, and waits for nobody.
 *
 * <p>A line is {@code NAME: TEXT}, or begins with {@code "* "} where the room itself says it: no
 * name begins with a star, and no text has a line end.
 */
final class Room {
    /** How many lines a newcomer gets to read. */
    static final int REMEMBERED = 20;

    private static final int MOST_CHARS = 1000;

    private final Set<WebSocket> members = new HashSet<>(); // Guarded by this, as what follows.
    private final Deque<Message> past = new ArrayDeque<>();

    /** The part of one member in it. */
    Conversation member(String name, WebSocket socket) {
        return new Conversation() {
            @Override
            public void opened() {
                join(name, socket);
            }

            @Override
            public void received(Message message) {
                String line = line(message.text());
                if (message.opcode() == Opcode.TEXT && !line.isEmpty()) {
                    say(name + ": " + line);
                }
            }

            @Override
            public void closed() {
                leave(name, socket);
            }
        };
    }

    private synchronized void join(String name, WebSocket socket) {
        past.forEach(socket::offer);
        members.add(socket);
        say("* " + name + " came, now here: " + members.size());
    }

    private synchronized void leave(String name, WebSocket socket) {
        members.remove(socket);
        say("* " + name + " left, still here: " + members.size());
    }

    private synchronized void say(String line) {
        Message message = Message.text(line);
        past.add(message);
        if (past.size() > REMEMBERED) {
            past.remove();
        }
        members.forEach(member -> member.offer(message));
    }

    /** One line of it, and not too long a one. */
    static String line(String text) {
        String line = text.replaceAll("[\\p{Cc}\\u2028\\u2029]", " ").strip();
        int end = Math.min(line.codePointCount(0, line.length()), MOST_CHARS);
        return line.substring(0, line.offsetByCodePoints(0, end));
    }
}
