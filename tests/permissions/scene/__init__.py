"""One small province for the whole matrix: people, and at each place one thing of every kind.

It is built once. Every request is sent inside a savepoint and undone afterwards, so that each meets
the same province whatever the ones before did.
"""
