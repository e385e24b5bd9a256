"""The newspaper's own data for whoever runs the house; everything that is written at the desk, to look at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from folkmoot.articles.commands.begin_pages import begin_pages
from folkmoot.articles.commands.make_publication import change_publication, make_publication
from folkmoot.articles.models import (
    Article,
    Author,
    FixedPage,
    LinkMention,
    OutsidePage,
    Picture,
    Publication,
    Redirect,
    Revision,
    Section,
    Tag,
)
from folkmoot.articles.policy import bad_publication
from folkmoot.articles.values import PublicationDraft
from folkmoot.kit import clock
from folkmoot.kit.admin import ModelForm, ReadOnlyAdmin
from folkmoot.kit.time_zones import is_time_zone
from folkmoot.kit.words import say


class PublicationForm(ModelForm):
    """Everything an owner says about their newspaper. `hosts` and `origins` are JSON lists of text."""

    hosts = forms.JSONField(required=False)
    origins = forms.JSONField(required=False)

    class Meta:
        """What is asked for."""

        model = Publication
        fields = ("slug", "name", "tagline", "language", "time_zone", "base_url", "hosts", "origins")

    def draft(self) -> PublicationDraft:
        """Return what the command is asked to keep."""
        typed = dict(self.cleaned_data)
        typed["hosts"], typed["origins"] = tuple(typed.get("hosts") or ()), tuple(typed.get("origins") or ())
        return PublicationDraft(**typed)

    def clean(self) -> dict[str, Any] | None:
        """Say at its field what the policy would refuse."""
        typed = super().clean()
        for name in ("hosts", "origins"):
            listed = self.cleaned_data.get(name) or []
            if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
                self.add_error(name, 'Write a list of text, such as ["https://blog.example"].')
        if not self.errors:
            draft = self.draft()
            refused = bad_publication(draft, zone_is_known=is_time_zone(draft.time_zone))
            if refused:
                self.add_error(refused.field, say(refused))
        return typed


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    """Founds newspapers and changes what they say about themselves."""

    form = PublicationForm
    list_display = ("name", "slug", "base_url", "language", "time_zone")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return what Django's permissions say."""
        return admin.ModelAdmin.has_add_permission(self, request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Return what Django's permissions say."""
        return admin.ModelAdmin.has_change_permission(self, request, obj)

    def save_model(self, request: HttpRequest, obj: Publication, form: Any, change: Any) -> None:  # noqa: ARG002 -- Django's signature
        """Keep what was typed, through the commands; a new newspaper has its first pages."""
        if change:
            change_publication(publication_id=obj.id, draft=form.draft(), now=clock.now())
        else:
            obj.pk = make_publication(form.draft(), now=clock.now())
            begin_pages(publication_id=obj.pk, account_id=None, now=clock.now())


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    """Shows articles; they are written at the desk."""

    list_display = ("headline", "publication", "section", "state", "published_at")
    list_filter = ("publication", "state")
    list_select_related = ("publication", "section")
    search_fields = ("headline", "slug")


@admin.register(FixedPage)
class FixedPageAdmin(ReadOnlyAdmin):
    """Shows fixed pages; they are written at the desk."""

    list_display = ("title", "publication", "slug", "published", "in_footer")
    list_select_related = ("publication",)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """Shows what was written when and by whom."""

    list_display = ("headline", "number", "account", "created_at")
    list_select_related = ("account",)


@admin.register(Section, Tag, Author)
class NameAdmin(ReadOnlyAdmin):
    """Shows names that came about at the desk or by an import."""

    list_display = ("name", "slug", "publication")
    list_select_related = ("publication",)
    search_fields = ("name",)


@admin.register(Picture)
class PictureAdmin(ReadOnlyAdmin):
    """Shows what pictures say."""

    list_display = ("alt", "credit", "publication", "created_at")
    list_select_related = ("publication",)


@admin.register(Redirect)
class RedirectAdmin(ReadOnlyAdmin):
    """Shows old addresses and where they lead."""

    list_display = ("path", "page_url", "publication")
    list_select_related = ("page", "publication")
    search_fields = ("path",)

    @admin.display(description="leads to")
    def page_url(self, row: Redirect) -> str:
        """Return the present address."""
        return row.page.url


@admin.register(LinkMention)
class LinkMentionAdmin(ReadOnlyAdmin):
    """Shows who links here."""

    list_display = ("url", "title", "at")


@admin.register(OutsidePage)
class OutsidePageAdmin(ReadOnlyAdmin):
    """Shows pages of other sites that host our threads."""

    list_display = ("page_url", "created_at")
    list_select_related = ("page",)

    @admin.display(description="page")
    def page_url(self, row: OutsidePage) -> str:
        """Return the page's address."""
        return row.page.url
