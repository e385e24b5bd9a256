"""What staff do with articles and the newspaper, as the audit log says it after the name of who did it.

The codes are permanent.
"""

from __future__ import annotations

from collections.abc import Mapping

from folkmoot.pure.words import gettext_noop as _

ACTS: Mapping[str, str] = {
    "article.begun": _("began “%(subject)s”"),
    "article.saved": _("saved “%(subject)s”"),
    "article.published": _("published “%(subject)s”"),
    "article.scheduled": _("scheduled “%(subject)s”"),
    "article.unscheduled": _("took back the schedule of “%(subject)s”"),
    "article.corrected": _("corrected “%(subject)s”"),
    "article.withdrawn": _("withdrew “%(subject)s”"),
    "article.revision_sealed": _("sealed a version of “%(subject)s”"),
    "article.preview_made": _("made a preview link to “%(subject)s”"),
    "article.preview_ended": _("ended a preview link to “%(subject)s”"),
    "page.saved": _("saved the page “%(subject)s”"),
    "picture.added": _("added a picture: %(subject)s"),
    "picture.described": _("described a picture: %(subject)s"),
    "publication.changed": _("changed what the newspaper says about itself"),
    "publication.founded": _("founded the newspaper"),
    "publication.look_changed": _("changed colours and fonts"),
    "publication.logo_changed": _("changed the logo"),
    "publication.menu_changed": _("changed menu and footer"),
    "publication.labels_changed": _("changed the newspaper's own words"),
    "publication.second_factor_required": _("made a second factor everybody's duty"),
    "publication.second_factor_optional": _("left the second factor to everybody's choice"),
    "front.lead_chosen": _("chose what leads the front page: “%(subject)s”"),
    "front.lead_left_open": _("let the newest article lead the front page"),
    "section.changed": _("changed the section %(subject)s"),
    "section.removed": _("removed the section %(subject)s"),
    "author.changed": _("changed the author %(subject)s"),
    "author.removed": _("removed the author %(subject)s"),
    "tag.changed": _("changed the tag %(subject)s"),
    "tag.removed": _("removed the tag %(subject)s"),
    "tag.merged": _("merged two tags: %(subject)s"),
    "section.ordered": _("put the sections in order"),
}
