package com.auraconnect.orders.openapi;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/** Serves Swagger UI, which loads the API description and nothing from other hosts. */
@Configuration(proxyBeanMethods = false)
class ApiDescriptionPage implements WebMvcConfigurer {

	private static final String WEBJAR = "swagger-ui";

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry resources) {
		var version = new WebJarVersionLocator().version(WEBJAR);
		resources.addResourceHandler("/swagger-ui/**")
			.addResourceLocations("classpath:/swagger-ui/",
					"classpath:/META-INF/resources/webjars/" + WEBJAR + "/" + version + "/");
	}

	@Override
	public void addViewControllers(ViewControllerRegistry views) {
		views.addRedirectViewController("/swagger-ui", "/swagger-ui/index.html");
	}

}
