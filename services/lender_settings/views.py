"""The settings as an agent sees them."""

from dataclasses import dataclass

from sqlmodel import Session

from portal_app.routes import BRAND_LOGOS
from portal_app.settings import get_settings
from services.brand import palette
from services.language import use_language
from services.language.formats import day, moment
from services.lender_settings.default_texts import default_body
from services.lender_settings.reading import Lender, current
from services.lender_settings.texts import TextKind, publish, versions
from services.roles import AgentRole, may
from services.subject import AgentSubject


@dataclass(frozen=True, slots=True)
class Shown:
    """What becomes of a colour: `light` and `dark` are "#rrggbb", `words` says why, "" if as is."""

    light: str = ""
    dark: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class SettingsView:
    """`locked`: to be read only. `logo` is an address, or ""; `shown` what becomes of `color`."""

    locked: bool = True
    name: str = ""
    support_phone: str = ""
    color: str = ""
    shown: Shown = Shown()
    logo: str = ""
    second_step_required: bool = False
    offers_sms: bool = False
    offers_email: bool = False
    offers_authenticator: bool = False
    offers_passkeys: bool = False
    without_access: str = ""


@dataclass(frozen=True, slots=True)
class VersionLine:
    number: int
    label: str
    body: str


@dataclass(frozen=True, slots=True)
class TextView:
    """`body` is what counts now: the newest version, or the portal's own text."""

    kind: str = ""
    language: str = ""
    body: str = ""
    label: str = ""
    earlier: tuple[VersionLine, ...] = ()


def settings_view(session: Session, agent: AgentSubject) -> SettingsView:
    """For every role: those below administrator read."""
    return as_view(current(session), agent)


def as_view(lender: Lender, agent: AgentSubject) -> SettingsView:
    return SettingsView(
        locked=not may(agent, AgentRole.ADMINISTRATOR),
        name=lender.name,
        support_phone=lender.support_phone,
        color=lender.color,
        shown=shown(lender.color),
        logo=f"{BRAND_LOGOS}/{lender.logo}" if lender.logo else "",
        second_step_required=lender.second_step_required,
        offers_sms=lender.offers_sms,
        offers_email=lender.offers_email,
        offers_authenticator=lender.offers_authenticator,
        offers_passkeys=lender.offers_passkeys,
        without_access=lender.without_access.value,
    )


def shown(color: str) -> Shown:
    """What pages make of `color`; nothing for one that is empty or cannot be used."""
    try:
        colors = palette(color.strip())
    except ValueError:
        return Shown()
    light, dark = colors.light.brand, colors.dark.brand
    words = (
        f"{color.strip()} is too pale to be read on paper. It is shown as {light},"
        " which has the contrast that WCAG 2.2 asks for (4.5 to 1)."
        if colors.adjusted
        else ""
    )
    return Shown(light, dark, words)


def text_view(session: Session, agent: AgentSubject, kind: TextKind, language: str) -> TextView:
    """For every role; the texts are public."""
    found = versions(session, kind, language)
    zone = get_settings().zone
    lines = tuple(
        VersionLine(
            one.number,
            f"Version {one.number}, since {day(one.since.astimezone(zone).date())}",
            one.body,
        )
        for one in found
    )
    if not found:
        with use_language(language):
            body = default_body(kind)
        return TextView(kind.value, language, body, "The portal's own text")
    label = f"Version {found[0].number}, published {moment(found[0].since, zone)}"
    return TextView(kind.value, language, found[0].body, label, lines[1:])


def publish_view(
    session: Session, agent: AgentSubject, kind: TextKind, language: str, body: str
) -> TextView:
    """`publish`, and what is there then."""
    publish(session, agent, kind, language, body)
    return text_view(session, agent, kind, language)
