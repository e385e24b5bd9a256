"""Passkeys (WebAuthn): what is asked of a browser, and whether its answer is true.

fido2 checks challenge, origin, domain, user verification and signature. It is loaded when somebody uses a passkey.
Attestation is not asked for: which maker's key it is does not matter here.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from fido2.server import Fido2Server

State = dict[str, Any]
"""What has to be kept between the question and the answer; JSON."""


class NotProvedError(Exception):
    """A browser's answer does not prove what it should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who asks: `origin` is `https://news.example`; a passkey belongs to its host name."""

    name: str
    origin: str

    @property
    def domain(self) -> str:
        """Return the host name, without port."""
        return urlsplit(self.origin).hostname or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A passkey as it is kept: its id, and its id with the public key, both in base64url."""

    id: str
    data: str


def can_have_passkeys(origin: str) -> bool:
    """Return whether browsers make passkeys there: under a host name, over https or on the machine itself."""
    parts = urlsplit(origin)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return bool(host) and (parts.scheme == "https" or host == "localhost" or host.endswith(".localhost"))
    return False


def ask_for_new(
    party: Party, *, handle: bytes, name: str, known: Collection[Credential]
) -> tuple[dict[str, Any], State]:
    """Return what the browser is asked to make, and what to keep until it answers.

    Args:
        handle: whom the passkey will stand for; says nothing about them.
        name: what the browser shows.
        known: passkeys that are there already: the same device does not make a second one.
    """
    from fido2.webauthn import (  # noqa: PLC0415 -- slow to load, seldom needed
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options, state = _server(party).register_begin(
        PublicKeyCredentialUserEntity(id=handle, name=name, display_name=name),
        credentials=[_attested(one) for one in known],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options), state


def read_new(party: Party, state: State, answer: str) -> Credential:
    """Return the passkey that the browser made.

    Raises:
        NotProvedError: it is not what was asked for.
    """
    from fido2.utils import websafe_encode  # noqa: PLC0415 -- as above

    try:
        made = _server(party).register_complete(state, _read(answer))
        data = made.credential_data
        if data is None:
            message = "no credential"
            raise NotProvedError(message)
        return Credential(id=websafe_encode(data.credential_id), data=websafe_encode(data))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotProvedError(str(error)) from error


def ask_for_proof(party: Party) -> tuple[dict[str, Any], State]:
    """Return what the browser is asked to sign with any passkey it has for us, and what to keep until it answers."""
    from fido2.webauthn import UserVerificationRequirement  # noqa: PLC0415 -- as above

    options, state = _server(party).authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return dict(options), state


def id_in(answer: str) -> str:
    """Return the id of the passkey that an answer speaks of; "" for an unreadable one."""
    try:
        return str(_read(answer).get("id", ""))
    except NotProvedError:
        return ""


def read_proof(party: Party, state: State, answer: str, credential: Credential) -> None:
    """Do nothing when the answer is signed by this passkey.

    Raises:
        NotProvedError: it is not.
    """
    try:
        _server(party).authenticate_complete(state, [_attested(credential)], _read(answer))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotProvedError(str(error)) from error


def _server(party: Party) -> Fido2Server:
    from fido2.server import Fido2Server  # noqa: PLC0415 -- as above
    from fido2.webauthn import PublicKeyCredentialRpEntity  # noqa: PLC0415 -- as above

    entity = PublicKeyCredentialRpEntity(id=party.domain, name=party.name)
    return Fido2Server(entity, verify_origin=lambda origin: origin == party.origin)


def _attested(credential: Credential) -> Any:
    from fido2.utils import websafe_decode  # noqa: PLC0415 -- as above
    from fido2.webauthn import AttestedCredentialData  # noqa: PLC0415 -- as above

    return AttestedCredentialData(websafe_decode(credential.data))


def _read(answer: str) -> dict[str, Any]:
    try:
        read = json.loads(answer)
    except ValueError as error:
        raise NotProvedError(str(error)) from error
    if not isinstance(read, dict):
        message = "not an object"
        raise NotProvedError(message)
    return read
