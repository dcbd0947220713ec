package gateway.conformance;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test that starts a browser, which is for {@code -Pfull}. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
        named = "gateway.browser",
        matches = "true",
        disabledReason = "a browser is started with -Pfull only")
public @interface NeedsBrowser {}
