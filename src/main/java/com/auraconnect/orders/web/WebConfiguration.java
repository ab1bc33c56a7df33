package com.auraconnect.orders.web;

import java.util.List;

import jakarta.validation.constraints.Size;
import org.hibernate.validator.HibernateValidatorConfiguration;

import org.springframework.boot.autoconfigure.validation.ValidationConfigurationCustomizer;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the web layer adds to that of Spring and to Tomcat. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	private final ValidBodyResolver validBodies;

	private final OrderCommandContextResolver orderTarget;

	private final AnswerRoom answerRoom;

	WebConfiguration(ValidBodyResolver validBodies, OrderCommandContextResolver orderTarget, AnswerRoom answerRoom) {
		this.validBodies = validBodies;
		this.orderTarget = orderTarget;
		this.answerRoom = answerRoom;
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(this.validBodies);
		resolvers.add(this.orderTarget);
	}

	@Override
	public void addInterceptors(InterceptorRegistry interceptors) {
		interceptors.addInterceptor(new EmptyBodies()).addPathPatterns("/api/**", "/health");
		interceptors.addInterceptor(this.answerRoom).addPathPatterns("/api/**");
	}

	/** Every {@code @Size} counts as {@link SizeValidator} does. */
	@Bean
	static ValidationConfigurationCustomizer sizesInCharacters() {
		return (configuration) -> {
			if (configuration instanceof HibernateValidatorConfiguration hibernate) {
				var mapping = hibernate.createConstraintMapping();
				mapping.constraintDefinition(Size.class)
					.includeExistingValidators(false)
					.validatedBy(SizeValidator.class);
				hibernate.addMapping(mapping);
			}
		};
	}

	/**
	 * Left out: Spring MVC makes a request known to its thread itself, and nobody else
	 * asks.
	 */
	@Bean
	FilterRegistrationBean<RequestContextFilter> requestContext() {
		var registration = new FilterRegistrationBean<>(new RequestContextFilter());
		registration.setEnabled(false);
		return registration;
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
		return (factory) -> factory.addContextCustomizers((context) -> {
			context.getParent().getPipeline().addValve(new ProblemErrorValve());
			context.getParent().getPipeline().addValve(new AbortedBodyValve());
		});
	}

	/** Small buffers, since every connection has its own. */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionsOfTomcat(WebSettings settings) {
		return (factory) -> {
			factory.setProtocol(SheddingHttpProtocol.class.getName());
			factory.addConnectorCustomizers((connector) -> {
				connector.setProperty("socket.appReadBufSize", bytes(settings.readBuffer()));
				connector.setProperty("socket.appWriteBufSize", bytes(settings.writeBuffer()));
			});
		};
	}

	private static String bytes(DataSize size) {
		return Long.toString(size.toBytes());
	}

}
