// Replaces the file of the same name in Swagger UI
window.onload = () => {
  window.ui = SwaggerUIBundle({
    url: "/v3/api-docs",
    dom_id: "#swagger-ui",
    deepLinking: true,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    plugins: [SwaggerUIBundle.plugins.DownloadUrl],
    layout: "StandaloneLayout",
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: "none" // the description is not sent to a validator
  });
};
