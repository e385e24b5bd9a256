"""How much of an address counts as "the same network"."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

IPV6_PREFIX_BITS = 64
NOWHERE = "unknown"


def parse_address(text: str) -> IPv4Address | IPv6Address:
    """Return the address in `text`; one written as IPv4 inside IPv6 becomes plain IPv4, a zone is dropped.

    Raises:
        ValueError: not an address.
    """
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def prefix_of(text: str) -> str:
    """Return the network that stands for one client: an IPv4 address itself, of IPv6 its /64 (`2001:db8::/64`).

    One household or phone has a whole IPv6 /64 to choose from, so nothing finer would hold.
    What is no address becomes `unknown`.
    """
    try:
        address = parse_address(text)
    except ValueError:
        return NOWHERE
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((address, IPV6_PREFIX_BITS), strict=False))
