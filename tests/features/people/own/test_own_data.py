"""The page on which people read their own data."""

import pytest


@pytest.mark.one_database
@pytest.mark.parametrize(("kept", "shown"), [("+31612345678", "06 12345678"), (None, "–")])
def test_somebody_reads_their_own_phone_number(make, sign_in, kept, shown):
    page = sign_in(make.coordinator(phone=kept)).page("/mijn-gegevens")
    facts = dict(zip(*([node.text for node in page.all(tag)] for tag in ("dt", "dd")), strict=True))
    assert facts["Telefoonnummer"] == shown
