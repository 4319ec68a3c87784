"""A newer version for an organisation without an account: the portal sends nothing, and says so."""

import pytest

from tests.support.ways import DEBT_HELP, Elsewhere


@pytest.mark.parametrize("state", ["offered", "accepted", "planned"])
def test_the_coordinator_is_told_to_send_it(make, sign_in, state):
    scene = Elsewhere(make).at(state).change_phone()
    carla = sign_in(scene.coordinator)
    preview = carla.page(carla.page(scene.url).links["Nieuwe versie nakijken en sturen"])
    assert f"die {DEBT_HELP.name} kreeg" in preview.text
    assert f"Stuur het nieuwe document daarna zelf naar {DEBT_HELP.name}." in preview.text
    assert "leest" not in preview.all("main")[0].text

    after = preview.form("Nieuwe versie vastleggen").submit().follow()

    assert f"Vastgelegd. {DEBT_HELP.name} heeft hier geen account: stuur het nieuwe document zelf." in after.text
    assert "krijgt bericht" not in after.text
    assert "Nieuwe versie van het document" in after.text
    assert "Als pdf" in after.links
