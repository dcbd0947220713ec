/**
 * Runs programs that speak the Common Gateway Interface, version 1.1 (RFC 3875).
 *
 * <pre>
 *   request thread                                threads of one process
 *   Cgi ─→ Scripts ─→ MetaVariables ─→ Processes ─→ ScriptProcess
 *    └─→ Conversation ─→ input, block by block ──→ ScriptStreams ──→ standard input
 *             └──←── head, then body, block by block ──←─┴─────←──── standard output, error
 * </pre>
 */
@NullMarked
package gateway.sample.cgi;

import org.jspecify.annotations.NullMarked;
