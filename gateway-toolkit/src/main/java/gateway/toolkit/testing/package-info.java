/**
 * Tests of applications without a server: a {@link gateway.toolkit.testing.Client} that calls one
 * as a server would, and an {@link gateway.toolkit.testing.EnvironBuilder} for what it is called
 * with.
 *
 * <pre>{@code
 * Client client = Client.builder(application).followRedirects().build();
 * Answer answer = client.post("/login", Content.form("user", "ada"));
 * assertEquals("Hello ada", answer.text());
 * }</pre>
 */
@NullMarked
package gateway.toolkit.testing;

import org.jspecify.annotations.NullMarked;
