"""A household is called the same on every page, whether a page reads the household or only its name."""

from portal.caseload.today.queries import mine
from portal.trajectories.models.household import Client
from portal.trajectories.named import named


def join(make, trajectory):
    """Another adult of the household."""
    household = trajectory.household
    return make.save(
        Client(household=household, location_id=household.location_id, first_name="Amanuel", last_name="Tekle")
    )


def called(make, trajectory):
    """The name on the pages with only a name, and that of the household itself."""
    actor = make.actor(trajectory.current.volunteer.user)
    return named(actor, trajectory.id)[0].name, make.reload(trajectory).household.name


def test_by_its_first_adult_of_those_who_live_there_now(make):
    trajectory = make.trajectory(claimed_by=make.volunteer())
    first = trajectory.household.clients[0]
    join(make, trajectory)
    assert called(make, trajectory) == (first.name, first.name)

    first.left_on = make.today
    make.save(first)

    assert called(make, trajectory) == ("Amanuel Tekle", "Amanuel Tekle")


def test_by_its_first_adult_when_everybody_left(make):
    trajectory = make.trajectory(claimed_by=make.volunteer())
    first = trajectory.household.clients[0]
    second = join(make, trajectory)
    first.left_on = second.left_on = make.today
    make.save(second)

    assert called(make, trajectory) == (first.name, first.name)


def test_an_address_reads_the_same_on_the_way_and_in_the_file(make):
    trajectory = make.trajectory(claimed_by=make.volunteer())

    assert mine(make.actor(trajectory.current.volunteer.user))[0].address == trajectory.household.address
