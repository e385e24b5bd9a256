"""Found the newspaper of an empty house: the newspaper, its owner, and the pages it begins with. All of it or nothing."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from folkmoot.articles.commands.begin_pages import begin_pages
from folkmoot.articles.commands.make_publication import make_publication
from folkmoot.articles.commands.spell import spelled_line
from folkmoot.articles.models import Publication
from folkmoot.articles.policy.founding import (
    bad_email,
    founded_already,
    owner_missing,
    password_too_long,
    weak_password,
    wrong_code,
)
from folkmoot.articles.values import Founded, FoundingDraft, PublicationDraft
from folkmoot.kit.languages import usual_zone
from folkmoot.kit.one_time_code import code_spent, is_code
from folkmoot.pure.slugs import slug_of
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.values import Role

NO_SLUG = "newspaper"


def found_publication(draft: FoundingDraft, *, code: str, now: datetime) -> Founded:
    """Return the ids of the new publication and of its owner's account. The code is spent.

    Raises:
        DeniedError: `founded_already`, `wrong_founding_code`, `owner_missing`, `bad_email`, `weak_password`, `too_long`; as `make_publication` and
            `make_account`. The code is kept for the next try.
    """
    if Publication.objects.exists():
        raise DeniedError(founded_already())
    if not is_code(code):
        raise DeniedError(wrong_code())
    with code_spent() as was_there:
        if not was_there:
            raise DeniedError(founded_already())
        return _found(draft, now=now)


@transaction.atomic
def _found(draft: FoundingDraft, *, now: datetime) -> Founded:
    require(owner_missing(draft.owner_name))
    publication = PublicationDraft(
        slug=slug_of(draft.name) or NO_SLUG,
        name=draft.name,
        base_url=draft.base_url,
        language=draft.language,
        time_zone=draft.time_zone or usual_zone(draft.language),
    )
    publication_id = make_publication(publication, now=now)
    email = draft.email.strip()
    _judge_email(email)
    _judge_password(draft.password)
    account_id = make_account(email=email, password=draft.password, name=spelled_line("owner_name", draft.owner_name))
    give_role(account_id=account_id, publication_id=publication_id, role=Role.OWNER, given_by=None)
    begin_pages(publication_id=publication_id, owner=draft.owner_name, email=email, account_id=None, now=now)
    return Founded(publication_id=publication_id, account_id=account_id)


def _judge_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise DeniedError(bad_email()) from error


def _judge_password(password: str) -> None:
    require(password_too_long(password))
    try:
        validate_password(password)
    except ValidationError as error:
        raise DeniedError(weak_password(" ".join(error.messages))) from error
