"""The worker killed again and again while mail goes out: each notice arrives, as one mail by its Message-ID."""

import random
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import gevent
import pytest

from tests.chaos.counts import often
from tests.chaos.site import Site, python
from tests.laws import law
from tests.notices.sink import Sink
from tests.notices.stage import SENDER
from tests.stage import a_postgres_database
from tests.wire import until

KILLS = often(6, 100, ci=10)
EACH = 4
"""People who are told something, for every kill."""

LEASE = 130
"""Seconds after which what a dead worker had begun is another's; the clock is moved."""


@law("L9.1")
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def test_every_notice_is_mailed_once_however_often_the_worker_is_killed(
    tmp_path: Path, database: str
) -> None:
    with ExitStack() as stack:
        sink = Sink(delay=0.02)
        stack.callback(sink.close)
        env = {"HEARTH_SMTP_URL": sink.url, "HEARTH_MAIL_FROM": SENDER}
        if database == "postgres":
            env["HEARTH_DATABASE_URL"] = stack.enter_context(a_postgres_database())
        site = Site(tmp_path, env)
        stack.callback(site.kill)
        people = KILLS * EACH
        code, said = site._run([*python("tests.chaos.mailed"), str(people)], "")
        assert code == 0, said
        died_in_between = survives(site, sink)
        site.stop()
        assert site.complaints() == ""
    news = [mail for mail in sink.mails if "new" in mail.message["Subject"]]
    by_id = Counter(mail.id for mail in news)
    to = {mail.id: tuple(mail.to) for mail in news}
    assert Counter(to.values()) == Counter(dict.fromkeys(to.values(), 1))
    assert len(by_id) == people
    again = len(news) - len(by_id)
    assert again <= KILLS
    print(f"\n{KILLS} kills, {people} notices: lost 0, {len(by_id)} mails by Message-ID, "
          f"{again} handed over again under the same one, {died_in_between} kills in mid mail")  # fmt: skip


def survives(site: Site, sink: Sink) -> int:
    """Kill the server while mail goes out, then let it finish; how often a mail was under way."""
    under_way = 0
    for blow in range(KILLS):
        site.clock.write_text(str(LEASE * blow))
        site.start()
        before = len(sink.mails)
        enough = before + random.randint(1, EACH - 1)
        until(lambda enough=enough: len(sink.mails) >= enough, 30)
        gevent.sleep(random.random() * 0.05)
        under_way += sink.talking > 0
        site.kill()
    site.clock.write_text(str(LEASE * KILLS))
    site.start()
    waited = 0
    while len(set(sink.ids)) < KILLS * EACH and waited < 120:
        gevent.sleep(1)
        waited += 1
    gevent.sleep(2)
    return under_way
