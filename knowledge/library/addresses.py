"""May a page be fetched from this address?

Invariant: only what is public on the internet may. An address that carries another one inside
(IPv4-mapped, 6to4, NAT64, Teredo) is refused whole, so nothing private is reached through it.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

# Everything that is handed out in IPv6 is in here; mapped, NAT64 and local ranges are not.
HANDED_OUT = IPv6Network("2000::/3")
# What Python calls global, or did in some version, and is no place for a page.
REFUSED = (
    IPv4Network("100.64.0.0/10"),  # shared by the customers of a provider; clouds' metadata
    IPv4Network("168.63.129.16/32"),  # a cloud's own services, on a public address
    IPv4Network("192.0.0.0/24"),  # protocol assignments; another cloud's metadata
    IPv4Network("192.88.99.0/24"),  # relays of 6to4
    IPv4Network("198.18.0.0/15"),  # benchmarks
    IPv6Network("2001::/23"),  # Teredo and other protocol assignments
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("2002::/16"),  # 6to4: an IPv4 address inside
    IPv6Network("3fff::/20"),  # documentation
)


def is_public(address: Address) -> bool:
    """Tell whether an address is somebody's on the public internet.

    >>> [is_public(ip_address(a)) for a in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1")]
    [True, False, False]
    """
    if address.version == 6 and address not in HANDED_OUT:  # noqa: PLR2004 - IPv6
        return False
    if any(address in network for network in REFUSED):
        return False
    return address.is_global and not address.is_multicast


def parsed(address: str) -> Address:
    """Return an address as a resolver writes it; a scope (fe80::1%eth0) is read over."""
    return ip_address(address.split("%", maxsplit=1)[0])
