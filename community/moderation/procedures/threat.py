"""A threat to life: somebody may kill themselves, or somebody else."""

from flask_babel import lazy_gettext as _l

from community.moderation.procedures.shapes import DISCLOSURE, NOTE, Blank, Saying, Step, Written

THREAT = Written(
    "threat",
    _l("A life is threatened"),
    _l("Somebody says, or seems about, to kill themselves or another person."),
    _l(
        "Do you know where they are? Then call the emergency number of that place now. This "
        "page can wait."
    ),
    (
        Step(
            "call",
            _l("Call, if you know where they are"),
            _l(
                "The emergency number of their country, not of yours. Say that you are calling from "
                "far away. Write down whom you spoke to."
            ),
            (
                Blank("number", _l("Which number, when, and who answered")),
                Blank("reference", _l("Their reference")),
                NOTE,
            ),
        ),
        Step(
            "stay",
            _l("One of you stays with them, in words"),
            _l(
                "One person, short sentences. Ask directly: are you thinking of killing yourself? "
                "Have you taken something? Is somebody near you? Do not argue, do not promise to keep "
                "it secret."
            ),
        ),
        Step(
            "line",
            _l("Give them the line of their country, and stay while they call"),
            _l(
                "The crisis page has it by country. If the threat is against another person, skip "
                "this and go on."
            ),
        ),
        Step(
            "reach",
            _l("Find who can reach them"),
            _l(
                "What do you know: a town they named, an e-mail they gave, a mentor, somebody in the "
                "group who knows them outside? The site keeps no address. Ask, before you look into "
                "anything sealed."
            ),
        ),
        Step(
            "tell",
            _l("Tell the authorities what they need, and only that"),
            _l(
                "You may, to save a life. Both of you decide; write down what was given. Where "
                "nothing was given, choose “not needed” and say why."
            ),
            DISCLOSURE,
        ),
        Step(
            "room",
            _l("Look after the others who saw it"),
            _l(
                "Pause the room if you must. Remove details of means and places. Say that somebody is "
                "looking after it, without saying more."
            ),
        ),
        Step(
            "again",
            _l("Look again within a day"),
            _l(
                "Write to them, and to whoever is on duty next. Note when you will look a third time."
            ),
        ),
        Step(
            "yourselves",
            _l("Look after each other"),
            _l(
                "Talk with somebody about it. Take the rest of the day off duty; another person takes "
                "the queue."
            ),
        ),
    ),
    (
        Saying(
            _l("To the person"),
            _l(
                "I have read what you wrote, and I am staying here. Are you thinking of killing "
                "yourself? Are you alone? Please call this number now; I will be here while you do. I "
                "am going to ask for help for you, because I want you to live."
            ),
        ),
        Saying(
            _l("To the room"),
            _l(
                "Somebody here is having a very hard hour, and people are with them now. Please do "
                "not write about ways or places. If this touches you too: the crisis lines are at the "
                "foot of this page, and staff is awake."
            ),
        ),
        Saying(
            _l("On the telephone"),
            _l(
                "I help to run an online support group. A member says that they are about to take "
                "their life. I do not know their real name. I know this: … Their last words were at … "
                "I can be called back at …"
            ),
        ),
    ),
)
