"""All households and all trajectories of a location: to filter, to keep as one likes, on paper and in a file."""
