package gateway.server.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a raw request earns: the line after {@code expect:}.
 *
 * <p>Words in this order, those in brackets optional:
 *
 * <pre>
 *   200          a response with this status; several in the order of the requests
 *   silent       alone, and no response: for a client that has sent nothing of a request
 *   3*200        the same as 200 200 200
 *   200(HEAD)    the response to a HEAD: no body follows its head
 *   100?         the next response may be preceded by one 100 Continue
 *   kept, close  afterwards a plain request on the connection is answered, or its end is read
 *   [called 1, not-called]   how often the application was called; if left out, once per 200
 * </pre>
 *
 * @param answers in order; empty for silence
 * @param kept whether the connection goes on
 * @param calls how often the application is called
 */
record Expectation(List<Answer> answers, boolean kept, int calls) {
    /**
     * One response.
     *
     * @param status its code
     * @param toHead whether it answers a HEAD
     * @param interim whether a 100 may precede it
     */
    record Answer(int status, boolean toHead, boolean interim) {}

    /** Whether the last response is a refusal. */
    boolean endsWithRefusal() {
        return !answers.isEmpty() && answers.getLast().status != 200;
    }

    /**
     * Reads the line.
     *
     * @throws IllegalArgumentException if it is not in the form above
     */
    static Expectation read(String line) {
        List<Answer> answers = new ArrayList<>();
        List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
        boolean interim = false;
        if (words.getFirst().equals("silent")) {
            words.removeFirst();
        } else if (isEnding(words.getFirst())) {
            throw new IllegalArgumentException("neither a status nor silent: " + line);
        }
        while (!words.isEmpty() && !isEnding(words.getFirst())) {
            String word = words.removeFirst();
            if (word.equals("100?")) {
                interim = true;
            } else {
                addAnswers(answers, word, interim);
                interim = false;
            }
        }
        if (words.isEmpty()) {
            throw new IllegalArgumentException("neither kept nor close: " + line);
        }
        boolean kept = words.removeFirst().equals("kept");
        OptionalInt calls = calls(String.join(" ", words));
        boolean allAnswered = answers.stream().allMatch(a -> a.status == 200);
        if (calls.isEmpty() && !(allAnswered && !answers.isEmpty())) {
            throw new IllegalArgumentException("called or not-called is missing: " + line);
        }
        return new Expectation(List.copyOf(answers), kept, calls.orElse(answers.size()));
    }

    private static boolean isEnding(String word) {
        return word.equals("kept") || word.equals("close");
    }

    private static void addAnswers(List<Answer> answers, String word, boolean interim) {
        int star = word.indexOf('*');
        int times = star < 0 ? 1 : Integer.parseInt(word, 0, star, 10);
        boolean toHead = word.endsWith("(HEAD)");
        String status = word.substring(star + 1).replace("(HEAD)", "");
        if (!status.matches("[2-5][0-9][0-9]")) {
            throw new IllegalArgumentException("not a status: " + word);
        }
        Answer answer = new Answer(Integer.parseInt(status), toHead, interim);
        for (int i = 0; i < times; i++) {
            answers.add(answer);
        }
    }

    private static OptionalInt calls(String words) {
        if (words.isEmpty()) {
            return OptionalInt.empty();
        }
        if (words.equals("not-called")) {
            return OptionalInt.of(0);
        }
        if (words.matches("called [1-9][0-9]*")) {
            return OptionalInt.of(Integer.parseInt(words.substring("called ".length())));
        }
        throw new IllegalArgumentException("neither called N nor not-called: " + words);
    }
}
