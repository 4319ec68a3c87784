"""Whatever follows upon what, nothing that was typed is lost, stored twice, or shown to somebody else.

The scripts of the phone run in the browser against the real server. A word stands for what somebody
typed; it is in one place, of one person, from its first character until the server has it.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import delete, select, update

from portal.contacts.late.models import LateContact
from portal.contacts.models import ContactMoment, ContactTopic
from portal.db import db
from portal.people.models.people import Notice
from portal.trajectories.models.trajectory import Assignment
from tests.support.phone_play import PLAY
from tests.support.visits import cookie_of, session_of

pytestmark = [pytest.mark.one_database, pytest.mark.slow(seconds=45)]

INTERLEAVINGS, STEPS = 500, 6

FILED = select(ContactMoment.author_id, ContactMoment.trajectory_id, ContactMoment.note)
LATE = select(LateContact.author_id, LateContact.trajectory_id, LateContact.content)

PLACE, WHO = st.integers(0, 2), st.integers(0, 1)
# One rule that chooses: hypothesis leaves whole rules out of most of its runs, and these want to meet.
STEP = st.one_of(
    st.tuples(st.just("visit"), PLACE, st.sampled_from(["save", "save", "keep", "die"])),
    st.tuples(st.just("type"), PLACE),
    st.tuples(st.just("connect"), st.sampled_from(["good", "gone", "loses answers"])),
    st.tuples(st.just("wake"), st.sampled_from(["send", "sendTwice", "tidy"])),
    st.tuples(st.just("session"), st.sampled_from([0, 1, None])),
    st.tuples(st.just("sign_out"), WHO),
    st.tuples(st.just("release"), PLACE),
    st.tuples(st.just("give"), WHO),
    st.tuples(st.just("change"), PLACE),
    st.tuples(st.just("correct"), WHO),
)


class Phone(RuleBasedStateMachine):
    """One phone, two volunteers, and what they type. `world` is the browser and the portal."""

    world = None

    def __init__(self):
        super().__init__()
        self.words = {}  # word -> (user, trajectory), for as long as it must be somewhere
        self.typed = 0
        self.released = set()
        self.kept = self.world.begin()

    @rule(step=STEP)
    def play(self, step):
        name, *what = step
        getattr(self, name)(*what)

    def type(self, place):
        user, trajectory = self.world.places[place]
        self.typed += 1
        word = f"w{self.typed}w"
        self.words[word] = (user, trajectory)
        self.kept = self.world.play("type", user, trajectory, word)

    def visit(self, place, how):
        """Typed and saved: with a connection or so it seems, without one, or as the last the phone did."""
        self.type(place)
        self.kept = self.world.play(how, *self.world.places[place])

    def wake(self, how):
        self.kept = self.world.play(how)

    def connect(self, how):
        self.kept = self.world.play("connect", how)

    def session(self, who):
        """Somebody signs in, or a session ends; nothing is wiped."""
        self.kept = self.world.play("session", who)

    def sign_out(self, who):
        """They were asked, and chose: what is not with the server is gone, of them alone."""
        user = self.world.users[who]
        self.kept = self.world.play("signOut", who)
        stored = self.world.stored()
        self.words = {
            word: about
            for word, about in self.words.items()
            if about[0] != user or any(word in note for *_about, note in stored)
        }

    def release(self, place):
        self.released.add(self.world.places[place])
        self.world.release(place)

    def change(self, place):
        """Open and change an entry that waits or was refused; where there is none, nothing is typed."""
        self.typed += 1
        word = f"w{self.typed}w"
        self.kept = self.world.play("change", *self.world.places[place], word)
        if any(word in note for *_about, note in self.kept["entries"]):
            self.words[word] = self.world.places[place]

    def correct(self, who):
        self.kept = self.world.play("correct", self.world.users[who])

    def give(self, who):
        self.kept = self.world.play("give", self.world.users[who])

    @invariant()
    def every_word_is_in_one_place_of_its_own(self):
        self.check(self.kept, self.world.stored())

    def check(self, kept, stored):
        for word, about in self.words.items():
            drafts = [tuple(where) for *where, note in kept["typed"] if word in note]
            entries = [tuple(where) for *where, _state, note in kept["entries"] if word in note]
            server = [tuple(where) for *where, note in stored if word in note]
            assert set(drafts + entries + server) == {about}, f"{word} of {about}: {drafts} {entries} {server}"
            assert len(server) <= 1, f"{word} is stored {len(server)} times"
            assert len(drafts) + bool(entries or server) == 1, f"{word} is a draft, and elsewhere too"

    def teardown(self):
        """With a connection, each of them signs in once more: all that still waits arrives, but for what was changed
        after it arrived, about a household that was released: its author reads that, and nothing is in its place."""
        kept = self.world.play("end")
        self.check(kept, self.world.stored())
        left = [(user, trajectory, state) for user, trajectory, state, _note in kept["entries"] if state != "stored"]
        assert [each for each in left if each[:2] not in self.released or each[2] != "refused"] == []


class World:
    """The browser with the scripts of the phone, and the portal behind it."""

    def __init__(self, page, app, clock, volunteers, trajectories, topic):
        self.page = page
        self.users = [volunteer.user_id for volunteer in volunteers]
        self.places = [(self.users[0], trajectories[0].id), (self.users[0], trajectories[1].id)]
        self.places += [(self.users[1], trajectories[2].id)]
        sessions = [session_of(volunteer.user, None, clock()) for volunteer in volunteers]
        cookies = ["{name}={value}".format(**cookie_of(app, session)) for session in sessions]
        page.context.clear_cookies()
        page.evaluate(PLAY, [topic, self.users, cookies])
        self.reading = db.engine.connect()

    def begin(self):
        """Begin anew: nothing stored, nothing released, the first volunteer signed in."""
        db.session.rollback()
        for model in (ContactTopic, ContactMoment, LateContact, Notice):
            db.session.execute(delete(model))
        db.session.execute(update(Assignment).values(ends_on=None, end_reason=None))
        db.session.commit()
        return self.play("begin")

    def play(self, *step):
        return self.page.evaluate("(step) => play(step)", step)

    def release(self, place):
        db.session.rollback()
        mine = update(Assignment).where(Assignment.trajectory_id == self.places[place][1])
        db.session.execute(mine.values(ends_on=Assignment.starts_on, end_reason="no_time"))
        db.session.commit()

    def stored(self):
        """Author, trajectory and note of all that the server has, in the file or with the coordinators."""
        with self.reading.begin():
            filed = [tuple(row) for row in self.reading.execute(FILED)]
            late = [(author, about, said["note"]) for author, about, said in self.reading.execute(LATE)]
        return filed + late


def test_500_interleavings_lose_nothing_double_nothing_and_show_nothing_to_another(
    phone, app, clock, make, monkeypatch
):
    # The page itself signs people in and out here, which asks nothing of the other end of the browser.
    monkeypatch.setitem(app.config, "SESSION_COOKIE_HTTPONLY", False)
    volunteers = [make.volunteer(max_households=9) for _who in range(2)]
    trajectories = [make.trajectory(claimed_by=volunteers[who]) for who in (0, 0, 1)]
    topic = str(make.topic(1).id)
    page = phone()
    page.goto("/inloggen")
    Phone.world = World(page, app, clock, volunteers, trajectories, topic)
    with Phone.world.reading:
        run_state_machine_as_test(
            Phone,
            settings=settings(
                max_examples=INTERLEAVINGS,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
