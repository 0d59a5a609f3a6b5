"""Mail through TLS: the password and the mail are said to the server that was meant, or to nobody."""

import ssl
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask

from community.extensions import db
from community.notices.models import Letter
from tests.factories import Circle
from tests.laws import law
from tests.notices.sink import Sink
from tests.notices.stage import has_mail, later, through, told, wants, work

ANSWERS = {"EHLO": "250-sink\r\n250-STARTTLS\r\n250 AUTH PLAIN", "AUTH": "235 welcome"}
LOGIN = "AUTH PLAIN " + b64encode(b"\0hearth\0kept to itself").decode()

Certified = Callable[..., ssl.SSLContext]


@pytest.fixture
def certified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Certified:
    """Makes what a server shows that it is who it is; by default the machine trusts it."""

    def certify(address: str = "127.0.0.1", trusted: bool = True) -> ssl.SSLContext:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = tmp_path / "certificate.pem"
        certificate.write_bytes(_certificate(address, key) + _private(key))
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        return context

    return certify


def _certificate(address: str, key: ec.EllipticCurvePrivateKey) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sink")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM)


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def one_mail(app: Flask, circle: Circle, sink: Sink) -> None:
    """Something is told to somebody who wants mail, by a server that asks for a password."""
    through(app, sink, "hearth:kept%20to%20itself@")
    has_mail(circle.regular)
    wants(circle.regular)
    told(circle.regular, circle)
    work()


def reasons() -> set[str]:
    """Why letters wait."""
    return {letter.why for letter in db.session.query(Letter).filter_by(way="mail")}


def in_the_clear(sink: Sink) -> set[str]:
    """The commands that anybody on the way could read."""
    return {said.split()[0].upper() for through_tls, said in sink.said if not through_tls}


@law("L9.1")
@pytest.mark.parametrize("at_once", [True, False])
def test_mail_goes_through_tls(
    app: Flask, circle: Circle, certified: Certified, at_once: bool
) -> None:
    sink = Sink(refuse=ANSWERS, tls=certified(), at_once=at_once)
    one_mail(app, circle, sink)
    assert len(sink.mails) == len(set(sink.ids)) > 0
    assert (True, LOGIN) in sink.said
    assert in_the_clear(sink) <= {"EHLO", "STARTTLS"}
    sink.close()


@law("L9.1")
@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("shown", [{"trusted": False}, {"address": "127.0.0.2"}])
def test_a_stranger_in_between_is_told_nothing(
    app: Flask, circle: Circle, certified: Certified, at_once: bool, shown: dict[str, object]
) -> None:
    stranger = Sink(refuse=ANSWERS, tls=certified(**shown), at_once=at_once)
    one_mail(app, circle, stranger)
    assert stranger.mails == []
    assert reasons() == {"SSLCertVerificationError"}
    assert {said for through_tls, said in stranger.said if through_tls} == set()
    assert in_the_clear(stranger) <= {"EHLO", "STARTTLS"}
    stranger.close()
    sink = Sink(refuse=ANSWERS, tls=certified(), at_once=at_once)
    through(app, sink, "hearth:kept%20to%20itself@")
    later(app, hours=2)  # it waited
    assert len(sink.mails) == len(set(sink.ids)) > 0
    sink.close()


@law("L9.1")
def test_a_server_that_leaves_tls_out_is_told_nothing(
    app: Flask, circle: Circle, certified: Certified
) -> None:
    stripped = Sink(refuse={"EHLO": "250-sink\r\n250 AUTH PLAIN"}, tls=certified())
    one_mail(app, circle, stripped)
    assert stripped.mails == []
    assert reasons() == {"SMTPNotSupportedError"}
    assert in_the_clear(stripped) <= {"EHLO", "QUIT"}
    stripped.close()
