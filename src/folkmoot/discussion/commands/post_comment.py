"""Say something in a thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction

from folkmoot.discussion.commands.bear_name import BorneName, bear_name, choose_name
from folkmoot.discussion.commands.find_submission import repeat_by_network, repeat_by_reader, submission_of_key
from folkmoot.discussion.commands.fingerprints import (
    Words,
    network_hashes,
    reader_hash,
    request_hash,
    words_hash,
)
from folkmoot.discussion.commands.hold_comment import facts_of, hold_comment
from folkmoot.discussion.commands.keep_pace import keep_pace
from folkmoot.discussion.commands.locks import lock_thread
from folkmoot.discussion.commands.read_words import read_body, read_email
from folkmoot.discussion.commands.screen import screen
from folkmoot.discussion.commands.settings_in_force import settings_for_thread
from folkmoot.discussion.commands.speaking_part import SpeakingPart, speaking_part
from folkmoot.discussion.commands.word_comment import html_of
from folkmoot.discussion.events import CommentPublished
from folkmoot.discussion.models import Comment, Submission
from folkmoot.discussion.policy import closed, key_of_another_request, read_only, unfit_key, wrong_parent
from folkmoot.discussion.ports import Answer, Screening
from folkmoot.discussion.values import CommentState, NamePolicy, Posted
from folkmoot.kit.failpoints import Failpoint, reach
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.sql import insert
from folkmoot.kit.text.comments import RENDERER_VERSION
from folkmoot.kit.words import say
from folkmoot.pure.questions import asks
from folkmoot.pure.verdict import require
from folkmoot.readers.commands.make_guest import make_guest
from folkmoot.readers.commands.remember_reader import reader_of_account
from folkmoot.readers.queries import repeated_guest_token
from folkmoot.readers.values import Actor

NO_NETWORK = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A post on its way: everything that could be worked out before the transaction, which others wait for.

    `by_reader` and `networks` are the names under which a repeat is found: the first of a known reader, the others of
    a stranger; empty for the other kind.
    """

    words: Words
    html: str
    actor: Actor
    part: SpeakingPart
    asks: bool
    key: str
    by_reader: str
    networks: tuple[str, str]
    screening: Screening
    now: datetime


def post_comment(  # noqa: PLR0913 -- one call says everything about one post
    *,
    publication_id: int,
    thread_id: int,
    parent_id: int | None,
    body: str,
    name: str,
    email: str,
    actor: Actor,
    idempotency_key: str = "",
    now: datetime,
) -> Posted:
    """Publish or hold a comment, and return what became of it. The same post sent twice is one comment.

    Somebody who never acted before becomes a guest by it. An account always speaks under its own name.

    Raises:
        DeniedError: `unknown_thread`, `read_only`, `thread_closed`, `slow_mode`, `body_empty`, `body_too_long`, `body_unreadable`,
            `account_needed`, `name_missing`, `name_too_long`, `name_unreadable`, `name_deceives`, `name_taken`, `email_unreadable`, `wrong_parent`, `bad_idempotency_key`, `idempotency_mismatch`,
            or the screener's own.
    """
    require(unfit_key(idempotency_key))
    if (account_id := actor.account_id) is not None:
        actor = replace(actor, reader_id=actor.reader_id or reader_of_account(account_id=account_id, now=now))
    words = Words(
        publication_id=publication_id,
        thread_id=thread_id,
        parent_id=parent_id,
        body=read_body(body),
        name=choose_name(name, actor),
        email=read_email(email),
    )
    html = html_of(words.body, thread_id)
    return _keep(
        _Draft(
            words=words,
            html=html,
            actor=actor,
            part=speaking_part(actor, thread_id),
            asks=asks(words.body),
            key=idempotency_key,
            by_reader="" if actor.reader_id is None else reader_hash(words, actor.reader_id),
            networks=network_hashes(words, actor, now=now) if actor.reader_id is None else NO_NETWORK,
            screening=screen(words, html, actor, now=now),
            now=now,
        )
    )


def _keep(draft: _Draft) -> Posted:
    """Return the answer to a repeat, or write the comment: in one transaction that holds the thread."""
    publication_id = draft.words.publication_id
    try:
        with transaction.atomic():
            is_closed = lock_thread(draft.words.thread_id, publication_id)
            found = _find(draft)
            return _answer(found, draft) if found else _post(draft, is_closed=is_closed)
    except IntegrityError:
        # Two requests with one key can meet in two threads: the one that came second finds the first one's row.
        if (found := submission_of_key(publication_id, draft.key)) is None:
            raise
        return _answer(found, draft)


def _find(draft: _Draft) -> Submission | None:
    """Return the submission that this post repeats, or None."""
    if draft.key:
        return submission_of_key(draft.words.publication_id, draft.key)
    if draft.actor.reader_id is not None:
        return repeat_by_reader(draft.by_reader, now=draft.now)
    return repeat_by_network(draft.networks, now=draft.now)


def _answer(found: Submission, draft: _Draft) -> Posted:
    """Return the answer to a repeat: the comment as it stands now.

    Whoever holds the key gets their token again. Whoever only shares network, name and words with the first
    sender is shown what the public sees, and no token.
    """
    token = None
    if draft.key:
        require(key_of_another_request(same_request=found.request_hash == request_hash(draft.words)))
        token = repeated_guest_token(
            publication_id=draft.words.publication_id, idempotency_key=draft.key, reader_id=found.comment.reader_id
        )
    is_author = bool(draft.key) or draft.actor.reader_id == found.comment.reader_id
    holds = found.comment.holds.filter(ended_at=None).values_list("sentence", flat=True)
    return Posted(
        comment_id=found.comment_id,
        state=CommentState(found.comment.state),
        reason="".join(holds[:1]),
        guest_token=token,
        repeated=True,
        comment=found.comment.view(held_too=is_author),
    )


def _post(draft: _Draft, *, is_closed: bool) -> Posted:
    """Write the comment, its submission, its hold if there is one, and tell it."""
    settings = settings_for_thread(draft.words.thread_id)
    require(read_only(settings))
    require(closed(is_closed=is_closed))
    parent = _parent(draft.words)
    keep_pace(draft.words.thread_id, draft.actor, settings.slow_s, now=draft.now)
    borne = _bear_name(draft, settings.names)
    reader_id, token = _reader(draft)
    held = draft.screening.answer is Answer.HOLD
    comment = Comment(
        publication_id=draft.words.publication_id,
        thread_id=draft.words.thread_id,
        parent=parent,
        root_id=(parent.root_id or parent.id) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        reader_id=reader_id,
        name=draft.words.name,
        name_skeleton=borne.skeleton,
        badges=[*draft.part.badges, *borne.badges],
        source=draft.words.body,
        html=draft.html,
        renderer_version=RENDERER_VERSION,
        state=CommentState.HELD if held else CommentState.PUBLISHED,
        listed=not held,
        by_author=draft.part.by_author,
        by_staff=draft.part.by_staff,
        asks=draft.asks,
        created_at=draft.now,
    )
    reach(Failpoint.COMMENT_COMING)
    insert(comment)
    reach(Failpoint.COMMENT_INSERTED)
    _remember(comment, draft)
    if held:
        hold_comment(comment, draft.screening, was_public=False, now=draft.now)
    else:
        emit(CommentPublished(newly_listed=True, **facts_of(comment, draft.now)))
    reach(Failpoint.COMMENT_TOLD)
    return Posted(
        comment_id=comment.id,
        state=CommentState(comment.state),
        reason=say(draft.screening),
        guest_token=token,
        repeated=False,
        comment=comment.view(held_too=True),
    )


def _bear_name(draft: _Draft, policy: NamePolicy) -> BorneName:
    words = draft.words
    return bear_name(
        words.name,
        actor=draft.actor,
        publication_id=words.publication_id,
        thread_id=words.thread_id,
        policy=policy,
    )


def _parent(words: Words) -> Comment | None:
    """Return the comment that is answered, or None for a root."""
    if words.parent_id is None:
        return None
    columns = ("id", "root_id", "depth", "thread_id", "listed", "state")
    parent = Comment.objects.filter(id=words.parent_id).only(*columns).first()
    require(
        wrong_parent(
            same_thread=parent is not None and parent.thread_id == words.thread_id,
            listed=parent is not None and parent.listed,
            state=CommentState(parent.state) if parent else None,
        )
    )
    return parent


def _reader(draft: _Draft) -> tuple[int, str | None]:
    """Return who speaks, and the token of whoever becomes a guest by it."""
    if draft.actor.reader_id is not None:
        return draft.actor.reader_id, None
    guest = make_guest(
        publication_id=draft.words.publication_id,
        name=draft.words.name,
        email=draft.words.email,
        idempotency_key=draft.key,
        now=draft.now,
    )
    return guest.reader_id, guest.token


def _remember(comment: Comment, draft: _Draft) -> None:
    """Write down under which names this post is found when it is sent again."""
    submission = Submission(
        publication_id=comment.publication_id,
        key=draft.key,
        request_hash=request_hash(draft.words) if draft.key else "",
        reader_hash=draft.by_reader or reader_hash(draft.words, comment.reader_id),
        network_hash=draft.networks[0],
        words_hash=words_hash(draft.words),
        comment=comment,
        at=draft.now,
    )
    insert(submission)
