"""Users, roles, sign-in, volunteers and their papers, absence, notices."""
