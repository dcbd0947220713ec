/**
 * Development mode: serves the classes that lie on the class path now.
 *
 * <pre>
 *   request ─→ Changes: was anything written before this request? ─ no ──→ the running Generation
 *                 │ yes
 *                 ↓
 *              Listing (once it is quiet) ─→ Copies ─→ a new Generation: loader, applications
 *                                                      the old one ends after its last request
 * </pre>
 */
@NullMarked
package gateway.server.dev;

import org.jspecify.annotations.NullMarked;
