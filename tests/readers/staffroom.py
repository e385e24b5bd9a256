"""A newspaper with people who work there, each with a browser; and a device that has passkeys."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from folkmoot.articles.models import Publication
from folkmoot.articles.values import PublicationView
from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.models import Account, AuditEntry
from folkmoot.readers.values import Role
from tests.articles.writing import found

PASSWORD = "a bridge too far"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
FLAG = AuthenticatorData.FLAG


class Browser(Client):
    """Somebody's browser at the Gazette."""

    def __init__(self) -> None:
        headers = {"sec-fetch-site": "same-origin", "host": "gazette.example", "user-agent": FIREFOX}
        super().__init__(headers=headers, SERVER_NAME="gazette.example")

    def generic(self, *args, secure: bool = True, **kwargs):
        """Speak over https, as everybody does who has passkeys."""
        return super().generic(*args, secure=True, **kwargs)

    def sign_in(self, name: str, **changes: str):
        """Send the form of the sign-in."""
        words = {"email": f"{name}@gazette.example", "password": PASSWORD} | changes
        return self.post("/desk/sign-in/", words)

    def page(self, path: str) -> str:
        """Return a page in its letters."""
        return self.get(path).content.decode()

    @property
    def is_in(self) -> bool:
        """Return whether the desk opens."""
        return self.get("/desk/").status_code == 200


@dataclass
class Staffroom:
    """The Gazette and its people."""

    paper: PublicationView
    ids: dict[str, int] = field(default_factory=dict)

    def hire(self, name: str, *roles: Role) -> Browser:
        """Return the browser of somebody new, who has signed in with a password."""
        account_id = make_account(email=f"{name}@gazette.example", password=PASSWORD, name=name.title())
        for role in roles:
            give_role(account_id=account_id, publication_id=self.paper.id, role=role, given_by=None)
        self.ids[name] = account_id
        return self.come_in(name)

    def come_in(self, name: str) -> Browser:
        """Return one more browser in which somebody has signed in with a password."""
        browser = Browser()
        assert browser.sign_in(name).status_code == 303
        return browser

    def demand_second_factor(self) -> None:
        """Throw the publication's switch."""
        Publication.objects.update(second_factor_required=True)

    def log(self) -> list[tuple[str, str, str]]:
        """Return (who, act, subject) as the audit log has them."""
        rows = AuditEntry.objects.order_by("id").select_related("account")
        return [(str(row.account), row.act, row.subject) for row in rows]


def open_staffroom() -> Staffroom:
    """Found the Gazette."""
    return Staffroom(found())


def link_in(page: str) -> str:
    """Return the path of the link that a page shows to be printed."""
    shown = re.search(r"<code>https://gazette\.example(/[^<]+)</code>", page)
    assert shown, page
    return shown[1]


def account(name: str) -> Account:
    """Return somebody's row."""
    return Account.objects.get(email=f"{name}@gazette.example")


class Device:
    """A device with one passkey, as WebAuthn says that it answers."""

    def __init__(self, origin: str = "https://gazette.example") -> None:
        self.origin = origin
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = sha256(repr(self.key.private_numbers()).encode()).digest()
        self.flags = FLAG.UP | FLAG.UV

    def make(self, options: bytes) -> str:
        """Return the answer to a house that asks for a new passkey."""
        asked = json.loads(options)["publicKey"]
        public = ES256.from_cryptography_key(self.key.public_key())
        data = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        seen = AuthenticatorData.create(self._domain(asked["rp"]["id"]), self.flags | FLAG.AT, 0, data)
        made = AttestationObject.create("none", seen, {})
        client = CollectedClientData.create("webauthn.create", websafe_decode(asked["challenge"]), self.origin)
        return self._answer(clientDataJSON=client, attestationObject=made)

    def prove(self, options: bytes) -> str:
        """Return the answer to a house that asks for a proof."""
        asked = json.loads(options)["publicKey"]
        seen = AuthenticatorData.create(self._domain(asked["rpId"]), self.flags, 0)
        client = CollectedClientData.create("webauthn.get", websafe_decode(asked["challenge"]), self.origin)
        signature = self.key.sign(seen + client.hash, ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=seen, signature=signature)

    def _domain(self, name: str) -> bytes:
        return sha256(name.encode()).digest()

    def _answer(self, **response: bytes) -> str:
        name = websafe_encode(self.id)
        said = {key: websafe_encode(value) for key, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": said})
