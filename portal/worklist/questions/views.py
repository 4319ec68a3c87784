"""A question about a household: asking it, its page with the answer, and what a coordinator does with it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import Action, RoleKind
from portal.i18n import _
from portal.refusals import NotVisible, Refused
from portal.trajectories import traces
from portal.web.acting import require_here, this_act, today
from portal.web.editing import FormPage, done, edit, press
from portal.web.forms import VersionedForm, key_in, new_key
from portal.web.rendering import answer
from portal.work import find
from portal.worklist.questions import queries, rules, service, words
from portal.worklist.questions.forms import AnswerForm, AskForm, HandOverForm, SnoozeForm
from portal.worklist.questions.models import Question
from portal.worklist.questions.rules import Asked

blueprint = Blueprint("questions", __name__)
AHEAD = timedelta(days=7)  # the day that the form to put off begins with


@blueprint.route("/trajecten/<int:trajectory_id>/vraag", methods=["GET", "POST"])
def ask(trajectory_id: int) -> ResponseReturnValue:
    """Ask the coordinator about a household, or its volunteer."""
    act = this_act()
    trajectory = traces.read_name(act, "question", trajectory_id)
    require_here(Action.ASK_QUESTION, trajectory)
    form = AskForm(data={"submission_key": new_key(), "contact": request.args.get("contact", "")})
    contact_id = key_in(form.contact)
    contact = queries.contact_of(trajectory_id, contact_id)
    if contact_id is not None and contact is None:
        raise NotVisible

    def show(status: int) -> ResponseReturnValue:
        title = words.ask_label(act.actor, queries.supporter_name(trajectory.volunteer_id)) or _(
            "Vraag aan de begeleider"
        )
        facts = {"form": form, "trajectory": trajectory, "title": title, "about": contact and words.about(contact)}
        return answer("worklist/questions/ask.html", status=status, **facts)

    def ask_anew(refused: Refused, _page: FormPage) -> None:
        if refused.code == "question_sent":
            form.submission_key.data = new_key()

    return edit(
        FormPage(form, show),
        lambda: service.ask(act, trajectory_id, Asked(form.words.data, contact_id), form.submission_key.data),
        lambda _made: done(_in_file(trajectory_id), _("Uw vraag is verstuurd."), own_step=True),
        otherwise=ask_anew,
    )


@blueprint.route("/vragen/<int:question_id>", methods=["GET", "POST"])
def question(question_id: int) -> ResponseReturnValue:
    """A question with its answer, or the form that answers it."""
    found, form = _question(question_id), AnswerForm()
    if request.method == "POST":
        require_here(Action.ANSWER_QUESTION, found)
    return edit(
        FormPage(form, partial(_page, question_id, form)),
        lambda: service.answer(this_act(), question_id, form.answer.data),
        lambda _made: done(_after(), _("Uw antwoord is verstuurd."), own_step=True),
        otherwise=lambda refused, _asked: _moved_on(question_id, refused, form.answer.data),
    )


@blueprint.post("/vragen/<int:question_id>/gelezen")
def read(question_id: int) -> ResponseReturnValue:
    """Say that the answer was read."""
    said = _("Gelezen. Het antwoord blijft in het dossier staan.")
    return press(lambda: service.read(this_act(), question_id), _after(), said)


@blueprint.route("/vragen/<int:question_id>/overdragen", methods=["GET", "POST"])
def hand_over(question_id: int) -> ResponseReturnValue:
    """Let a colleague answer."""
    form = _hand_over_form(_kept(question_id))
    return _edit(
        question_id,
        FormPage(form, partial(_form_page, question_id, "hand_over", form)),
        lambda: service.hand_over(this_act(), question_id, form.expected_version(), form.colleague.data),
        partial(_hand_over_form, formdata=None),
    )


@blueprint.route("/vragen/<int:question_id>/uitstellen", methods=["GET", "POST"])
def snooze(question_id: int) -> ResponseReturnValue:
    """Put it off to a day, with a reason."""
    form = _snooze_form(_kept(question_id))
    return _edit(
        question_id,
        FormPage(form, partial(_form_page, question_id, "snooze", form)),
        lambda: service.snooze(this_act(), question_id, form.expected_version(), form.until.data, form.reason.data),
        partial(_snooze_form, formdata=None),
    )


def _edit(
    question_id: int, page: FormPage, command: Callable[[], Question], fresh: Callable[[Question], VersionedForm]
) -> ResponseReturnValue:
    """A form by which a coordinator keeps a question; where somebody answered meanwhile the answer shows."""
    return edit(
        page,
        command,
        lambda made: done(url_for("worklist.overview"), words.kept(made), own_step=True),
        now=lambda: fresh(_question(question_id)),
        otherwise=lambda refused, asked: _moved_on(question_id, refused, asked.form.data.get("reason")),
    )


def _hand_over_form(question: Question, **how: object) -> HandOverForm:
    form = HandOverForm(data={"colleague": question.owner_id, "version": question.version}, **how)
    form.offer(queries.colleagues(this_act().actor))
    return form


def _snooze_form(question: Question, **how: object) -> SnoozeForm:
    until = question.snoozed_until or today() + AHEAD
    return SnoozeForm(data={"until": until, "reason": question.snooze_reason, "version": question.version}, **how)


def _form_page(question_id: int, name: str, form: VersionedForm, status: int) -> ResponseReturnValue:
    found = _question(question_id)
    if found.answer is not None:
        return _page(question_id, AnswerForm(formdata=None), 200)
    facts = {"question": found, "title": words.title(found), "tomorrow": today() + timedelta(days=1)}
    return answer(f"worklist/questions/{name}.html", status=status, form=form, **facts)


def _moved_on(question_id: int, refused: Refused, typed: str | None) -> ResponseReturnValue | None:
    """The page of a question that somebody answered meanwhile, with what the reader typed."""
    if refused.code != "question_answered":
        return None
    return _page(question_id, AnswerForm(formdata=None), 409, refused, typed)


def _page(
    question_id: int, form: AnswerForm, status: int, refused: Refused | None = None, typed: str | None = None
) -> ResponseReturnValue:
    actor, found = this_act().actor, _question(question_id)
    coordinates = actor.kind is RoleKind.COORDINATOR
    if coordinates and found.to_volunteer:
        form.answer.label.text = _("Wat is ermee gedaan?")
    return answer(
        "worklist/questions/question.html",
        status=status,
        question=found,
        form=form,
        refused=refused,
        typed=[typed] if typed else [],
        title=words.title(found, actor.user_id),
        signal=(words.signal if coordinates else words.seen_by_volunteer)(found, today()),
        send=_("Afronden") if coordinates and found.to_volunteer else _("Antwoord sturen"),
        unread=rules.unread(found.standing, coordinates),
        words=words,
    )


def _question(question_id: int) -> Question:
    """A question the reader may see, whose reading has left its trace."""
    act = this_act()
    theirs = queries.visible_to(act.actor).where(Question.id == question_id)
    traces.read_name(act, "question", find(theirs).trajectory_id)
    return find(theirs)


def _kept(question_id: int) -> Question:
    """A question that the reader may hand over and put off. Raises Forbidden."""
    found = _question(question_id)
    require_here(Action.KEEP_QUESTION, found)
    return found


def _in_file(trajectory_id: int) -> str:
    return url_for("dossier.trajectory", trajectory_id=trajectory_id, _anchor="questions")


def _after() -> str:
    """Where somebody goes on after a question: a coordinator to the worklist, a volunteer to their day."""
    coordinates = this_act().actor.kind is RoleKind.COORDINATOR
    return url_for("worklist.overview") if coordinates else url_for("today.today")
