// A file of its own, because the content policy allows no script inside the page.
window.SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  // The outside validator would send the address of this server to a stranger.
  validatorUrl: null,
  // Trying acts out belongs to a session with its own protection, not to a manual.
  supportedSubmitMethods: [],
});
