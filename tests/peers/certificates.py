"""Certificates for TLS, made by the openssl command: a CA of the test's own, and what goes wrong with certificates."""

from __future__ import annotations

import hashlib
import ssl
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.peers.process import program

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Certificate:
    """PEM files of a certificate and its key."""

    certificate: Path
    key: Path

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate (DER), 64 hex digits."""
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(self.certificate.read_text(encoding="ascii"))).hexdigest()


class CertificateAuthority:
    """Signs what it is asked to. Elliptic keys: RSA would take the openssl command seconds."""

    def __init__(self, folder: Path, name: str = "Test CA") -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._own = self._request("ca", name)
        constraints = self._extensions("ca", "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign")
        self._sign("ca", ["-signkey", str(self._own.key)], constraints, "-days", "30")

    @property
    def file(self) -> Path:
        """The CA's own certificate."""
        return self._own.certificate

    def issue(self, label: str, *names: str, expired: bool = False) -> Certificate:
        """One for these names (`DNS:sip.example`, `IP:127.0.0.1`); `label` names its files. `expired`: since a day."""
        made = self._request(label, names[0].partition(":")[2])
        extensions = self._extensions(label, f"subjectAltName={','.join(names)}\nextendedKeyUsage=serverAuth,clientAuth")
        signer = ["-CA", str(self._own.certificate), "-CAkey", str(self._own.key), "-set_serial", str(sum(label.encode()) + 2)]
        # The command refuses a negative span with -days alone; a fixed past says the same.
        span = ("-days", "-1") if expired else ("-days", "10")
        self._sign(label, signer, extensions, *span)
        return made

    def _request(self, label: str, common_name: str) -> Certificate:
        made = Certificate(self._folder / f"{label}.pem", self._folder / f"{label}.key")
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        subject = f"/CN={common_name}"
        self._openssl("req", "-new", *curve, "-keyout", str(made.key), "-subj", subject, "-out", str(self._folder / f"{label}.csr"))
        return made

    def _extensions(self, label: str, lines: str) -> Path:
        path = self._folder / f"{label}.ext"
        path.write_text(lines + "\n", encoding="ascii")
        return path

    def _sign(self, label: str, signer: list[str], extensions: Path, *span: str) -> None:
        request, made = self._folder / f"{label}.csr", self._folder / f"{label}.pem"
        self._openssl("x509", "-req", "-in", str(request), *signer, "-extfile", str(extensions), *span, "-sha256", "-out", str(made))

    @staticmethod
    def _openssl(*arguments: str) -> None:
        subprocess.run([program("openssl", "openssl"), *arguments], check=True, capture_output=True)
