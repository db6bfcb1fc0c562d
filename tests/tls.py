"""A server on loopback whose certificate nobody has signed but itself."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def self_signed(folder: Path) -> AsyncIterator[str]:
    """Serve over TLS, with a certificate of the right address that nobody trusts."""
    trusted_by_nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trusted_by_nobody.load_cert_chain(_certificate(folder))
    server = await asyncio.start_server(_answer, LOOPBACK, 0, ssl=trusted_by_nobody)
    async with server:
        yield f"https://{LOOPBACK}:{server.sockets[0].getsockname()[1]}"


async def _answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nbelieve me")
    writer.close()


def _certificate(folder: Path) -> Path:
    """Return a file with a key and its certificate, signed by itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, LOOPBACK)])
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address(LOOPBACK))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(address, critical=False)
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "self-signed.pem"
    file.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    return file
