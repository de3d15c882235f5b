"""The permission matrix: every route, every kind of person, every place; and what makes it complete."""
