"""The recipient answers: accepts, returns, or answers the question."""
