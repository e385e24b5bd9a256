"""Where one speaks: a thread under each page that can be discussed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from folkmoot.articles.models import Page, Publication, is_public
from folkmoot.articles.values import PageKind

# A discussion is as public as its page: under a draft or a withdrawn article only the desk sees it.
THREAD_IS_PUBLIC = is_public("page")


class Thread(models.Model):
    """The discussion of one page.

    Attributes:
        closed_because: `ClosedBecause`: why it is closed, or was. "" for one that never was: only such a thread closes by
            its age, so that one which staff reopened stays open.
        slow_s: least seconds between two comments of one reader; None: as the publication has it.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="threads")
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="thread")
    comment_count = models.IntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=10, blank=True, default="")
    slow_s = models.IntegerField(null=True)
    created_at = models.DateTimeField()

    def closes_at(self, after_days: int) -> datetime | None:
        """Return when it closes by the age of what it discusses; None for never. Its page and article are at hand.

        An article is as old as its publication, a page of another site as its thread; About and its like have no age.

        Args:
            after_days: age at which threads close; 0: never.
        """
        if after_days == 0 or self.closed_because or self.page.kind == PageKind.FIXED:
            return None
        article = getattr(self.page, "article", None)
        since = article.published_at if article else self.created_at
        return since + timedelta(days=after_days) if since else None
