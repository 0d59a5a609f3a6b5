"""People, how they prove who they are, and what the site knows about itself."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.columns import MaybeMoment, Moment, PublicId
from community.extensions import Model


class Site(Model):
    """The one row about this site: its name, how people join, where Quick exit leads."""

    __tablename__ = "site"
    __table_args__ = (sa.CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    name: Mapped[str] = mapped_column(sa.String(80))
    registration: Mapped[str] = mapped_column(sa.String(12), default="invitation")
    members_create_groups: Mapped[bool] = mapped_column(default=False)
    quick_exit_url: Mapped[str] = mapped_column(
        sa.String(300), default="https://www.wikipedia.org/"
    )
    policy_pages_at: Mapped[MaybeMoment]
    """Since when every policy page is filled in; empty while one is not (L1.1)."""
    risks_told_at: Mapped[MaybeMoment]
    """When administrators were last told that the risk register waits to be looked at again."""
    set_up_at: Mapped[MaybeMoment]


class Member(Model):
    """One person. The handle's skeleton keeps look-alikes apart (L1.3)."""

    __tablename__ = "members"

    id: Mapped[PublicId]
    handle: Mapped[str] = mapped_column(sa.String(40))
    skeleton: Mapped[str] = mapped_column(sa.String(200), unique=True)
    passphrase: Mapped[str] = mapped_column(sa.String(200))
    email: Mapped[str | None] = mapped_column(sa.String(254))
    joined_at: Mapped[Moment]
    last_seen_on: Mapped[MaybeMoment]
    administrator_since: Mapped[MaybeMoment]
    suspended_until: Mapped[MaybeMoment]
    banned_at: Mapped[MaybeMoment]
    stands_in_since: Mapped[MaybeMoment]
    """Set where this is no account but whoever wrote what was brought in from elsewhere; nobody can sign in."""
    locale: Mapped[str] = mapped_column(sa.String(12), default="en")
    zone: Mapped[str] = mapped_column(sa.String(64), default="UTC")
    theme: Mapped[str] = mapped_column(sa.String(8), default="")
    letters: Mapped[str] = mapped_column(sa.String(8), default="")
    discreet: Mapped[bool] = mapped_column(default=False)
    content_notes: Mapped[dict[str, str]] = mapped_column(sa.JSON, default=dict)
    """By content note what the member chose: "show" or "hide"; any other is folded up (L3.4)."""

    shows_presence: Mapped[bool] = mapped_column(default=True)
    shows_typing: Mapped[bool] = mapped_column(default=True)

    authenticator: Mapped["Authenticator | None"] = relationship(
        lazy="joined", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def has_authenticator(self) -> bool:
        """Whether signing in asks for a code of an authenticator app (L1.5)."""
        return self.authenticator is not None and self.authenticator.confirmed_at is not None

    @property
    def is_administrator(self) -> bool:
        """Whether this person runs the machine."""
        return self.administrator_since is not None

    def is_welcome(self, moment: datetime) -> bool:
        """Neither banned nor suspended from the site at that moment."""
        suspended = self.suspended_until is not None and self.suspended_until > moment
        return self.banned_at is None and not suspended


LEAD, CONTACT = "lead", "contact"
OFFICES = (LEAD, CONTACT)


class Office(Model):
    """Somebody is a safeguarding lead of this site, or its external contact, from one day to another."""

    __tablename__ = "offices"
    __table_args__ = (sa.CheckConstraint("kind IN ('lead', 'contact')", name="kind"),)

    id: Mapped[PublicId]
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("members.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(8))
    named_at: Mapped[Moment]
    named_by: Mapped[int] = mapped_column(sa.BigInteger)
    ended_at: Mapped[MaybeMoment]


class LeadsKey(Model):
    """The public half of the leads' key: what only a lead may open is sealed to it (L8.3).

    The private half was shown once to the lead who made it and is not here. It counts once that lead typed its
    check word, and until another takes its place.
    """

    __tablename__ = "leads_keys"

    id: Mapped[PublicId]
    public: Mapped[str] = mapped_column(sa.String(64))
    fingerprint: Mapped[str] = mapped_column(sa.String(40))
    made_by: Mapped[int] = mapped_column(sa.BigInteger)
    made_at: Mapped[Moment]
    confirmed_at: Mapped[MaybeMoment]
    retired_at: Mapped[MaybeMoment]


class PolicyVersion(Model):
    """One version of a policy page: what the site's people wrote into its gaps, by whom and when (L1.1).

    `asks`: it is a version of the terms that members are asked to agree to anew.
    """

    __tablename__ = "policy_versions"
    __table_args__ = (sa.UniqueConstraint("page", "number"),)

    id: Mapped[PublicId]
    page: Mapped[str] = mapped_column(sa.String(12))
    number: Mapped[int]
    fields: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    author: Mapped[int] = mapped_column(sa.BigInteger)
    at: Mapped[Moment]
    asks: Mapped[bool] = mapped_column(default=False)


class Erasure(Model):
    """An account was deleted: what is left of the member is a row without a name (L1.9)."""

    __tablename__ = "erasures"

    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("members.id"), primary_key=True, autoincrement=False
    )
    at: Mapped[Moment]
    words_stay: Mapped[bool]


class Consent(Model):
    """Which text a person agreed to, and when (L1.1)."""

    __tablename__ = "consents"

    id: Mapped[PublicId]
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("members.id", ondelete="CASCADE"), index=True
    )
    text_version: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[Moment]


class Authenticator(Model):
    """A TOTP key, sealed by a key outside the database; `last_step` refuses a code used before (L1.5)."""

    __tablename__ = "authenticators"

    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    sealed_key: Mapped[str] = mapped_column(sa.String(300))
    confirmed_at: Mapped[MaybeMoment]
    last_step: Mapped[int | None] = mapped_column(sa.BigInteger)


class RecoveryCode(Model):
    """One of ten codes that each open the door once (L1.2)."""

    __tablename__ = "recovery_codes"

    id: Mapped[PublicId]
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("members.id", ondelete="CASCADE"), index=True
    )
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    used_at: Mapped[MaybeMoment]


class Session(Model):
    """A signed-in browser. Only a hash of its secret is kept; `label` says "Firefox on Android", no address."""

    __tablename__ = "sessions"

    id: Mapped[PublicId]
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("members.id", ondelete="CASCADE"), index=True
    )
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    label: Mapped[str] = mapped_column(sa.String(80), default="")
    created_at: Mapped[Moment]
    last_used_on: Mapped[Moment]
    expires_at: Mapped[Moment]
    second_factor_at: Mapped[MaybeMoment]
    revoked_at: Mapped[MaybeMoment]

    def is_good(self, moment: datetime) -> bool:
        """Whether it still shows who asks."""
        return self.revoked_at is None and self.expires_at > moment


class Token(Model):
    """A program's key: scoped, expiring, revocable (docs/protocol.md)."""

    __tablename__ = "tokens"

    id: Mapped[PublicId]
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("members.id", ondelete="CASCADE"), index=True
    )
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    scopes: Mapped[list[str]] = mapped_column(sa.JSON)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[MaybeMoment]

    def is_good(self, moment: datetime) -> bool:
        """Whether it still opens the door."""
        return self.revoked_at is None and self.expires_at > moment


class Invitation(Model):
    """A link into the site, and where it was made for one, into a group (L1.1, L2.2)."""

    __tablename__ = "invitations"

    id: Mapped[PublicId]
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    made_by: Mapped[int] = mapped_column(sa.BigInteger)
    group_id: Mapped[int | None] = mapped_column(sa.BigInteger, index=True)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    uses_left: Mapped[int]
    revoked_at: Mapped[MaybeMoment]

    def is_good(self, moment: datetime) -> bool:
        """Whether it still opens the door."""
        return self.revoked_at is None and self.uses_left > 0 and self.expires_at > moment


class SetupCode(Model):
    """The one-time code of `/setup`; spent once the first administrator exists."""

    __tablename__ = "setup_codes"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    hash: Mapped[str] = mapped_column(sa.String(64))
    created_at: Mapped[Moment]
    used_at: Mapped[MaybeMoment]
