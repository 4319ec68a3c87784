"""Who acts in the place of somebody who is away."""
