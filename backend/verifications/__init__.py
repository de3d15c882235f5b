"""Checks of a guard's card or number on the spot: what was asked, what was answered, where, when, by whom.

A presented card is answered wherever the guard is registered; that is its point. The answer is a
narrow view, and every question is kept.
"""
