"""How long what follows is kept for the volunteer of before. Pure: plain values, standard library only."""

# So long the volunteer of before may claim what follows before anybody else: they look in once a week,
# and longer would leave the household waiting for somebody who does not come.
RESERVED_DAYS = 7
