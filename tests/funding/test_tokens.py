"""Links to one's own giving."""

from __future__ import annotations

from folkmoot.funding.values.tokens import Bearer, bearer_of, giving_token, return_token, supporter_key

NAME = "0123456789abcdef0123456789abcdef"


def test_a_letters_link_and_the_way_back_lead_to_one_contribution_and_are_told_apart():
    assert bearer_of(giving_token(NAME)) == Bearer(NAME, from_letter=True)
    assert bearer_of(return_token(NAME)) == Bearer(NAME, from_letter=False)


def test_a_link_that_we_did_not_make_opens_nothing():
    ours = giving_token(NAME)
    shapes = ("", "-", NAME, f"{NAME}-", f"{NAME}-{'0' * 32}")
    nearly = (ours[:-1], ours + "0", ours.upper(), "1" + ours[1:], ours.replace("-", "-é"))
    assert [forged for forged in (*shapes, *nearly) if bearer_of(forged) is not None] == []


def test_one_address_is_one_supporter_however_it_is_typed():
    assert supporter_key(" Ada@Mail.Example ") == supporter_key("ada@mail.example") != supporter_key("bo@mail.example")
