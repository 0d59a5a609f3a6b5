"""What a mentee and a mentor agree to before their first message, in one place, with its version (L7.6)."""

from flask_babel import lazy_gettext as _l

CURRENT = 2
"""The version below. Whoever changes what it promises makes this one more, and everybody is asked anew."""

PARTS = (
    (
        _l("What it is for"),
        _l("Somebody who has gone a stretch of the way keeps you company on yours: one person, over weeks, "
           "in words. You decide together what you talk about, and how often."),
    ),
    (
        _l("What it is not"),
        _l("It is no therapy, no medical advice and no emergency help. A mentor is a peer, with a life of "
           "their own. In an emergency, call your local emergency number; crisis lines stand at the foot of "
           "every page."),
    ),
    (
        _l("Hours"),
        _l("Nobody has to answer at once, and nobody has to be there at night. Tell each other when you "
           "usually are. Either can pause whenever they like, and need not say why."),
    ),
    (
        _l("What is private, and when that ends"),
        _l("What you write in the channel is for the two of you. It is kept locked, and nobody is shown it, but for "
           "two cases. If one of you reports something, those lines that you chose to send along are read, and no "
           "others. If somebody may be in grave danger or harmed, or a court orders it, two who answer for this site "
           "(safeguarding leads, or one and the external contact; never one alone, never an administrator) can open a "
           "part of it, which both of them read for 24 hours, and nothing beside it. You are both told which part and "
           "why: at once, or where that would endanger somebody, 60 days later at the latest. What you tell outside "
           "this site, nobody here can keep."),
    ),
    (
        _l("Who can see what"),
        _l("The group’s moderators see that you mentor, not with whom, and no words. Your clocks, your "
           "check-ins and your plan are yours: the other sees none of it, unless you show it. The page of the two of "
           "you shows which parts of the channel were ever opened, and who could. You are told when somebody is named "
           "to that office; in its first seven days it opens nothing. Who runs the machine reads nothing through the "
           "pages of this site; but the key lies on that machine, and no page can keep it from them."),
    ),
    (
        _l("How to leave"),
        _l("Either of you ends it in one step, at any time, without a reason. The channel can be read for "
           "seven days then. Its words go a year after it ended."),
    ),
    (
        _l("How to report"),
        _l("“Report” stands at the foot of the channel and beside every message. Report whatever is not "
           "right: money, pressure, meeting alone, anything about sex. It is never too small, and the other is "
           "not told that it was you. Messages go to the safeguarding leads, unless you choose otherwise; the "
           "form says who reads it before you send it."),
    ),
)  # fmt: skip
"""What each part is headed, and what it says."""
