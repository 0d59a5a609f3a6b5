"""Web push: only what is sealed, only to the open internet, only to whoever asked and is still signed in."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from flask import Flask

from community import clock
from community.clock import now
from community.extensions import db
from community.members import operations as members
from community.notices import operations
from community.notices.forms import OutreachForm
from community.notices.models import Device, Letter
from community.notices.pushing.endpoints import is_public
from community.notices.pushing.sealing import public_key, seal_for
from tests.factories import Circle, Person, a_person
from tests.laws import law
from tests.notices.opening import Receiver, unb64
from tests.notices.push_service import HOST, PUBLIC, PushService
from tests.notices.stage import later, told, wants, work
from tests.stage import Browser

ENDPOINT = f"https://{HOST}/send/abc?x=1"


@pytest.fixture
def service(app: Flask, tmp_path: Path) -> Iterator[PushService]:
    """A push service, and a site that pushes."""
    made = PushService(tmp_path)
    app.extensions["push_carrier"] = made.carrier()
    keeper = a_person("keeper-of-all", administrator=True)
    operations.change_outreach(keeper.id, OutreachForm("", True))
    yield made
    made.close()


def subscribes(as_member: Browser, person: Person, endpoint: str = ENDPOINT) -> Receiver:
    receiver = Receiver()
    said = as_member(person).post("/push/devices", data={"endpoint": endpoint, **receiver.keys})
    assert said.status_code == 303, said.text
    return receiver


def devices() -> int:
    db.session.rollback()
    return db.session.query(Device).count()


def test_the_worked_example_of_the_standard_comes_out_byte_for_byte() -> None:
    """RFC 8291, Appendix A."""
    point = unb64(
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    )
    private = int.from_bytes(unb64("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
    body = seal_for(
        point, unb64("BTBZMqHH6r4Tts7J_aSIgg"), b"When I grow up, I want to be a watermelon",
        ec.derive_private_key(private, ec.SECP256R1()), unb64("DGv6ra1nlYgDCS1FRnbzlw"),
    )  # fmt: skip
    assert body == unb64(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
        "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
    receiver = Receiver(
        int.from_bytes(unb64("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"), "big"),
        unb64("BTBZMqHH6r4Tts7J_aSIgg"),
    )
    assert receiver.open(body) == b"When I grow up, I want to be a watermelon"


@law("L9.1")
def test_a_push_message_says_nothing_but_that_there_is_something(
    app: Flask, circle: Circle, as_member: Browser, service: PushService
) -> None:
    receiver = subscribes(as_member, circle.regular)
    wants(circle.regular)
    told(circle.regular, circle)
    work()
    ((path, headers, body),) = service.taken
    assert path == "/send/abc?x=1"
    assert receiver.open(body) == b"You have something new"
    assert service.connected == [(PUBLIC, 443)]
    assert (headers["Content-Encoding"], headers["TTL"], headers["Host"]) == (
        "aes128gcm",
        "86400",
        HOST,
    )
    assert "Topic" not in headers
    said = json.dumps(headers).lower()
    for secret in ("harbour", circle.regular.handle, str(circle.regular.id), str(circle.group_id)):
        assert secret not in said


@law("L9.1")
def test_who_pushes_is_shown_to_that_service_for_half_a_day(
    app: Flask, circle: Circle, as_member: Browser, service: PushService
) -> None:
    subscribes(as_member, circle.regular)
    wants(circle.regular)
    told(circle.regular, circle)
    work()
    scheme, _space, said = service.taken[0][1]["Authorization"].partition(" ")
    facts = dict(part.strip().split("=", 1) for part in said.split(","))
    head, claims, signature = facts["t"].split(".")
    key = app.extensions["keys"]["vapid"]
    assert (scheme, facts["k"]) == ("vapid", public_key(key))
    assert json.loads(unb64(head)) == {"typ": "JWT", "alg": "ES256"}
    told_who = json.loads(unb64(claims))
    assert told_who["aud"] == f"https://{HOST}"
    assert 0 < told_who["exp"] - now().timestamp() <= 24 * 3600
    assert told_who["sub"].startswith(("mailto:", "https:"))
    raw = unb64(signature)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(facts["k"]))
    pair = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    theirs.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))


@law("L9.1")
def test_push_is_off_until_the_operator_turns_it_on(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    keys = Receiver().keys
    browser = as_member(circle.regular)
    assert "data-push" not in browser.get("/notices/settings").text
    app.extensions["push_carrier"] = app.extensions["push_carrier"].__class__(lambda host: [PUBLIC])
    assert browser.post("/push/devices", data={"endpoint": ENDPOINT, **keys}).status_code == 403
    keeper = as_member(a_person("keeper-of-all", administrator=True))
    assert "never what" in keeper.get("/site/notices").text
    assert keeper.post("/site/notices", data={"word": "", "push": "yes"}).status_code == 303
    page = browser.get("/notices/settings").text
    assert "Its maker learns when that happens, never what it is about." in page
    assert public_key(app.extensions["keys"]["vapid"]) in page


@law("L9.1")
@pytest.mark.parametrize(
    "endpoint",
    [
        "https://127.0.0.1/x", "https://2130706433/x", "https://0x7f.1/x", "https://0x7f000001/x",
        "https://0177.0.0.1/x", "https://017700000001/x", "https://[::1]/x", "https://[fc00::1]/x", "https://[fe80::1]/x",
        "https://[::ffff:127.0.0.1]/x", "https://169.254.169.254/latest", "https://0.0.0.0/x",
        "https://localhost/x", f"http://{HOST}/x", f"https://{HOST}:8443/x", f"https://me@{HOST}/x",
        f"https://{HOST}\\@127.0.0.1/x", f"https://{HOST}/x y", f"https://{HOST}/\r\nX: y", "ftp://x.org", "", "x",
        f"https://{HOST}/" + "a" * 10_000, "https://inside.example.org/x", "https://both.example.org/x",
        "https://nowhere.example.org/x", "https://mapped.example.org/x", f"https://{HOST}:99999/", "https://[::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_of_the_open_internet_is_refused(
    circle: Circle, as_member: Browser, service: PushService, endpoint: str
) -> None:
    service.names |= {
        "inside.example.org": ["10.0.0.7"], "both.example.org": [PUBLIC, "192.168.1.1"],
        "mapped.example.org": ["::ffff:10.0.0.1"],
    }  # fmt: skip
    data = {"endpoint": endpoint, **Receiver().keys}
    said = as_member(circle.regular).post("/push/devices", data=data)
    assert said.status_code == 422
    assert 'role="alert"' in said.text
    assert (devices(), service.connected) == (0, [])


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
     "255.255.255.255", "::", "::1", "fc00::1", "fd12::1", "fe80::1%eth0", "ff02::1", "::ffff:127.0.0.1",
     "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "x", ""],
)  # fmt: skip
def test_no_such_address_is_public(address: str) -> None:
    assert not is_public(address)
    assert is_public(PUBLIC)
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


@law("L9.1")
def test_a_name_that_turns_inward_later_is_not_followed(
    app: Flask, circle: Circle, as_member: Browser, service: PushService
) -> None:
    subscribes(as_member, circle.regular)
    wants(circle.regular)
    service.names[HOST] = ["127.0.0.1"]
    told(circle.regular, circle)
    work()
    assert (service.taken, service.connected) == ([], [])
    service.names[HOST] = [PUBLIC]
    later(app, hours=1)
    assert len(service.taken) == 1


@law("L9.1")
@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten(
    app: Flask, circle: Circle, as_member: Browser, service: PushService, status: int
) -> None:
    subscribes(as_member, circle.regular)
    wants(circle.regular)
    service.status = status
    told(circle.regular, circle)
    work()
    assert devices() == 0
    told(circle.regular, circle)
    later(app, hours=1)
    assert len(service.taken) == 1


def test_a_redirect_is_not_followed(
    app: Flask, circle: Circle, as_member: Browser, service: PushService
) -> None:
    subscribes(as_member, circle.regular)
    wants(circle.regular)
    service.status, service.headers = 307, {"Location": "https://127.0.0.1/"}
    told(circle.regular, circle)
    later(app, hours=3)
    assert len(service.taken) == len(service.connected) == 1
    assert devices() == 1


@pytest.mark.parametrize(
    ("said", "wait"), [("600", 600), ("9" * 30, 60), ("999999", 6 * 3600), ("soon", 60)]
)
def test_a_service_that_is_busy_is_asked_again_when_it_likes_within_reason(
    app: Flask, circle: Circle, as_member: Browser, service: PushService, said: str, wait: int
) -> None:
    subscribes(as_member, circle.regular)
    wants(circle.regular)
    service.status, service.headers = 429, {"Retry-After": said}
    told(circle.regular, circle)
    work()
    service.status = 201
    later(app, seconds=wait - 5)
    assert len(service.taken) == 1
    later(app, seconds=10)
    assert len(service.taken) == 2
    assert db.session.query(Letter.sent_at).scalar() is not None


def test_a_certificate_of_somebody_else_is_not_accepted(
    app: Flask, circle: Circle, as_member: Browser, service: PushService
) -> None:
    service.names["other.example.org"] = [PUBLIC]
    subscribes(as_member, circle.regular, "https://other.example.org/x")
    wants(circle.regular)
    told(circle.regular, circle)
    work()
    assert service.taken == []
    assert db.session.query(Letter.why).scalar() == "SSLCertVerificationError"


@law("L9.1", "L1.6")
def test_who_signs_out_is_pushed_to_no_more(
    app: Flask, circle: Circle, as_member: Browser, service: PushService
) -> None:
    browser = as_member(circle.regular)
    browser.post("/push/devices", data={"endpoint": ENDPOINT, **Receiver().keys})
    wants(circle.regular)
    told(circle.regular, circle)
    browser.post("/sessions/current/revocation")
    work()
    assert service.taken == []
    later(app, days=1)
    assert devices() == 0


def test_who_is_banned_is_pushed_to_no_more(
    app: Flask, circle: Circle, as_member: Browser, service: PushService
) -> None:
    subscribes(as_member, circle.regular)
    wants(circle.regular)
    told(circle.regular, circle)
    members.ban_from_site(circle.moderator.id, circle.regular.id)
    work()
    assert service.taken == []


def test_a_browser_belongs_to_whoever_used_it_last(
    circle: Circle, as_member: Browser, service: PushService
) -> None:
    subscribes(as_member, circle.regular)
    subscribes(as_member, circle.other)
    assert devices() == 1
    assert db.session.query(Device.member_id).scalar() == circle.other.id
    device_id = db.session.query(Device.id).scalar()
    assert as_member(circle.regular).post(f"/push/devices/{device_id}/removal").status_code == 404
    assert as_member(circle.other).post(f"/push/devices/{device_id}/removal").status_code == 303
    assert devices() == 0


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"p256dh": "x"},
        {"p256dh": "A" * 87},
        {"auth": "é"},
        {"auth": "AAAA"},
        {"p256dh": "B" * 10_000},
    ],
)
def test_keys_that_are_none_are_refused(
    circle: Circle, as_member: Browser, service: PushService, keys: dict[str, str]
) -> None:
    good = Receiver().keys if keys else {}
    said = as_member(circle.regular).post(
        "/push/devices", data={"endpoint": ENDPOINT, **good, **keys}
    )
    assert said.status_code == 422
    assert devices() == 0


@law("L9.2")
def test_a_quiet_night_gives_each_device_one_push(
    app: Flask, circle: Circle, as_member: Browser, service: PushService
) -> None:
    for number in range(2):
        subscribes(as_member, circle.regular, f"{ENDPOINT}{number}")
    wants(circle.regular)
    starts = f"{now() - timedelta(hours=1):%H:%M}"
    ends = f"{now() + timedelta(hours=2):%H:%M}"
    form = {"quiet": "yes", "quiet_from": starts, "quiet_until": ends}
    as_member(circle.regular).post("/notices/settings/hours", data=form)
    for _each in range(5):
        told(circle.regular, circle)
    work()
    assert service.taken == []
    later(app, hours=2, minutes=1)
    assert len(service.taken) == 2
    clock.move(timedelta(hours=1))
