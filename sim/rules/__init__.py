"""Behaviour that is not policy: one function, one equation."""
