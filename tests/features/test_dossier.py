"""The page of a trajectory, as its volunteer and its coordinator read it."""


def test_the_volunteer_reads_who_they_are_and_what_to_do(sign_in, make):
    volunteer = make.volunteer()
    trajectory = make.trajectory(claimed_by=volunteer)
    make.checklist(trajectory)
    make.contact(trajectory, volunteer.user)
    page = sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}")
    assert page.heading == trajectory.household.name
