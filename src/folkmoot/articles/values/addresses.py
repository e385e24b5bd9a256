"""Addresses of what is published and of the desk: pure functions, so that every room may link to them."""

from __future__ import annotations

from urllib.parse import urlsplit

from folkmoot.pure.urls import normalise_url, origin_of


def picture_path(path: str) -> str:
    """Return the address of a stored picture."""
    return f"/media/{path}"


def article_path(slug: str) -> str:
    """Return the address of an article below the publication's root."""
    return f"/articles/{slug}/"


def history_path(slug: str) -> str:
    """Return the address of what became of an article since it could be read."""
    return f"/articles/{slug}/history/"


def revision_path(slug: str, number: int) -> str:
    """Return the address of what one public revision changed; `number` is the revision's own."""
    return f"/articles/{slug}/history/{number}/"


def fixed_page_path(slug: str) -> str:
    """Return the address of a fixed page."""
    return f"/{slug}/"


def section_path(slug: str) -> str:
    """Return the address of a section's list."""
    return f"/section/{slug}/"


def author_path(slug: str) -> str:
    """Return the address of an author's page."""
    return f"/author/{slug}/"


def tag_path(slug: str) -> str:
    """Return the address of a tag's list."""
    return f"/tag/{slug}/"


def stored_address(url: str, *, base_url: str) -> str:
    """Return how the page at an absolute address is stored: a path below `base_url`, else the normalised address.

    Raises:
        ValueError: not an http or https address; the message is a sentence.
    """
    absolute = normalise_url(url)
    own = origin_of(base_url)
    return urlsplit(absolute).path if absolute.startswith(f"{own}/") else absolute


DESK_ARTICLES_PATH = "/desk/articles/"
DESK_ARTICLE_NEW_PATH = "/desk/articles/new/"
DESK_PICTURES_PATH = "/desk/pictures/"
DESK_PAGES_PATH = "/desk/pages/"
DESK_PAGE_NEW_PATH = "/desk/pages/new/"


def preview_path(token: str) -> str:
    """Return the address under which a colleague reads what is not public yet."""
    return f"/desk/preview/{token}/"


def typed_preview_path(article_id: int | None) -> str:
    """Return where an article's form is sent to be shown as the real page; None for one that is not begun yet."""
    return f"/desk/articles/{article_id}/preview/" if article_id else "/desk/articles/new/preview/"


def desk_article_path(article_id: int) -> str:
    """Return the address of an article's form on the desk."""
    return f"/desk/articles/{article_id}/"


def typed_autosave_path(article_id: int | None) -> str:
    """Return where an article's form is sent while somebody types; None for one that is not begun yet."""
    return f"/desk/articles/{article_id}/autosave/" if article_id else "/desk/articles/new/autosave/"


def desk_history_path(article_id: int) -> str:
    """Return the address of everything an article ever said, for staff."""
    return f"/desk/articles/{article_id}/history/"


def desk_links_path(article_id: int) -> str:
    """Return where links for colleagues are made and ended."""
    return f"/desk/articles/{article_id}/links/"


def desk_withdrawal_path(article_id: int) -> str:
    """Return where an article is taken back, with a reason."""
    return f"/desk/articles/{article_id}/withdraw/"


def desk_picture_path(picture_id: int) -> str:
    """Return the address of a picture's words in the library."""
    return f"/desk/pictures/{picture_id}/"


def desk_page_path(page_id: int) -> str:
    """Return the address of a fixed page's form on the desk."""
    return f"/desk/pages/{page_id}/"


BEGIN_PATH = "/begin/"
DESK_PUBLICATION_PATH = "/desk/publication/"
DESK_LOOK_PATH = "/desk/publication/look/"
DESK_MENU_PATH = "/desk/publication/menu/"
DESK_WORDS_PATH = "/desk/publication/words/"
DESK_SECTIONS_PATH = "/desk/sections/"
DESK_FRONT_PATH = "/desk/front/"
DESK_BEGIN_PAGE_PATH = "/desk/pages/begin/"


def theme_path(digest: str) -> str:
    """Return the address of a publication's own stylesheet; it changes with what is in it."""
    return f"/theme/{digest}.css"


def desk_part_path(kind: str, part_id: int) -> str:
    """Return the address of the form of a section, an author or a tag; `kind` is that word."""
    return f"/desk/{kind}s/{part_id}/"
