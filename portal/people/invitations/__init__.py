"""A role that is offered to somebody with an account."""
