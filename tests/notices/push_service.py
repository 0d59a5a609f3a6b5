"""A push service on the loopback, over real TLS with a certificate of its own."""

import datetime
import socket
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from community.notices.pushing.sending import Carrier

HOST = "push.example.org"
PUBLIC = "93.184.215.14"
"""What the name stands for; the line leads to the loopback all the same."""


class PushService:
    """Keeps what it is sent, and answers `status` with `headers`."""

    def __init__(self, folder: Path) -> None:
        self.status, self.headers = 201, {}
        self.taken: list[tuple[str, dict[str, str], bytes]] = []
        self.connected: list[tuple[str, int]] = []
        self.names = {HOST: [PUBLIC]}
        self._certificate = folder / "certificate.pem"
        self._make_certificate(folder / "key.pem")
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._certificate, folder / "key.pem")
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def carrier(self) -> Carrier:
        """Names and lines as they lead here."""
        trust = ssl.create_default_context(cafile=str(self._certificate))
        return Carrier(self._resolve, self._connect, lambda: trust)

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    def _resolve(self, host: str) -> list[str]:
        if host not in self.names:
            raise socket.gaierror
        return self.names[host]

    def _connect(self, address: str, port: int) -> socket.socket:
        self.connected.append((address, port))
        return socket.create_connection(("127.0.0.1", self._server.server_port), 5)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.taken.append((self.path, dict(self.headers), body))
                self.send_response(service.status)
                for name, said in service.headers.items():
                    self.send_header(name, said)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *said: object) -> None:
                pass

        return Handler

    def _make_certificate(self, key_file: Path) -> None:
        key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
        today = datetime.datetime.now(datetime.UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(today - datetime.timedelta(days=1))
            .not_valid_after(today + datetime.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=True)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )  # fmt: skip
        self._certificate.write_bytes(made.public_bytes(Encoding.PEM))
        key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
