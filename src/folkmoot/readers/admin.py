"""Accounts and roles for whoever runs the house; readers to look at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.password_validation import validate_password
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from folkmoot.kit import clock
from folkmoot.kit.admin import ModelForm, ReadOnlyAdmin
from folkmoot.readers.commands.change_account import change_account
from folkmoot.readers.commands.give_role import give_role, take_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.models import Account, Reader, StaffRole
from folkmoot.readers.values import Role


class NewAccountForm(ModelForm):
    """E-mail address, name and a first password."""

    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    class Meta:
        """What is asked for."""

        model = Account
        fields = ("email", "name")

    def clean_password(self) -> str:
        """Return the password if it is hard enough to guess."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


@admin.register(Account)
class AccountAdmin(ReadOnlyAdmin):
    """Makes accounts; changes a name, and whether one may sign in. Passwords: `folkmoot changepassword`."""

    list_display = ("email", "name", "is_active", "is_superuser", "created_at")
    search_fields = ("email", "name")
    fields = ("email", "name", "is_active")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return what Django's permissions say."""
        return admin.ModelAdmin.has_add_permission(self, request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Return what Django's permissions say."""
        return admin.ModelAdmin.has_change_permission(self, request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:  # noqa: ARG002 -- Django's signature
        """Return the address, once it is given: it is the name one signs in with."""
        return ("email",) if obj else ()

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:  # noqa: ARG002 -- as above
        """Return the fields of the form."""
        return self.fields if obj else ("email", "name", "password")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 -- as above
        """Return the form of a new account or of one that is there."""
        if obj is None:
            kwargs["form"] = NewAccountForm
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request: HttpRequest, obj: Account, form: Any, change: Any) -> None:  # noqa: ARG002 -- as above
        """Keep what was typed, through the commands."""
        if change:
            change_account(account_id=obj.id, name=obj.name, is_active=obj.is_active)
        else:
            obj.pk = make_account(email=obj.email, password=form.cleaned_data["password"], name=obj.name)


@admin.register(StaffRole)
class StaffRoleAdmin(ReadOnlyAdmin):
    """Gives and takes roles."""

    list_display = ("account", "role", "publication_id")
    list_filter = ("role",)
    list_select_related = ("account",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return what Django's permissions say."""
        return admin.ModelAdmin.has_add_permission(self, request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Return what Django's permissions say."""
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def save_model(self, request: HttpRequest, obj: StaffRole, form: Any, change: Any) -> None:  # noqa: ARG002 -- Django's signature
        """Give the role."""
        by = request.user.pk
        give_role(
            account_id=obj.account_id,
            publication_id=obj.publication_id,
            role=Role(obj.role),
            given_by=by,
            now=clock.now(),
        )
        obj.pk = StaffRole.objects.get(account=obj.account_id, publication_id=obj.publication_id, role=obj.role).pk

    def delete_model(self, request: HttpRequest, obj: StaffRole) -> None:
        """Take the role."""
        by = request.user.pk
        take_role(
            account_id=obj.account_id,
            publication_id=obj.publication_id,
            role=Role(obj.role),
            taken_by=by,
            now=clock.now(),
        )

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[StaffRole]) -> None:
        """Take each of the roles."""
        for row in queryset:
            self.delete_model(request, row)


@admin.register(Reader)
class ReaderAdmin(ReadOnlyAdmin):
    """Shows who acted; of a guest's address not even the hash."""

    list_display = ("id", "name", "kind", "account", "created_at")
    list_filter = ("kind",)
    list_select_related = ("account",)
    search_fields = ("name",)
    exclude = ("claim_hash",)
