"""What staff leave lying about: links that let somebody in, and an article that its author may write."""

from __future__ import annotations

from datetime import datetime

from folkmoot.articles.models import Article
from folkmoot.readers.commands.choose_password import make_password_link
from folkmoot.readers.commands.invite import invite
from folkmoot.readers.models import Account
from folkmoot.readers.values import Role

Values = dict[tuple[str, str], str]


def leave_things_about(values: Values, here: int, host: str, now: datetime) -> None:
    """Make links of every kind, and give the author the article that is "own"."""
    ids = dict(Account.objects.values_list("name", "id"))
    values["member", "here"], values["member", "elsewhere"] = str(ids["author"]), str(ids["owner elsewhere"])
    for state in ("over", "here"):  # a later one ends the one before
        asked = {"publication_id": here, "account_id": None, "now": now}
        values["invitation", state] = invite(email=f"zed@{host}", roles=[Role.AUTHOR], **asked)
        link = make_password_link(account_id=ids["account"], publication_id=None, made_by=None, now=now)
        values["password link", state] = link
    Article.objects.filter(page_id=int(values["article id", "own"])).update(begun_by=ids["author"])
