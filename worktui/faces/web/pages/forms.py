"""Forms: pages that the workspace defines, and plain HTML or JSON from elsewhere.

What is sent becomes a suggestion and never a change, so a form needs no login; what keeps
programs out is a field that people do not see, the time that filling in takes, and limits.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from worktui.app.inbox import Sensed
from worktui.app.questions import SLUG, Form, answered, form_of, is_full
from worktui.faces.web.asked import FORM, JSON, body_of, fields_of, json_in, kind_of
from worktui.faces.web.paper import answer, rendered, see_other
from worktui.faces.web.refusals import Refusal
from worktui.faces.web.sent import caller, count, sent_fields
from worktui.faces.web.site import Site

TRAPS = ("hp_url", "_gotcha")
"""Fields that people leave empty, since they do not see them."""
STAMP = "shown"
OLDEST = 7 * 86_400
"""Seconds for which a form that was opened can be sent."""
_INNER = ("fields", "data", "answers", "payload", "form_response", "submission")
_IDS = ("id", "submission_id", "response_id", "entry_id", "submissionId", "token")
_TIMES = ("submitted_at", "submittedAt", "created_at", "createdAt", "timestamp", "date")
_MOST_FIELDS = 100

Fields = Mapping[str, str]


async def form(site: Site, request: Request) -> Response:
    """The page of a form, and what is sent to it."""
    slug = request.path_params["form"]
    if not SLUG.fullmatch(slug):
        raise Refusal(404)
    mine = form_of(site.work(), slug)
    if request.method != "POST":
        if mine is None:
            raise Refusal(404)
        sent = request.query_params.get("sent") == "1"
        return answer(site, request, _page(site, mine, {}, {}, sent=sent))
    count(site, request, "form")
    count(site, request, "one_form", slug)
    if kind_of(request) == JSON:
        return await _from_service(site, request, slug)
    if kind_of(request) != FORM:
        raise Refusal(415, headers={"accept": f"{FORM}, {JSON}"})
    if mine is None or mine.closed:
        return await _from_elsewhere(site, request, slug, mine)
    return await _from_page(site, request, mine)


async def _from_page(site: Site, request: Request, form: Form) -> Response:
    fields, proven = await sent_fields(site, request)
    if _trapped(site, request, fields):
        return see_other(site, f"/f/{form.slug}?sent=1")
    answers, wrong = answered(form, fields)
    stamp = fields.get(STAMP, "")
    age = site.proofs().age(stamp, form.slug, site.now())
    if not proven or age is None or age > OLDEST:
        wrong[""] = "Please press once more."
    elif age < site.fill_seconds:
        wrong[""] = "That was very quick. Please look at it once more, then send it."
    if wrong:
        status = 403 if not proven else 400
        return answer(site, request, _page(site, form, fields, wrong), status)
    await _take_in(site, request, form.slug, answers, about=stamp)
    return see_other(site, f"/f/{form.slug}?sent=1")


async def _from_elsewhere(site: Site, request: Request, slug: str, form: Form | None) -> Response:
    """A plain HTML form on some other page."""
    if form is not None:
        raise Refusal(410, "This form is closed.", title="Closed")
    fields = await fields_of(request, patience=site.patience)
    told = {name: text for name, text in fields.items() if name not in TRAPS and text.strip()}
    if not told:
        raise Refusal(400, "There is nothing in this form.")
    if not _trapped(site, request, fields):
        about = f"{site.now():%Y-%m-%d}"
        await _take_in(site, request, slug, told, about=about)
    page = rendered(site, site.desk.snapshot(), "thanks.html", title="Thank you")
    return answer(site, request, page)


async def _from_service(site: Site, request: Request, slug: str) -> Response:
    """JSON: `{name: text}`, or what form services send around it."""
    form = form_of(site.work(), slug)
    if form is not None and form.closed:
        raise Refusal(410, "This form is closed.", title="Closed")
    given = json_in(await body_of(request, patience=site.patience))
    if not isinstance(given, Mapping) or not given:
        raise Refusal(400, "A form is an object with fields.")
    if any(isinstance(given.get(name), Mapping | list) for name in _INNER):
        raw = {name: given[name] for name in (*_INNER, *_TIMES) if name in given}
        raw["form"] = slug  # nothing else it says of itself counts
        if told := next((given[name] for name in _IDS if given.get(name)), None):
            raw["id"] = f"{slug}:{told}"  # services count each for themselves
    else:
        fields = {str(k): v for k, v in list(given.items())[:_MOST_FIELDS] if k not in TRAPS}
        about = f"{site.now():%Y-%m-%d}"
        raw = _submission(site, slug, fields, about)
    if not _trapped(site, request, given):
        _refuse_full(site, request, slug)
        await site.beside(partial(_sense, site, raw))
    return JSONResponse({"accepted": True}, 202)


async def _take_in(
    site: Site, request: Request, slug: str, fields: Mapping[str, Any], *, about: str
) -> None:
    _refuse_full(site, request, slug)
    await site.beside(partial(_sense, site, _submission(site, slug, fields, about)))


def _submission(site: Site, slug: str, fields: Mapping[str, Any], about: str) -> dict[str, Any]:
    """A submission as the senses read it. The same fields sent again are the same one."""
    text = json.dumps([slug, about, sorted(fields.items())], ensure_ascii=False, default=str)
    id = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    now = site.now().isoformat()
    return {"form": slug, "id": id, "submitted_at": now, "fields": dict(fields)}


def _sense(site: Site, raw: Mapping[str, Any]) -> Sensed:
    return site.inbox.sense(raw, "form")


def _refuse_full(site: Site, request: Request, slug: str) -> None:
    if is_full(site.desk.snapshot(), slug):
        site.alarm("form is full", caller(request), {"form": slug})
        raise Refusal(429, "This form takes nothing more just now. Please write a mail instead.")


def _trapped(site: Site, request: Request, fields: Mapping[str, Any]) -> bool:
    """Whether a field was filled in that people do not see. The sender is not told."""
    if not any(fields.get(name) for name in TRAPS):
        return False
    site.alarm("trap", caller(request))
    return True


def _page(site: Site, form: Form, fields: Fields, wrong: Fields, *, sent: bool = False) -> str:
    old = fields.get(STAMP, "")
    kept = site.proofs().age(old, form.slug, site.now())
    stamp = old if kept is not None and kept <= OLDEST else ""
    return rendered(
        site, site.desk.snapshot(), "form.html",
        title=form.title, form=form, fields=fields, wrong=wrong, sent=sent, trap=TRAPS[0],
        stamp_field=STAMP, stamp=stamp or site.proofs().stamp(form.slug, site.now()),
        address=f"/f/{form.slug}",
    )  # fmt: skip
