package com.auraconnect.orders.http;

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

/** Extends Spring MVC, Bean Validation and Tomcat. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	private final List<HandlerMethodArgumentResolver> argumentResolvers;

	private final ResponseMemoryLimit answerRoom;

	WebConfiguration(List<HandlerMethodArgumentResolver> argumentResolvers, ResponseMemoryLimit answerRoom) {
		this.argumentResolvers = argumentResolvers;
		this.answerRoom = answerRoom;
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.addAll(this.argumentResolvers);
	}

	@Override
	public void addInterceptors(InterceptorRegistry interceptors) {
		interceptors.addInterceptor(new NoBodyInterceptor()).addPathPatterns("/api/**", "/health");
		interceptors.addInterceptor(this.answerRoom).addPathPatterns("/api/**");
	}

	/** Replaces the validator of {@code @Size} by {@link SizeValidator}. */
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
	 * Disables the filter: Spring MVC binds the request to its thread itself, and no
	 * other component needs that.
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

	/** Sets small buffers, because every connection has its own. */
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
