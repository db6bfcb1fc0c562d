from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.library.addresses import is_public, parsed

PRIVATE = """
0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16
169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1
198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8
64:ff9b::127.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::
2002:808:808:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1
""".split()
PUBLIC = """
1.1.1.1 8.8.8.8 93.184.215.14 172.15.255.255 172.32.0.1 192.167.255.255 223.255.255.254
2606:4700:4700::1111 2001:4860:4860::8888 2a00:1450:4001:81b::200e 240e::1
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_refused(address: str) -> None:
    """Loopback, private, link-local, metadata, multicast, reserved, and IPv4 inside IPv6."""
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_allowed(address: str) -> None:
    """Addresses that are handed out to somebody on the internet."""
    assert is_public(ip_address(address))


@given(st.integers(0, 2**32 - 1))
def test_no_private_address_hides_in_ipv6(number: int) -> None:
    """However an IPv4 address is wrapped, it is refused, public or not."""
    inside = f"{number >> 16:x}:{number & 0xFFFF:x}"
    for wrapped in ("::ffff:{}", "::{}", "64:ff9b::{}", "2002:{}::"):
        assert not is_public(IPv6Address(wrapped.format(inside)))
    if is_public(IPv4Address(number)):
        assert IPv4Address(number).is_global


def test_a_scope_is_read_over() -> None:
    """A resolver names the interface of a local address; the address is what counts."""
    assert parsed("fe80::1%eth0") == ip_address("fe80::1")
