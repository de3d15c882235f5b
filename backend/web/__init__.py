"""What is served beside the domains: the built app, the public page, and whether all is well."""
