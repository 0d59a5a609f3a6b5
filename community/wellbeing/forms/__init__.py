"""What people type about what is their own, checked and frozen."""

from community.wellbeing.forms.clocks import (
    ClockForm,
    ConsentForm,
    NameForm,
    SeeingForm,
    ShareForm,
    SlipForm,
)

__all__ = ["ClockForm", "ConsentForm", "NameForm", "SeeingForm", "ShareForm", "SlipForm"]
