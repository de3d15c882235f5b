"""Thousands of requests, made from the OpenAPI document and from lawful ones bent out of shape: none may break the server."""
