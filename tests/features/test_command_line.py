"""What the person at the command line can rely on."""

from portal.organisation.models import Location


def run(app, *args):
    return app.test_cli_runner().invoke(args=args)


def test_a_location_is_added_with_its_municipalities(app, make):
    answer = run(app, "location", "add", "Team Haarlem", "--municipality", "Haarlem", "--municipality", "Bloemendaal")
    assert answer.exit_code == 0, answer.output
    location = make.reload(Location.query.filter_by(name="Team Haarlem").one())
    assert {each.name for each in location.municipalities} == {"Haarlem", "Bloemendaal"}


def test_adding_a_location_twice_gives_one_clear_line_and_status_2(app):
    run(app, "location", "add", "Team Haarlem", "--municipality", "Haarlem")
    answer = run(app, "location", "add", "Team Haarlem", "--municipality", "Haarlem")
    assert answer.exit_code == 2
    assert answer.output.splitlines() == ["Er is al een locatie met de naam Team Haarlem."]
    assert Location.query.count() == 1
