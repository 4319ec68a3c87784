"""Questions of a volunteer to their coordinator about a household, and of a coordinator to the volunteer."""
